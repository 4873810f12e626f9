// Arbitrary flows and edits for property tests.
import fc from 'fast-check'
import { row } from './a-flow.fixture.ts'
import type { FlowDocument, FlowNode } from './document.ts'
import { applyEdit, type FlowEdit } from './edit.ts'
import { newFlow } from './new.ts'

const filter = (label: string): FlowNode => ({ kind: 'filter', label, config: { condition: 'true' } })

// Few ids, so that edits meet: nodes that are gone leave edges behind, edges stand twice.
const id = fc.constantFrom('a', 'b', 'c', 'd', 'start')
const place = fc.record({ x: fc.integer({ min: 0, max: 9 }), y: fc.integer({ min: 0, max: 9 }) })
const edge = fc.record({ from: id, port: fc.constantFrom('out', 'otherwise'), to: id })
const node: fc.Arbitrary<FlowNode> = fc.record({ label: fc.constantFrom('A', 'B') }).chain(({ label }) =>
  fc.constantFrom<FlowNode>(
    filter(label),
    { ...filter(label), note: 'n', retry: { attempts: 2, firstDelaySeconds: 1, maxDelaySeconds: 2 } },
    {
      kind: 'map',
      label,
      config: { rows: [row('x', '$steps.a.b & $steps.`c`')] },
    },
  ),
)
const slot = fc.record({ connector: fc.constantFrom('odoo', 'shopify'), label: fc.constant('S') })
const group = fc.option(fc.record({ label: fc.constantFrom('Check', 'Post'), nodes: fc.uniqueArray(id, { minLength: 1, maxLength: 3 }) }), {
  nil: null,
})
const aNote = fc.record({
  x: fc.integer({ min: 0, max: 9 }),
  y: fc.constant(0),
  width: fc.constant(200),
  height: fc.constant(80),
  text: fc.constantFrom('a', 'b'),
})
const note = fc.option(aNote, { nil: null })
const position = fc.option(place, { nil: null })
const index = fc.option(fc.nat(5), { nil: undefined })
const single: fc.Arbitrary<FlowEdit> = fc.oneof(
  fc.record({ kind: fc.constant('add-node' as const), id, node, at: place }),
  fc.record({ kind: fc.constant('add-node' as const), id, node }),
  fc.record({ kind: fc.constant('remove-node' as const), id }),
  fc.record({ kind: fc.constant('rename-node-id' as const), from: id, to: id }),
  fc.record({ kind: fc.constant('set-policy' as const), policy: fc.constantFrom(null, { samples: 'must-pass' as const }) }),
  fc.record({
    kind: fc.constant('set-lane' as const),
    lane: fc.constantFrom(null, { key: 'id', whenParked: 'hold' as const }, { key: 'sku', whenParked: 'pass' as const, coalesce: true }),
  }),
  fc.record({
    kind: fc.constant('update-node' as const),
    id,
    changes: fc.record(
      {
        label: fc.constant('New'),
        note: fc.constantFrom('m', null),
        disabled: fc.constantFrom(true as const, null),
        onError: fc.constantFrom('path' as const, null),
      },
      { requiredKeys: [] },
    ),
  }),
  fc.record({ kind: fc.constant('replace-node' as const), id, node }),
  fc.record({ kind: fc.constant('set-group' as const), id: fc.constantFrom('g', 'h'), group }),
  fc.record({ kind: fc.constant('set-note' as const), id: fc.constantFrom('n', 'o'), note }),
  fc.record({ kind: fc.constant('move-nodes' as const), positions: fc.dictionary(id, position) }),
  fc.record({ kind: fc.constant('connect' as const), edge, index }),
  fc.record({ kind: fc.constant('disconnect' as const), edge, index }),
  fc.record({ kind: fc.constantFrom('add-slot' as const, 'update-slot' as const), id, slot }),
  fc.record({ kind: fc.constant('remove-slot' as const), id }),
  fc.record({ kind: fc.constant('set-name' as const), name: fc.constantFrom('x', 'y') }),
  fc.record({ kind: fc.constant('set-description' as const), description: fc.constantFrom('x', null) }),
  fc.record({
    kind: fc.constant('paste' as const),
    nodes: fc.dictionary(id, node),
    edges: fc.array(edge, { maxLength: 3 }),
    positions: fc.dictionary(id, place),
    slots: fc.dictionary(id, slot),
    groups: fc.dictionary(fc.constantFrom('g', 'h'), fc.record({ label: fc.constant('P'), nodes: fc.uniqueArray(id, { minLength: 1 }) })),
    notes: fc.dictionary(fc.constantFrom('n', 'o'), aNote),
  }),
)

/** Applies what can be applied. */
export function tryApply(document: FlowDocument, edit: FlowEdit): FlowDocument | undefined {
  try {
    return applyEdit(document, edit)
  } catch {
    return undefined
  }
}

export const anyEdit: fc.Arbitrary<FlowEdit> = fc.oneof(
  single,
  fc.record({ kind: fc.constant('batch' as const), edits: fc.array(single, { maxLength: 4 }) }),
)

/** A flow with a history of edits, mistakes in its graph included. */
export const anyFlow: fc.Arbitrary<FlowDocument> = fc
  .array(single, { maxLength: 12 })
  .map((history) => history.reduce((flow, edit) => tryApply(flow, edit) ?? flow, newFlow('x')))
