// The graph of a flow, walked without recursion: 2,000 nodes in one line must not overflow a stack.
import type { FlowDocument, FlowEdge } from './document.ts'

/** The node ids that an edge leads to, by the id it comes from. Edges that lead nowhere are left out. */
export function successors(flow: FlowDocument): ReadonlyMap<string, readonly string[]> {
  return adjacency(flow, (edge) => [edge.from, edge.to])
}

export function predecessors(flow: FlowDocument): ReadonlyMap<string, readonly string[]> {
  return adjacency(flow, (edge) => [edge.to, edge.from])
}

function adjacency(flow: FlowDocument, ends: (edge: FlowEdge) => [string, string]): Map<string, string[]> {
  const lists = new Map<string, string[]>(Object.keys(flow.nodes).map((id) => [id, []]))
  for (const edge of flow.edges) {
    const [from, to] = ends(edge)
    if (lists.has(to)) lists.get(from)?.push(to)
  }
  return lists
}

/** The starts and everything that can be reached from them. */
export function reach(starts: Iterable<string>, next: ReadonlyMap<string, readonly string[]>): Set<string> {
  const reached = new Set(starts)
  const open = [...reached]
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    for (const to of next.get(id) ?? []) {
      if (reached.has(to)) continue
      reached.add(to)
      open.push(to)
    }
  }
  return reached
}

/** One cycle for each knot of the graph, as the ids along it. Empty in a well-formed flow. */
export function findCycles(next: ReadonlyMap<string, readonly string[]>): string[][] {
  const cycles: string[][] = []
  const state = new Map<string, 'open' | 'done'>()
  for (const start of next.keys()) {
    if (state.has(start)) continue
    const trail: { id: string; child: number }[] = [{ id: start, child: 0 }]
    state.set(start, 'open')
    for (let top = trail.at(-1); top; top = trail.at(-1)) {
      const to = next.get(top.id)?.[top.child++]
      if (to === undefined) {
        state.set(top.id, 'done')
        trail.pop()
      } else if (!state.has(to)) {
        state.set(to, 'open')
        trail.push({ id: to, child: 0 })
      } else if (state.get(to) === 'open') {
        cycles.push(trail.slice(trail.findIndex(({ id }) => id === to)).map(({ id }) => id))
      }
    }
  }
  return cycles
}
