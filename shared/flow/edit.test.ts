import fc from 'fast-check'
import { expect, test } from 'vitest'
import { aFlow, row } from './a-flow.fixture.ts'
import { anyEdit, anyFlow, tryApply } from './any-edit.fixture.ts'
import type { FlowNode } from './document.ts'
import { applyEdit, invertEdit, renameNode, type FlowEdit } from './edit.ts'
import { freshId, readableId } from './fresh-id.ts'
import { newFlow } from './new.ts'
import { copyNodes, pastedIds } from './paste.ts'
import { readFlow } from './read.ts'
import { stringifyFlow } from './stringify.ts'

const filter = (label: string): FlowNode => ({ kind: 'filter', label, config: { condition: 'true' } })

const flow = () =>
  aFlow()
    .slot('erp', 'odoo')
    .node('map-order', 'map', { rows: [row('a', 'x')], target: { slot: 'erp', action: 'create-order' } })
    .node('erp-order', 'call', { slot: 'erp', action: 'create-order' })
    .node('check', 'filter', { condition: '$steps.`map-order`.a = "$steps.`map-order`" and $steps . `map-order` != $steps.start' })
    .edge('start', 'map-order')
    .edge('map-order', 'erp-order')
    .edge('erp-order', 'check')
    .build()

test('an edit leaves the flow before it as it was and shares what it does not change', () => {
  const before = flow()
  const text = stringifyFlow(before)
  const after = applyEdit(before, { kind: 'update-node', id: 'check', changes: { label: 'Check', note: 'why' } })
  expect(stringifyFlow(before)).toBe(text)
  expect(after.nodes['check']).toMatchObject({ label: 'Check', note: 'why' })
  expect(after.nodes['map-order']).toBe(before.nodes['map-order'])
  expect(after.edges).toBe(before.edges)
})

test('removing a node takes its edges and place along; undoing brings them back where they were', () => {
  const before = flow()
  const edit: FlowEdit = { kind: 'remove-node', id: 'map-order' }
  const after = applyEdit(before, edit)
  expect(after.edges).toEqual([{ from: 'erp-order', port: 'out', to: 'check' }])
  expect(after.layout.nodes).not.toHaveProperty('map-order')
  expect(stringifyFlow(applyEdit(after, invertEdit(before, edit)))).toBe(stringifyFlow(before))
})

test('renaming a node moves its edges, and the expressions that read it; texts are left alone', () => {
  const before = flow()
  const edit = renameNode(before, 'map-order', 'build-order')
  const after = applyEdit(before, edit)
  expect(after.edges.slice(0, 2)).toEqual([
    { from: 'start', port: 'out', to: 'build-order' },
    { from: 'build-order', port: 'out', to: 'erp-order' },
  ])
  expect(after.nodes['check']?.config).toEqual({
    condition: '$steps.`build-order`.a = "$steps.`map-order`" and $steps.`build-order` != $steps.start',
  })
  expect(stringifyFlow(applyEdit(after, invertEdit(before, edit)))).toBe(stringifyFlow(before))
})

test('pasted steps get fresh ids, keep their edges among each other and read the pasted ones', () => {
  const before = flow()
  const clip = copyNodes(before, ['map-order', 'erp-order', 'check'])
  const after = applyEdit(before, { kind: 'paste', ...clip })
  expect([...pastedIds(before, clip).values()]).toEqual(['map-order-2', 'erp-order-2', 'check-2'])
  expect(after.edges.slice(3)).toEqual([
    { from: 'map-order-2', port: 'out', to: 'erp-order-2' },
    { from: 'erp-order-2', port: 'out', to: 'check-2' },
  ])
  expect(after.nodes['check-2']?.config).toEqual({
    condition: '$steps.`map-order-2`.a = "$steps.`map-order`" and $steps.`map-order-2` != $steps.start',
  })
  expect(after.slots).toEqual(before.slots)
  const elsewhere = applyEdit(newFlow('Other'), { kind: 'paste', ...clip })
  expect(elsewhere.slots).toEqual({ erp: { connector: 'odoo', label: 'erp' } })
  expect(readFlow(elsewhere)).toMatchObject({ ok: true })
})

test.each<[FlowEdit, string]>([
  [{ kind: 'add-node', id: 'start', node: filter('x') }, 'conflict'],
  [{ kind: 'add-node', id: '__proto__', node: filter('x') }, 'invalid-request'],
  [{ kind: 'remove-node', id: 'gone' }, 'not-found'],
  [{ kind: 'remove-node', id: 'constructor' }, 'not-found'],
  [{ kind: 'update-node', id: 'gone', changes: {} }, 'not-found'],
  [{ kind: 'rename-node-id', from: 'start', to: 'check' }, 'conflict'],
  [{ kind: 'rename-node-id', from: 'start', to: 'No Id' }, 'invalid-request'],
  [{ kind: 'add-slot', id: 'erp', slot: { connector: 'odoo', label: 'x' } }, 'conflict'],
  [{ kind: 'remove-slot', id: 'gone' }, 'not-found'],
])('refuses %j with %s', (edit, code) => {
  expect(() => applyEdit(flow(), edit)).toThrow(expect.objectContaining({ code }))
})

test('connecting twice and disconnecting nothing change nothing', () => {
  const before = flow()
  expect(applyEdit(before, { kind: 'connect', edge: { from: 'start', port: 'out', to: 'map-order' } })).toBe(before)
  expect(applyEdit(before, { kind: 'disconnect', edge: { from: 'start', port: 'out', to: 'check' } })).toBe(before)
})

test.each([
  ['Map order', 'map-order'],
  ['  Größe & Maß (€) ', 'grosse-mass'],
  ['2nd try', 'step-2nd-try'],
  ['数', 'step'],
  ['x'.repeat(100), 'x'.repeat(64)],
])('makes a readable id of %j', (text, id) => {
  expect(readableId(text)).toBe(id)
})

test('a fresh id counts on', () => {
  const taken = new Set(['map-order', 'map-order-2', 'x'.repeat(64)])
  const isTaken = (id: string) => taken.has(id)
  expect(freshId('Map order', isTaken)).toBe('map-order-3')
  expect(freshId('map-order-2', isTaken)).toBe('map-order-3')
  expect(freshId('x'.repeat(64), isTaken)).toBe(`${'x'.repeat(62)}-2`)
  expect(freshId('other', isTaken)).toBe('other')
})

test('an edit and then its inverse give the flow back, for any edit of any flow', () => {
  let applied = 0
  fc.assert(
    fc.property(anyFlow, anyEdit, (before, edit) => {
      const after = tryApply(before, edit)
      if (!after) return
      applied++
      expect(stringifyFlow(applyEdit(after, invertEdit(before, edit)))).toBe(stringifyFlow(before))
    }),
    { numRuns: 500 },
  )
  // Otherwise nothing was proven.
  expect(applied).toBeGreaterThan(200)
})
