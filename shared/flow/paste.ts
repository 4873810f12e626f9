// Pasting a part of a flow: its steps get fresh ids, its edges and its readings of each other follow.
import type { FlowDocument, FlowEdge, FlowNode, FlowSlot } from './document.ts'
import { freshId, namedIds } from './fresh-id.ts'
import { groupsWith, layoutOf, type FlowGroup, type FlowNote } from './layout.ts'
import { renameSteps } from './rename-steps.ts'
import { slotOf } from './slots.ts'

/** A part of a flow as it was copied, with the ids it had there. Slots that the flow does not have yet come along. */
export interface Clip {
  readonly nodes: Readonly<Record<string, FlowNode>>
  readonly edges: readonly FlowEdge[]
  readonly positions: Readonly<Record<string, { readonly x: number; readonly y: number }>>
  readonly slots?: Readonly<Record<string, FlowSlot>>
  /** Frames whose steps are all in the clip. */
  readonly groups?: Readonly<Record<string, FlowGroup>>
  readonly notes?: Readonly<Record<string, FlowNote>>
}

/** The steps with the edges between them and the slots they use, ready to be pasted. */
export function copyNodes(flow: FlowDocument, ids: readonly string[], noteIds: readonly string[] = []): Clip {
  const chosen = new Set(ids.filter((id) => Object.hasOwn(flow.nodes, id)))
  const pick = <V>(from: Readonly<Record<string, V>>) => Object.fromEntries(Object.entries(from).filter(([id]) => chosen.has(id)))
  const nodes = pick(flow.nodes)
  const used = new Set(Object.values(nodes).flatMap((node) => slotOf(node)?.slot ?? []))
  return {
    edges: flow.edges.filter(({ from, to }) => chosen.has(from) && chosen.has(to)),
    positions: pick(flow.layout.nodes),
    slots: Object.fromEntries(Object.entries(flow.slots).filter(([id]) => used.has(id))),
    ...layoutOf(
      {},
      Object.fromEntries(Object.entries(flow.layout.groups ?? {}).filter(([, group]) => group.nodes.every((id) => chosen.has(id)))),
      Object.fromEntries(Object.entries(flow.layout.notes ?? {}).filter(([id]) => noteIds.includes(id))),
    ),
    nodes,
  }
}

/** The id each step of the clip gets in this flow. The same flow and clip give the same ids. */
export function pastedIds(flow: FlowDocument, clip: Clip): ReadonlyMap<string, string> {
  const taken = new Set(namedIds(flow))
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
    layout: layoutOf(
      places,
      {
        ...flow.layout.groups,
        ...freshly(
          flow.layout.groups,
          groupsWith(clip.groups && { ...clip.groups }, (id) => ids.get(id)),
        ),
      },
      { ...flow.layout.notes, ...Object.fromEntries(pastedNotes(flow, clip)) },
    ),
  }
}

/** Slots that pasting adds to this flow. */
export function pastedSlots(flow: FlowDocument, clip: Clip): readonly string[] {
  return Object.keys(clip.slots ?? {}).filter((id) => !Object.hasOwn(flow.slots, id))
}

/** Notes that pasting adds to this flow, with the ids they get. */
export function pastedNotes(flow: FlowDocument, clip: Clip): readonly (readonly [string, FlowNote])[] {
  return Object.entries(freshly(flow.layout.notes, clip.notes))
}

/** Entries under ids that nothing else has. */
function freshly<V>(taken: Readonly<Record<string, V>> | undefined, added: Readonly<Record<string, V>> | undefined): Record<string, V> {
  const fresh: Record<string, V> = {}
  for (const [id, value] of Object.entries(added ?? {}))
    fresh[freshId(id, (candidate) => Object.hasOwn(taken ?? {}, candidate) || Object.hasOwn(fresh, candidate))] = value
  return fresh
}
