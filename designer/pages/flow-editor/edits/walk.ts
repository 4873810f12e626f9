// From step to step along the lines, as arrow keys do.
import type { FlowDocument } from '#shared/flow/document.ts'
import { placements } from '#designer/graph/placement.ts'

export type Direction = 'forward' | 'back' | 'up' | 'down'

/** The step that lies next in a direction: along an edge, or among the steps that share a neighbour with this one. */
export function stepBeside(flow: FlowDocument, id: string, direction: Direction): string | undefined {
  if (direction === 'forward') return flow.edges.find((edge) => edge.from === id && flow.nodes[edge.to])?.to
  if (direction === 'back') return flow.edges.find((edge) => edge.to === id && flow.nodes[edge.from])?.from
  const places = placements(flow)
  const here = places.get(id)
  if (!here) return undefined
  const sign = direction === 'down' ? 1 : -1
  const beyond = [...places].filter(([other, place]) => other !== id && flow.nodes[other] && (place.y - here.y) * sign > 0)
  // Sideways counts double: what is meant stands above or below.
  const distance = ({ x, y }: { readonly x: number; readonly y: number }) => Math.abs(y - here.y) + 2 * Math.abs(x - here.x)
  return beyond.toSorted(([, a], [, b]) => distance(a) - distance(b))[0]?.[0]
}
