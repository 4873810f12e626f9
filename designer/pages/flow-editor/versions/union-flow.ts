// Two versions of a flow drawn as one: what is there now, and what is gone where it stood.
import type { FlowChange } from '#shared/api/contract.ts'
import type { FlowDocument, FlowEdge } from '#shared/flow/document.ts'
import { diffFlows } from '#shared/flow/diff.ts'
import { isSame } from '#shared/flow/same.ts'
import type { NamingContext } from '#shared/flow/shown-names.ts'
import type { NodeChange } from '#designer/graph/card-data.ts'
import { wireId } from '#designer/graph/card-data.ts'

export interface UnionFlow {
  readonly document: FlowDocument
  /** By step id. */
  readonly nodes: ReadonlyMap<string, NodeChange>
  /** By the id of the line. */
  readonly wires: ReadonlyMap<string, 'added' | 'removed'>
  readonly changes: readonly FlowChange[]
}

export function unionOf(before: FlowDocument, after: FlowDocument, context: NamingContext = {}): UnionFlow {
  const changes = diffFlows(before, after, context)
  const gone = Object.entries(before.nodes).filter(([id]) => !Object.hasOwn(after.nodes, id))
  const nodes = new Map<string, NodeChange>(gone.map(([id]) => [id, 'removed']))
  for (const [id, node] of Object.entries(after.nodes)) {
    const old = before.nodes[id]
    if (!old) nodes.set(id, 'added')
    else if (!isSame(old, node)) nodes.set(id, 'changed')
  }
  const missing = (edges: readonly FlowEdge[], others: readonly FlowEdge[]) => {
    const known = new Set(others.map(wireId))
    return edges.filter((edge) => !known.has(wireId(edge)))
  }
  const [came, went] = [missing(after.edges, before.edges), missing(before.edges, after.edges)]
  return {
    document: {
      ...after,
      slots: { ...before.slots, ...after.slots },
      nodes: { ...Object.fromEntries(gone), ...after.nodes },
      edges: [...after.edges, ...went],
      layout: {
        ...after.layout,
        nodes: {
          ...placesOf(
            gone.map(([id]) => id),
            before,
            after,
          ),
          ...after.layout.nodes,
        },
      },
    },
    nodes,
    wires: new Map([...came.map((edge) => [wireId(edge), 'added'] as const), ...went.map((edge) => [wireId(edge), 'removed'] as const)]),
    changes,
  }
}

/** Room that a card needs. */
const ROOM = { x: 230, y: 110 }

/** Where steps that are gone are drawn: where they stood, or below what stands there now. */
function placesOf(ids: readonly string[], before: FlowDocument, after: FlowDocument): FlowDocument['layout']['nodes'] {
  const taken = Object.values(after.layout.nodes)
  const places: FlowDocument['layout']['nodes'] = {}
  for (const id of ids) {
    const place = before.layout.nodes[id]
    if (!place) continue
    let { y } = place
    const isTaken = () => taken.some((other) => Math.abs(other.x - place.x) < ROOM.x && Math.abs(other.y - y) < ROOM.y)
    while (isTaken()) y += ROOM.y
    places[id] = { x: place.x, y }
    taken.push(places[id])
  }
  return places
}
