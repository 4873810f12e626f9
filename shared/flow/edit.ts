// Edits of a flow as data: applied without touching the flow before, undone by another edit. The designer's undo, paste and
// drag all come down to these.
import { AppError } from '../errors.ts'
import { say } from '../sentence.ts'
import { READABLE_ID, type FlowDocument, type FlowEdge, type FlowNode, type FlowSlot, type RetryPolicy } from './document.ts'
import { namedIds } from './fresh-id.ts'
import type { FlowLane } from './lane.ts'
import type { FlowPolicy } from './policy.ts'
import { groupsWith, layoutOf, type FlowGroup, type FlowNote } from './layout.ts'
import { paste, pastedIds, pastedNotes, pastedSlots, type Clip } from './paste.ts'
import { renameSteps } from './rename-steps.ts'

export interface Place {
  readonly x: number
  readonly y: number
}

/** What an update-node changes; `null` takes a member away. */
export interface NodeChanges {
  readonly label?: string
  readonly note?: string | null
  readonly retry?: RetryPolicy | null
  readonly disabled?: true | null
  readonly onError?: 'path' | null
  readonly config?: FlowNode['config']
}

export type FlowEdit =
  | { readonly kind: 'add-node'; readonly id: string; readonly node: FlowNode; readonly at?: Place }
  /** Takes the node's edges and place along. */
  | { readonly kind: 'remove-node'; readonly id: string }
  /** Edges follow; expressions that read the step follow with `renameNode`. */
  | { readonly kind: 'rename-node-id'; readonly from: string; readonly to: string }
  | { readonly kind: 'update-node'; readonly id: string; readonly changes: NodeChanges }
  /** Another step in the place of this one; its edges stay as they are. */
  | { readonly kind: 'replace-node'; readonly id: string; readonly node: FlowNode }
  /** `null` takes a place away: the node is then laid out by itself. */
  | { readonly kind: 'move-nodes'; readonly positions: Readonly<Record<string, Place | null>> }
  /** At `index` in the list of edges; without, at the end, and only if it is not there yet. */
  | { readonly kind: 'connect'; readonly edge: FlowEdge; readonly index?: number }
  /** Disconnecting what is not connected changes nothing. `index` says which one of equal edges. */
  | { readonly kind: 'disconnect'; readonly edge: FlowEdge; readonly index?: number }
  | { readonly kind: 'add-slot'; readonly id: string; readonly slot: FlowSlot }
  | { readonly kind: 'update-slot'; readonly id: string; readonly slot: FlowSlot }
  /** Steps that use it keep its name; the check reports them. */
  | { readonly kind: 'remove-slot'; readonly id: string }
  | { readonly kind: 'set-name'; readonly name: string }
  | { readonly kind: 'set-description'; readonly description: string | null }
  | { readonly kind: 'set-lane'; readonly lane: FlowLane | null }
  | { readonly kind: 'set-policy'; readonly policy: FlowPolicy | null }
  /** Makes, changes or (`null`) takes away a frame around steps. */
  | { readonly kind: 'set-group'; readonly id: string; readonly group: FlowGroup | null }
  /** Makes, changes or (`null`) takes away a note on the canvas. */
  | { readonly kind: 'set-note'; readonly id: string; readonly note: FlowNote | null }
  /** The ids are those of the clip; `pastedIds(flow, clip)` tells which ones the steps get. */
  | ({ readonly kind: 'paste' } & Clip)
  | { readonly kind: 'batch'; readonly edits: readonly FlowEdit[] }

/**
 * The flow after the edit; the given one stays as it is and unchanged parts are shared. Throws `not-found` when the edit names
 * something that is not there, `conflict` when an id is taken, `invalid-request` when it is no id.
 */
