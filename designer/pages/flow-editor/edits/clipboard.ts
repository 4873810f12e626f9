// Steps on the clipboard: JSON that says what it is, so that it can be kept in a file or sent to a colleague.
import { FLOW_FORMAT_VERSION, type FlowDocument } from '#shared/flow/document.ts'
import type { FlowEdit, Place } from '#shared/flow/edit.ts'
import { copyNodes, pastedIds, pastedNotes, type Clip } from '#shared/flow/paste.ts'
import { readFlow } from '#shared/flow/read.ts'
import { isRecord } from '#shared/json.ts'
import { placements } from '#designer/graph/placement.ts'

const MARK = 'tillflow-steps'
/** How far a copy stands from its original. */
const OFFSET = 32

export function copyText(flow: FlowDocument, ids: readonly string[], notes: readonly string[] = []): string {
  const places = placements(flow)
  const clip = copyNodes(flow, ids, notes)
  const positions = Object.fromEntries(ids.flatMap((id) => (places.has(id) ? [[id, places.get(id)]] : [])))
  return JSON.stringify({ [MARK]: FLOW_FORMAT_VERSION, ...clip, positions }, null, 2)
}

/** The steps in a clipboard text, validated as a flow's; `undefined` when there are none. */
export function readClip(text: string): Clip | undefined {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return undefined
  }
  if (!isRecord(value) || value[MARK] !== FLOW_FORMAT_VERSION) return undefined
  const read = readFlow({
    formatVersion: FLOW_FORMAT_VERSION,
    name: 'clip',
    slots: value['slots'] ?? {},
    nodes: value['nodes'],
    edges: value['edges'],
    layout: {
      nodes: value['positions'] ?? {},
      ...(value['groups'] !== undefined && { groups: value['groups'] }),
      ...(value['notes'] !== undefined && { notes: value['notes'] }),
    },
  })
  if (!read.ok) return undefined
  const { nodes: positions, ...drawing } = read.flow.layout
  return { nodes: read.flow.nodes, edges: read.flow.edges, positions, slots: read.flow.slots, ...drawing }
}

export interface Pasting {
  readonly edit: FlowEdit
  readonly ids: readonly string[]
  readonly notes: readonly string[]
  /** A trigger was left out, because the flow has one. */
  readonly leftOutTrigger: boolean
}

/** `at`: where the clip's upper left corner goes; without, a little beside where it was copied. */
export function pasting(flow: FlowDocument, clip: Clip, at?: { readonly x: number; readonly y: number }): Pasting | undefined {
  const hasTrigger = Object.values(flow.nodes).some((node) => node.kind === 'trigger')
  const kept = Object.entries(clip.nodes).filter(([, node]) => node.kind !== 'trigger' || !hasTrigger)
  const notes = Object.entries(clip.notes ?? {})
  if (kept.length + notes.length === 0) return undefined
  const places = [...Object.values(clip.positions), ...notes.map(([, note]) => note)]
  const corner = { x: Math.min(...places.map((place) => place.x)), y: Math.min(...places.map((place) => place.y)) }
  const by = at && places.length > 0 ? { x: at.x - corner.x, y: at.y - corner.y } : { x: OFFSET, y: OFFSET }
  const moved: Clip = {
    ...clip,
    nodes: Object.fromEntries(kept),
    positions: Object.fromEntries(Object.entries(clip.positions).map(([id, place]) => [id, shifted(place, by)])),
    notes: Object.fromEntries(notes.map(([id, note]) => [id, { ...note, ...shifted(note, by) }])),
  }
  return {
    edit: { kind: 'paste', ...moved },
    ids: [...pastedIds(flow, moved).values()],
    notes: pastedNotes(flow, moved).map(([id]) => id),
    leftOutTrigger: kept.length < Object.keys(clip.nodes).length,
  }
}

const shifted = (place: Place, by: Place): Place => ({ x: Math.round(place.x + by.x), y: Math.round(place.y + by.y) })
