import { expect, test } from 'vitest'
import { aFlow, row } from '#shared/flow/a-flow.fixture.ts'
import { applyEdit } from '#shared/flow/edit.ts'
import { unionOf } from './union-flow.ts'

const before = aFlow()
  .node('map-order', 'map', { rows: [row('ref', 'id')] })
  .node('old', 'filter', { condition: 'true' })
  .edge('start', 'map-order')
  .edge('map-order', 'old')
  .build()
const after = applyEdit(before, {
  kind: 'batch',
  edits: [
    { kind: 'remove-node', id: 'old' },
    { kind: 'add-node', id: 'stop', node: { kind: 'raise', label: 'Stop', config: { message: '"x"' } }, at: { x: 400, y: 0 } },
    { kind: 'connect', edge: { from: 'map-order', port: 'out', to: 'stop' } },
    { kind: 'update-node', id: 'map-order', changes: { config: { rows: [row('ref', 'name')] } } },
  ],
})

test('what came, went and changed is drawn together, and nothing lies on something else', () => {
  const { document, nodes, wires, changes } = unionOf(before, after)
  expect(Object.fromEntries(nodes)).toEqual({ old: 'removed', stop: 'added', 'map-order': 'changed' })
  expect(Object.fromEntries(wires)).toEqual({ 'map-order:out:old': 'removed', 'map-order:out:stop': 'added' })
  expect(document.layout.nodes['old']).toEqual({ x: 400, y: 110 })
  expect(changes.map(({ kind }) => kind)).toContain('removed')
})

test('two equal versions have nothing to show', () => {
  const same = unionOf(before, before)
  expect([same.nodes.size, same.wires.size, same.changes.length]).toEqual([0, 0, 0])
})
