// Two people's changes to one flow brought together, by meaning: steps by id, mapping rows by target, connections by output.
// What only one side changed is taken from it; what both changed in different ways is a conflict that a person decides.
import type { FlowChange } from '../api/contract.ts'
import { say, type Words } from '../sentence.ts'

import { diffFlows } from './diff.ts'
import type { FlowDocument, FlowSlot } from './document.ts'
import { align } from './merge-align.ts'
import { createArbiter, changedOne, valueWords, type Arbiter, type MergeChoices, type MergeConflict } from './merge-choice.ts'
import { mergeEdges } from './merge-edges.ts'
import { mergeDrawing, mergeLayout } from './merge-layout.ts'
import { layoutOf } from './layout.ts'
import { mergeNodes, mergeRecord, type MergedNodes } from './merge-nodes.ts'
import { pointer } from './pointer.ts'
import { isSame } from './same.ts'
import type { NamingContext } from './shown-names.ts'
import { slotOf } from './slots.ts'

export interface Merge {
  /** Well-formed whenever the three documents are; follows mine where a conflict is not decided. */
  readonly document: FlowDocument
  /** What becomes of mine by the merge. */
  readonly changes: readonly FlowChange[]
  /** With or without a decision, in the order of the flow. */
  readonly conflicts: readonly MergeConflict[]
}

/**
 * `base` is what both sides began with. When only one side changed anything, the answer is that side, to the last detail;
 * a conflict-free merge does the same whichever side is called mine.
 */
export function mergeFlows(
  base: FlowDocument,
  mine: FlowDocument,
  theirs: FlowDocument,
  choices: MergeChoices = {},
  context: NamingContext = {},
): Merge {
  const only = changedOne(base, mine, theirs)
  if (only) return { document: only.value, changes: diffFlows(mine, only.value, context), conflicts: [] }
  const aligned = align({ base: connected(base), mine: connected(mine), theirs: connected(theirs) })
  const arbiter = createArbiter(choices)
  const document = mergeAligned(arbiter, aligned.base, aligned.mine, aligned.theirs, context)
  return { document, changes: diffFlows(mine, document, context), conflicts: arbiter.conflicts }
}

/** Edges of a step that is not there would come alive when the other side makes a step of that name. */
function connected(flow: FlowDocument): FlowDocument {
  const edges = flow.edges.filter(({ from, to }) => Object.hasOwn(flow.nodes, from) && Object.hasOwn(flow.nodes, to))
  return edges.length === flow.edges.length ? flow : { ...flow, edges }
}

function mergeAligned(
  arbiter: Arbiter,
  base: FlowDocument,
  mine: FlowDocument,
  theirs: FlowDocument,
  context: NamingContext,
): FlowDocument {
  const top = mergeRecord(base, mine, theirs, (member, before, here, there) => {
    if (STRUCTURE.has(member)) return here
    return arbiter.pick(
      { id: pointer(member), subject: 'flow', what: TOP_NAMES[member] ?? say`The ${member} of the flow` },
      before,
      here,
      there,
      valueWords,
    )
  }) as unknown as FlowDocument
  const merged = withOneTrigger(arbiter, mine, theirs, mergeNodes(arbiter, base, mine, theirs, context))
  const { nodes } = merged
  const edges = mergeEdges(arbiter, base, mine, theirs, merged)
  const slots = mergeSlots(arbiter, base, mine, theirs, nodes)
  const layout = isSame(theirs.layout, base.layout)
    ? within(mine.layout.nodes, nodes)
    : mergeLayout(base.layout.nodes, mine.layout.nodes, theirs.layout.nodes, Object.keys(nodes), edges)
  const { groups, notes } = mergeDrawing(arbiter, base.layout, mine.layout, theirs.layout, (id) => Object.hasOwn(nodes, id))
  return { ...top, slots, nodes, edges, layout: layoutOf(layout, groups, notes) }
}

const STRUCTURE: ReadonlySet<string> = new Set(['formatVersion', 'slots', 'nodes', 'edges', 'layout', 'parts'])
const TOP_NAMES: Readonly<Record<string, Words>> = {
  name: say`The name of the flow`,
  description: say`The description of the flow`,
  lane: say`The order the flow keeps`,
  policy: say`What the flow demands before it is published`,
}

function within<V>(places: Readonly<Record<string, V>>, nodes: Readonly<Record<string, unknown>>): Record<string, V> {
  return Object.fromEntries(Object.entries(places).filter(([id]) => Object.hasOwn(nodes, id)))
}

/** Both may have put another trigger in the place of the first one; a flow has one. */
function withOneTrigger(arbiter: Arbiter, mine: FlowDocument, theirs: FlowDocument, merged: MergedNodes): MergedNodes {
  const triggers = (nodes: FlowDocument['nodes']) => Object.keys(nodes).filter((id) => nodes[id]?.kind === 'trigger')
  const [own, other, all] = [triggers(mine.nodes), triggers(theirs.nodes), triggers(merged.nodes)]
  if (all.length < 2 || own.length > 1 || other.length > 1) return merged
  const words = (flow: FlowDocument, [id = '']: readonly string[]) => say`starts with "${flow.nodes[id]?.label ?? id}"`
  const side = arbiter.decide({ id: '/trigger', subject: 'node', what: say`How the flow starts` }, words(mine, own), words(theirs, other))
  const [kept] = side === 'mine' ? own : other
  const nodes = Object.fromEntries(Object.entries(merged.nodes).filter(([id, { kind }]) => kind !== 'trigger' || id === kept))
  return { nodes, contested: new Map([...merged.contested, ...all.map((id) => [id, side] as const)]) }
}

/** A slot that a merged step names stays, whoever removed it. */
function mergeSlots(
  arbiter: Arbiter,
  base: FlowDocument,
  mine: FlowDocument,
  theirs: FlowDocument,
  nodes: FlowDocument['nodes'],
): Record<string, FlowSlot> {
  const used = new Set(Object.values(nodes).flatMap((node) => slotOf(node)?.slot ?? []))
  const slots: Record<string, FlowSlot> = {}
  for (const id of new Set([...Object.keys(mine.slots), ...Object.keys(theirs.slots)])) {
    const [here, there] = [mine.slots[id], theirs.slots[id]]
    const what = say`The connection slot "${(here ?? there)?.label ?? id}"`
    const slot = arbiter.pick({ id: pointer('slots', id), subject: 'slot', what }, base.slots[id], here, there, (value) =>
      value ? say`takes a connection of ${value.connector} as "${value.label}"` : say`no longer has it`,
    )
    const kept = slot ?? (used.has(id) ? (here ?? there) : undefined)
    if (kept) slots[id] = kept
  }
  return slots
}