export function applyEdit(flow: FlowDocument, edit: FlowEdit): FlowDocument {
  switch (edit.kind) {
    case 'add-node':
      refuseTaken(flow.nodes, edit.id)
      return {
        ...flow,
        nodes: { ...flow.nodes, [edit.id]: edit.node },
        ...(edit.at && { layout: { ...flow.layout, nodes: { ...flow.layout.nodes, [edit.id]: edit.at } } }),
      }
    case 'remove-node':
      find(flow.nodes, edit.id)
      return {
        ...flow,
        nodes: without(flow.nodes, edit.id),
        edges: flow.edges.filter(({ from, to }) => from !== edit.id && to !== edit.id),
        layout: layoutOf(
          without(flow.layout.nodes, edit.id),
          groupsWith(flow.layout.groups, (id) => (id === edit.id ? undefined : id)),
          flow.layout.notes,
        ),
      }
    case 'rename-node-id':
      return renameId(flow, edit.from, edit.to)
    case 'update-node':
      return { ...flow, nodes: { ...flow.nodes, [edit.id]: changed(find(flow.nodes, edit.id), edit.changes) } }
    case 'replace-node':
      find(flow.nodes, edit.id)
      return { ...flow, nodes: { ...flow.nodes, [edit.id]: edit.node } }
    case 'move-nodes': {
      const places = Object.entries({ ...flow.layout.nodes, ...edit.positions })
      return {
        ...flow,
        layout: { ...flow.layout, nodes: Object.fromEntries(places.flatMap(([id, place]) => (place ? [[id, place]] : []))) },
      }
    }
    case 'connect': {
      const index = connectIndex(flow, edit)
      return index === undefined ? flow : { ...flow, edges: flow.edges.toSpliced(index, 0, edit.edge) }
    }
    case 'disconnect': {
      const index = disconnectIndex(flow, edit)
      return index === undefined ? flow : { ...flow, edges: flow.edges.toSpliced(index, 1) }
    }
    case 'add-slot':
      refuseTaken(flow.slots, edit.id)
      return { ...flow, slots: { ...flow.slots, [edit.id]: edit.slot } }
    case 'update-slot':
      find(flow.slots, edit.id)
      return { ...flow, slots: { ...flow.slots, [edit.id]: edit.slot } }
    case 'remove-slot':
      find(flow.slots, edit.id)
      return { ...flow, slots: without(flow.slots, edit.id) }
    case 'set-name':
      return { ...flow, name: edit.name }
    case 'set-description': {
      const { description: _, ...rest } = flow
      return edit.description === null ? rest : { ...rest, description: edit.description }
    }
    case 'set-lane': {
      const { lane: _, ...rest } = flow
      return edit.lane === null ? rest : { ...rest, lane: edit.lane }
    }
    case 'set-policy': {
      const { policy: _, ...rest } = flow
      return edit.policy === null ? rest : { ...rest, policy: edit.policy }
    }
    case 'set-group': {
      const { nodes, groups, notes } = flow.layout
      return { ...flow, layout: layoutOf(nodes, withEntry(groups, edit.id, edit.group), notes) }
    }
    case 'set-note': {
      const { nodes, groups, notes } = flow.layout
      return { ...flow, layout: layoutOf(nodes, groups, withEntry(notes, edit.id, edit.note)) }
    }
    case 'paste':
      return paste(flow, edit)
    case 'batch':
      return edit.edits.reduce(applyEdit, flow)
  }
}

