import { describe, expect, it } from 'vitest'
import type { FlowDocument } from '#shared/flow/document.ts'
import { applyEdit, invertEdit } from '#shared/flow/edit.ts'
import { addStep } from './add-step.ts'
import { aligned, distributed } from './arrange.ts'
import { copyText, pasting, readClip } from './clipboard.ts'
import { refusal } from './connect-rules.ts'
import { paletteItems } from './palette-items.ts'
import { replaceStep } from './replace-step.ts'
import { stepBeside } from './walk.ts'

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

  it('takes frames and notes along, a little beside the original', () => {
    const drawn = applyEdit(flow, {
      kind: 'batch',
      edits: [
        { kind: 'set-group', id: 'checks', group: { label: 'Checks', nodes: ['check', 'end'] } },
        { kind: 'set-note', id: 'why', note: { x: 280, y: -100, width: 200, height: 80, text: 'Why' } },
      ],
    })
    const clip = readClip(copyText(drawn, ['check', 'end'], ['why']))
    const paste = clip && pasting(drawn, clip)
    const after = paste && applyEdit(drawn, paste.edit)
    expect(after?.layout.groups?.['checks-2']).toEqual({ label: 'Checks', nodes: ['check-2', 'end-2'] })
    expect(after?.layout.notes?.['why-2']).toMatchObject({ x: 312, y: -68, text: 'Why' })
    expect(paste && after && applyEdit(after, invertEdit(drawn, paste.edit))).toEqual(drawn)
  })

  it('takes no text that is not its own', () => {
    expect(readClip('hello')).toBeUndefined()
    expect(readClip('{"nodes":{}}')).toBeUndefined()
    expect(readClip('{"tillflow-steps":1,"nodes":{"x":{"kind":"unknown"}},"edges":[]}')).toBeUndefined()
  })
})

describe('replacing a step', () => {
  it('keeps its id, note and connections as far as they fit', () => {
    const noted = applyEdit(flow, { kind: 'update-node', id: 'check', changes: { note: 'why' } })
    const edit = replaceStep(noted, 'check', item('map'))
    const after = edit && applyEdit(noted, edit)
    expect(after?.nodes['check']).toMatchObject({ kind: 'map', note: 'why' })
    expect(after?.edges).toEqual(flow.edges)
    expect(after && applyEdit(after, invertEdit(noted, edit ?? { kind: 'batch', edits: [] }))).toEqual(noted)
  })

  it('leads on by the first way out where the old one is gone, and drops the others', () => {
    const branched = applyEdit(flow, { kind: 'connect', edge: { from: 'check', port: 'otherwise', to: 'end' } })
    const edit = replaceStep(branched, 'check', item('switch'))
    const after = edit && applyEdit(branched, edit)
    expect(after?.edges.filter(({ from }) => from === 'check')).toEqual([{ from: 'check', port: 'first', to: 'end' }])
  })

  it('puts no trigger into the middle', () => {
    expect(replaceStep(flow, 'check', item('manual'))).toBeUndefined()
  })
})

describe('arranging', () => {
  const ids = ['start', 'check', 'end']
  const messy = applyEdit(flow, { kind: 'move-nodes', positions: { check: { x: 300, y: 40 }, end: { x: 900, y: 16 } } })

  it('brings steps into one row, or to one edge', () => {
    expect(Object.values(aligned(messy, ids, 'middle')).map(({ y }) => y)).toEqual([16, 16, 16])
    expect(Object.values(aligned(messy, ids, 'left')).map(({ x }) => x)).toEqual([0, 0, 0])
  })

  it('makes equal gaps between the outermost', () => {
    expect(Object.values(distributed(messy, ids, 'x')).map(({ x }) => x)).toEqual([0, 450, 900])
    expect(distributed(messy, ['start', 'end'], 'x')).toEqual({})
  })

  it('walks along the lines', () => {
    expect(stepBeside(messy, 'start', 'forward')).toBe('check')
    expect(stepBeside(messy, 'end', 'back')).toBe('check')
    expect(stepBeside(messy, 'start', 'down')).toBe('check')
    expect(stepBeside(messy, 'start', 'up')).toBeUndefined()
  })
})
