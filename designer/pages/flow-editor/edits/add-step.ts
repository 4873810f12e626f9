// Adding a step: its slot if it needs a new one, its place, its connections; as one edit, so that one undo takes all of it back.
import { outputPorts, type FlowDocument } from '#shared/flow/document.ts'
import type { FlowEdit, Place } from '#shared/flow/edit.ts'
import { freshId, namedIds } from '#shared/flow/fresh-id.ts'
import { reach, successors } from '#shared/flow/graph.ts'
import { placements } from '#designer/graph/placement.ts'
import { CARD_WIDTH } from '#designer/graph/ports.ts'
import type { QuickAdd } from '../state/sight.ts'
import { slotFor, type PaletteItem } from './palette-items.ts'

/** Between two cards in a row: room for the line and its insert button. */
const GAP = 68
const GRID = 8

const snap = (place: Place): Place => ({ x: Math.round(place.x / GRID) * GRID, y: Math.round(place.y / GRID) * GRID })

export function addStep(
  flow: FlowDocument,
  item: PaletteItem,
  at: Place,
  links: Pick<QuickAdd, 'from' | 'into'> = {},
): { readonly id: string; readonly edit: FlowEdit } {
  const slot = item.connector && slotFor(flow, item.connector)
  const node = item.make(slot?.id ?? '')
  const named = namedIds(flow)
  const id = freshId(node.label, (one) => named.has(one))
  const [port] = outputPorts(node)
  const { from, into } = links
  const edits: FlowEdit[] = [
    ...(slot?.isNew && item.connector
      ? [{ kind: 'add-slot', id: slot.id, slot: { connector: item.connector.id, label: item.connector.name } } as const]
      : []),
    { kind: 'add-node', id, node, at: snap(into ? (middleOf(flow, into)?.at ?? at) : at) },
    ...(from && node.kind !== 'trigger' ? [{ kind: 'connect', edge: { from: from.node, port: from.port, to: id } } as const] : []),
    ...(into ? insertEdits(flow, id, port, into) : []),
  ]
  return { id, edit: { kind: 'batch', edits } }
}

function insertEdits(flow: FlowDocument, id: string, port: string | undefined, into: NonNullable<QuickAdd['into']>): FlowEdit[] {
  const shift = middleOf(flow, into)?.shift ?? {}
  return [
    { kind: 'disconnect', edge: into },
    { kind: 'connect', edge: { from: into.from, port: into.port, to: id } },
    ...(port === undefined ? [] : [{ kind: 'connect', edge: { from: id, port, to: into.to } } as const]),
    ...(Object.keys(shift).length > 0 ? [{ kind: 'move-nodes', positions: shift } as const] : []),
  ]
}

/** The place behind the edge's beginning, and what moves aside to make room for it. */
function middleOf(
  flow: FlowDocument,
  edge: NonNullable<QuickAdd['into']>,
): { readonly at: Place; readonly shift: Record<string, Place> } | undefined {
  const places = placements(flow)
  const from = places.get(edge.from)
  const to = places.get(edge.to)
  if (!from || !to) return undefined
  const x = from.x + CARD_WIDTH + GAP
  const missing = x + CARD_WIDTH + GAP - to.x
  if (missing <= 0) return { at: { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 }, shift: {} }
  const behind = [...reach([edge.to], successors(flow))]
  return {
    at: { x, y: to.y },
    shift: Object.fromEntries(
      behind.flatMap((id) => (places.has(id) ? [[id, snap({ x: (places.get(id)?.x ?? 0) + missing, y: places.get(id)?.y ?? 0 })]] : [])),
    ),
  }
}

/** The one selected step, by its first output that leads nowhere yet: what is added next follows it. */
export function linkFrom(flow: FlowDocument, selection: ReadonlySet<string>): Pick<QuickAdd, 'from'> {
  const [id] = selection
  const node = id !== undefined && selection.size === 1 ? flow.nodes[id] : undefined
  const port = node && outputPorts(node).find((one) => !flow.edges.some((edge) => edge.from === id && edge.port === one))
  return id !== undefined && port !== undefined ? { from: { node: id, port } } : {}
}

/** A free place to the right of everything, for steps added without a place of their own. */
export function nextPlace(flow: FlowDocument, beside: string | undefined): Place {
  const places = placements(flow)
  const anchor = (beside !== undefined && places.get(beside)) || [...places.values()].toSorted((a, b) => b.x - a.x)[0]
  if (!anchor) return { x: 0, y: 0 }
  let y = anchor.y
  const x = anchor.x + CARD_WIDTH + GAP
  while ([...places.values()].some((place) => Math.abs(place.x - x) < CARD_WIDTH && Math.abs(place.y - y) < 80)) y += 96
  return { x, y }
}