/** The edit that, applied after `edit`, gives `flow` back. Throws as applyEdit does. */
export function invertEdit(flow: FlowDocument, edit: FlowEdit): FlowEdit {
  switch (edit.kind) {
    case 'add-node':
      return { kind: 'batch', edits: [{ kind: 'remove-node', id: edit.id }, ...surroundings(flow, edit.id)] }
    case 'remove-node': {
      return { kind: 'batch', edits: [{ kind: 'add-node', id: edit.id, node: find(flow.nodes, edit.id) }, ...surroundings(flow, edit.id)] }
    }
    case 'rename-node-id':
      return { kind: 'rename-node-id', from: edit.to, to: edit.from }
    case 'update-node': {
      const { label, note = null, retry = null, disabled = null, onError = null, config } = find(flow.nodes, edit.id)
      return { kind: 'update-node', id: edit.id, changes: { label, note, retry, disabled, onError, config } }
    }
    case 'replace-node':
      return { kind: 'replace-node', id: edit.id, node: find(flow.nodes, edit.id) }
    case 'move-nodes':
      return { kind: 'move-nodes', positions: mapValues(edit.positions, (id) => flow.layout.nodes[id] ?? null) }
    case 'connect': {
      const index = connectIndex(flow, edit)
      return index === undefined ? NOTHING : { kind: 'disconnect', edge: edit.edge, index }
    }
    case 'disconnect': {
      const index = disconnectIndex(flow, edit)
      return index === undefined ? NOTHING : { kind: 'connect', edge: edit.edge, index }
    }
    case 'add-slot':
      return { kind: 'remove-slot', id: edit.id }
    case 'update-slot':
      return { kind: 'update-slot', id: edit.id, slot: find(flow.slots, edit.id) }
    case 'remove-slot':
      return { kind: 'add-slot', id: edit.id, slot: find(flow.slots, edit.id) }
    case 'set-name':
      return { kind: 'set-name', name: flow.name }
    case 'set-description':
      return { kind: 'set-description', description: flow.description ?? null }
    case 'set-lane':
      return { kind: 'set-lane', lane: flow.lane ?? null }
    case 'set-policy':
      return { kind: 'set-policy', policy: flow.policy ?? null }
    case 'set-group':
      return { kind: 'set-group', id: edit.id, group: entryOf(flow.layout.groups, edit.id) }
    case 'set-note':
      return { kind: 'set-note', id: edit.id, note: entryOf(flow.layout.notes, edit.id) }
    case 'paste':
      return {
        kind: 'batch',
        edits: [
          ...pastedNotes(flow, edit).map(([id]): FlowEdit => ({ kind: 'set-note', id, note: null })),
          ...[...pastedIds(flow, edit).values()].map((id): FlowEdit => ({ kind: 'remove-node', id })),
          ...pastedSlots(flow, edit).map((id): FlowEdit => ({ kind: 'remove-slot', id })),
        ],
      }
    case 'batch': {
      const inverses: FlowEdit[] = []
      let current = flow
      for (const one of edit.edits) {
        inverses.unshift(invertEdit(current, one))
        current = applyEdit(current, one)
      }
      return { kind: 'batch', edits: inverses }
    }
  }
}

/** Edits that bring back the edges, the place and the frames of a node, whether it is there or only left them behind. */
function surroundings(flow: FlowDocument, id: string): FlowEdit[] {
  const at = Object.hasOwn(flow.layout.nodes, id) ? flow.layout.nodes[id] : undefined
  return [
    ...flow.edges.flatMap((edge, index): FlowEdit[] => (edge.from === id || edge.to === id ? [{ kind: 'connect', edge, index }] : [])),
    ...(at ? [{ kind: 'move-nodes', positions: { [id]: at } } as const] : []),
    ...Object.entries(flow.layout.groups ?? {}).flatMap(([group, frame]): FlowEdit[] =>
      frame.nodes.includes(id) ? [{ kind: 'set-group', id: group, group: frame }] : [],
    ),
  ]
}

const NOTHING: FlowEdit = { kind: 'batch', edits: [] }

/** An edit that gives a node another id, in its edges and in all expressions that read it as `$steps`. */
export function renameNode(flow: FlowDocument, from: string, to: string): FlowEdit {
  const ids = new Map([[from, to]])
  const readers = Object.entries(flow.nodes).flatMap(([id, node]): FlowEdit[] => {
    const renamed = renameSteps(node, ids)
    return renamed === node ? [] : [{ kind: 'update-node', id: ids.get(id) ?? id, changes: { config: renamed.config } }]
  })
  return { kind: 'batch', edits: [{ kind: 'rename-node-id', from, to }, ...readers] }
}

