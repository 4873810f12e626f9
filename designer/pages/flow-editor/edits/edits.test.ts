import { describe, expect, it } from 'vitest'
import type { FlowDocument } from '#shared/flow/document.ts'
import { applyEdit, invertEdit } from '#shared/flow/edit.ts'
import { addStep } from './add-step.ts'
import { copyText, pasting, readClip } from './clipboard.ts'
import { refusal } from './connect-rules.ts'
import { paletteItems } from './palette-items.ts'

const flow: FlowDocument = {
  formatVersion: 1,
  name: 'Orders',
  slots: {},
  nodes: {
    start: { kind: 'trigger', label: 'Start', config: { type: 'manual' } },
    check: { kind: 'filter', label: 'Check', config: { condition: 'true' } },
    end: { kind: 'raise', label: 'End', config: { message: '"no"' } },
  },
  edges: [
    { from: 'start', port: 'out', to: 'check' },
    { from: 'check', port: 'out', to: 'end' },
  ],
  layout: { nodes: { start: { x: 0, y: 0 }, check: { x: 280, y: 0 }, end: { x: 560, y: 0 } } },
}
const erp = {
  id: 'erp',
  name: 'ERP',
  category: 'erp',
  description: '',
  icon: '',
  config: {},
  secrets: {},
  triggers: [],
  polls: [],
  actions: [
    { id: 'create-order', label: 'Create order', description: '', effect: 'write', safety: 'upsert', input: {}, output: {}, example: {} },
  ],
} as const
const item = (id: string) => {
  const found = paletteItems([erp]).find((one) => one.id === id)
  if (!found) throw new Error(id)
  return found
}

describe('connections', () => {
  it.each([
    [{ from: 'check', port: 'otherwise', to: 'end' }, undefined],
    [{ from: 'check', port: 'out', to: 'check' }, /itself/],
    [{ from: 'check', port: 'otherwise', to: 'start' }, /trigger/],
    [{ from: 'start', port: 'out', to: 'check' }, /already/],
    [{ from: 'end', port: 'out', to: 'check' }, /no such output/],
  ])('judges %j', (edge, why) => {
    const sentence = refusal(flow, edge)
    if (why === undefined) expect(sentence).toBeUndefined()
    else expect(sentence).toMatch(why)
  })

  it('refuses a circle', () => {
    const open = applyEdit(flow, addStep(flow, item('map'), { x: 0, y: 0 }, { from: { node: 'check', port: 'otherwise' } }).edit)
    expect(refusal(open, { from: 'map-fields', port: 'out', to: 'check' })).toMatch(/circle/)
  })
})

describe('adding a step', () => {
  it('puts a step into a connection and moves what stands behind it aside; one undo takes all of it back', () => {
    const added = addStep(flow, item('loop'), { x: 0, y: 0 }, { into: { from: 'start', port: 'out', to: 'check' } })
    const after = applyEdit(flow, added.edit)
    expect(after.edges).toContainEqual({ from: 'start', port: 'out', to: 'loop' })
    expect(after.edges).toContainEqual({ from: 'loop', port: 'item', to: 'check' })
    expect(after.edges).not.toContainEqual({ from: 'start', port: 'out', to: 'check' })
    expect(after.layout.nodes['check']?.x).toBeGreaterThan(after.layout.nodes['loop']?.x ?? Infinity)
    const undone = applyEdit(after, invertEdit(flow, added.edit))
    expect(undone.edges).toEqual(expect.arrayContaining(flow.edges))
    expect(undone.nodes).toEqual(flow.nodes)
    expect(undone.layout).toEqual(flow.layout)
  })

  it('makes a slot for a system that the flow does not use yet, and uses it for the next step', () => {
    const once = applyEdit(flow, addStep(flow, item('erp/create-order'), { x: 0, y: 0 }).edit)
    const twice = applyEdit(once, addStep(once, item('erp/create-order'), { x: 0, y: 0 }).edit)
    expect(twice.slots).toEqual({ erp: { connector: 'erp', label: 'ERP' } })
    expect(twice.nodes['create-order-2']).toMatchObject({ config: { slot: 'erp' } })
  })
})

describe('the clipboard', () => {
  it('pastes copied steps with fresh ids and their own connections, and leaves a second trigger out', () => {
    const clip = readClip(copyText(flow, ['start', 'check', 'end']))
    const paste = clip && pasting(flow, clip)
    expect(paste).toMatchObject({ ids: ['check-2', 'end-2'], leftOutTrigger: true })
    const after = paste && applyEdit(flow, paste.edit)
    expect(after?.edges).toContainEqual({ from: 'check-2', port: 'out', to: 'end-2' })
  })

  it('takes no text that is not its own', () => {
    expect(readClip('hello')).toBeUndefined()
    expect(readClip('{"nodes":{}}')).toBeUndefined()
    expect(readClip('{"tillflow-steps":1,"nodes":{"x":{"kind":"unknown"}},"edges":[]}')).toBeUndefined()
  })
})
