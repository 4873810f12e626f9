// The order in which Tab goes through the steps: along the lines from where the flow begins, one way to its end before the next.
import { outputPorts, type FlowDocument } from '#shared/flow/document.ts'
import { placements } from './placement.ts'

export function stepOrder(flow: FlowDocument): readonly string[] {
  const places = placements(flow)
  const rank = (id: string) => {
    const { x, y } = places.get(id) ?? { x: 0, y: 0 }
    return [flow.nodes[id]?.kind === 'trigger' ? 0 : 1, x, y] as const
  }
  const byPlace = (a: string, b: string) => compare(rank(a), rank(b))
  const ids = Object.keys(flow.nodes).toSorted(byPlace)
  const entered = new Set(flow.edges.map(({ to }) => to))
  const ways = Map.groupBy(flow.edges, ({ from }) => from)
  const seen = new Set<string>()
  // Whatever only a circle leads to has no beginning: it comes last, from its first step on.
  for (const start of [...ids.filter((id) => !entered.has(id)), ...ids]) {
    const open = [start]
    while (open.length > 0) {
      const id = open.pop()
      const node = id === undefined ? undefined : flow.nodes[id]
      if (id === undefined || !node || seen.has(id)) continue
      seen.add(id)
      const ports = outputPorts(node)
      const next = (ways.get(id) ?? []).toSorted((a, b) => ports.indexOf(a.port) - ports.indexOf(b.port))
      open.push(...next.map(({ to }) => to).toReversed())
    }
  }
  return [...seen]
}

function compare(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((value, index) => value !== b[index])
  return at < 0 ? 0 : (a[at] ?? 0) - (b[at] ?? 0)
}