function renameId(flow: FlowDocument, from: string, to: string): FlowDocument {
  find(flow.nodes, from)
  if (from === to) return flow
  // What a removed step left behind would become part of this one, and could not be told apart again.
  refuseTaken(Object.fromEntries([...namedIds(flow)].map((id) => [id, true])), to)
  const rename = (id: string) => (id === from ? to : id)
  const renameKey = <V>(record: Readonly<Record<string, V>>) =>
    Object.fromEntries(Object.entries(record).map(([id, value]) => [rename(id), value]))
  return {
    ...flow,
    nodes: renameKey(flow.nodes),
    edges: flow.edges.map((edge) =>
      edge.from === from || edge.to === from ? { ...edge, from: rename(edge.from), to: rename(edge.to) } : edge,
    ),
    layout: layoutOf(renameKey(flow.layout.nodes), groupsWith(flow.layout.groups, rename), flow.layout.notes),
  }
}

function changed(node: FlowNode, changes: NodeChanges): FlowNode {
  const { label, config, ...members } = changes
  // The config belongs to the node's kind: who makes the edit got it from that kind's form. readFlow validates it again.
  const next: Record<string, unknown> = {
    ...node,
    ...members,
    ...(label !== undefined && { label }),
    ...(config !== undefined && { config }),
  }
  for (const [member, value] of Object.entries(members)) if (value === null) delete next[member]
  return next as unknown as FlowNode
}

/** A record without an entry that is `null`. */
function withEntry<V>(record: Readonly<Record<string, V>> | undefined, id: string, value: V | null): Record<string, V> {
  if (!READABLE.test(id))
    throw new AppError('invalid-request', { message: say`"${id}" is not an id: use small letters, digits and dashes.` })
  return value === null ? without(record ?? {}, id) : { ...record, [id]: value }
}

const entryOf = <V>(record: Readonly<Record<string, V>> | undefined, id: string): V | null =>
  record && Object.hasOwn(record, id) ? (record[id] ?? null) : null

function find<V>(record: Readonly<Record<string, V>>, id: string): V {
  const value = Object.hasOwn(record, id) ? record[id] : undefined
  if (value === undefined) throw new AppError('not-found', { message: say`The flow has no "${id}".` })
  return value
}

const READABLE = new RegExp(READABLE_ID)

function refuseTaken(record: Readonly<Record<string, unknown>>, id: string): void {
  if (!READABLE.test(id))
    throw new AppError('invalid-request', { message: say`"${id}" is not an id: use small letters, digits and dashes.` })
  if (Object.hasOwn(record, id)) throw new AppError('conflict', { message: say`The id "${id}" is taken.` })
}

function without<V>(record: Readonly<Record<string, V>>, id: string): Record<string, V> {
  return Object.fromEntries(Object.entries(record).filter(([key]) => key !== id))
}

function mapValues<V, W>(record: Readonly<Record<string, V>>, map: (key: string) => W): Record<string, W> {
  return Object.fromEntries(Object.keys(record).map((key) => [key, map(key)]))
}

const indexOf = (flow: FlowDocument, edge: FlowEdge) => flow.edges.findIndex((other) => isSameEdge(edge, other))
const isSameEdge = (a: FlowEdge, b: FlowEdge) => a.from === b.from && a.port === b.port && a.to === b.to

/** Where a connect puts its edge; `undefined` when it changes nothing. */
function connectIndex(flow: FlowDocument, { edge, index }: { readonly edge: FlowEdge; readonly index?: number }): number | undefined {
  if (index !== undefined) return Math.min(index, flow.edges.length)
  return indexOf(flow, edge) < 0 ? flow.edges.length : undefined
}

function disconnectIndex(flow: FlowDocument, { edge, index }: { readonly edge: FlowEdge; readonly index?: number }): number | undefined {
  const exact = index === undefined ? undefined : flow.edges[index]
  if (exact && isSameEdge(edge, exact)) return index
  const first = indexOf(flow, edge)
  return first < 0 ? undefined : first
}
