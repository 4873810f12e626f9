// Where nodes stand: the document's layout, and columns by distance from the trigger for nodes that have no place yet.
import type { FlowDocument } from '#shared/flow/document.ts'
import { CARD_WIDTH, cardHeight } from './ports.ts'

export interface Point {
  readonly x: number
  readonly y: number
}
const COLUMN = CARD_WIDTH + 68
const GAP = 40

/** Longest distance from a node without incoming edges; nodes on a cycle stop counting at the number of nodes. */
function depths(document: FlowDocument): Map<string, number> {
  const depth = new Map<string, number>(Object.keys(document.nodes).map((id) => [id, 0]))
  for (let round = 0; round < depth.size; round++) {
    let changed = false
    for (const edge of document.edges) {
      const next = (depth.get(edge.from) ?? 0) + 1
      if (next <= depth.size && next > (depth.get(edge.to) ?? Infinity)) {
        depth.set(edge.to, next)
        changed = true
      }
    }
    if (!changed) break
  }
  return depth
}

export function placements(document: FlowDocument): ReadonlyMap<string, Point> {
  const placed = new Map<string, Point>(Object.entries(document.layout.nodes))
  const missing = Object.keys(document.nodes).filter((id) => !placed.has(id))
  if (missing.length === 0) return placed
  const depth = depths(document)
  const below = Math.max(0, ...Object.keys(document.nodes).flatMap((id) => (placed.has(id) ? [(placed.get(id)?.y ?? 0) + 160] : [])))
  const start = placed.size === 0 ? 0 : below
  const columnEnd = new Map<number, number>()
  for (const id of missing) {
    const node = document.nodes[id]
    if (!node) continue
    const column = depth.get(id) ?? 0
    const y = columnEnd.get(column) ?? start
    placed.set(id, { x: column * COLUMN, y })
    columnEnd.set(column, y + cardHeight(node) + GAP)
  }
  return placed
}
