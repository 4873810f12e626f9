// Pasting a part of a flow: its steps get fresh ids, its edges and its readings of each other follow.
import type { FlowDocument, FlowEdge, FlowNode, FlowSlot } from './document.ts'
import { freshId } from './fresh-id.ts'
import { renameSteps } from './rename-steps.ts'
import { slotOf } from './slots.ts'

/** A part of a flow as it was copied, with the ids it had there. Slots that the flow does not have yet come along. */
export interface Clip {
  readonly nodes: Readonly<Record<string, FlowNode>>
  readonly edges: readonly FlowEdge[]
  readonly positions: Readonly<Record<string, { readonly x: number; readonly y: number }>>
  readonly slots?: Readonly<Record<string, FlowSlot>>
}

/** The steps with the edges between them and the slots they use, ready to be pasted. */
export function copyNodes(flow: FlowDocument, ids: readonly string[]): Clip {
  const chosen = new Set(ids.filter((id) => Object.hasOwn(flow.nodes, id)))
  const pick = <V>(from: Readonly<Record<string, V>>) => Object.fromEntries(Object.entries(from).filter(([id]) => chosen.has(id)))
  const nodes = pick(flow.nodes)
  const used = new Set(Object.values(nodes).flatMap((node) => slotOf(node)?.slot ?? []))
  return {
    nodes,
    edges: flow.edges.filter(({ from, to }) => chosen.has(from) && chosen.has(to)),
    positions: pick(flow.layout.nodes),
    slots: Object.fromEntries(Object.entries(flow.slots).filter(([id]) => used.has(id))),
  }
}

/** The id each step of the clip gets in this flow. The same flow and clip give the same ids. */
export function pastedIds(flow: FlowDocument, clip: Clip): ReadonlyMap<string, string> {
  // An edge or a place may have been left behind by a step that is gone: a new step must not inherit it.
  const left = flow.edges.flatMap(({ from, to }) => [from, to])
  const taken = new Set([...Object.keys(flow.nodes), ...Object.keys(flow.layout.nodes), ...left])
  const ids = new Map<string, string>()
  for (const id of Object.keys(clip.nodes)) {
    const fresh = freshId(id, (candidate) => taken.has(candidate))
    taken.add(fresh)
    ids.set(id, fresh)
  }
  return ids
}

export function paste(flow: FlowDocument, clip: Clip): FlowDocument {
  const ids = pastedIds(flow, clip)
  const idOf = (id: string) => ids.get(id) ?? id
  const nodes = { ...flow.nodes }
  for (const [id, node] of Object.entries(clip.nodes)) nodes[idOf(id)] = renameSteps(node, ids)
  const places = { ...flow.layout.nodes }
  for (const [id, place] of Object.entries(clip.positions)) if (ids.has(id)) places[idOf(id)] = place
  const edges = clip.edges.filter(({ from, to }) => ids.has(from) && ids.has(to))
  return {
    ...flow,
    slots: { ...clip.slots, ...flow.slots },
    nodes,
    edges: [...flow.edges, ...edges.map(({ from, port, to }) => ({ from: idOf(from), port, to: idOf(to) }))],
    layout: { nodes: places },
  }
}

/** Slots that pasting adds to this flow. */
export function pastedSlots(flow: FlowDocument, clip: Clip): readonly string[] {
  return Object.keys(clip.slots ?? {}).filter((id) => !Object.hasOwn(flow.slots, id))
}
