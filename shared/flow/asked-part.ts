// What a step can ask its connected system for: the action, list or event that tells of fields, and the values that decide which.
import type { SystemFieldsOf } from '../api/system-fields.ts'
import type { FlowDocument, FlowNode } from './document.ts'
import { rowsOf } from './expressions.ts'
import { pointer } from './pointer.ts'
import { predecessors, reach } from './graph.ts'
import { slotOf } from './slots.ts'
import type { Json } from '../json.ts'
import type { ConnectorDescriptor } from '../model/descriptors.ts'

export interface AskedPart {
  readonly nodeId: string
  readonly slot: string
  readonly connector: string
  readonly of: SystemFieldsOf
  readonly label: string
  /** Members without a fixed value; nothing can be read before they have one. */
  readonly missing: readonly string[]
  /** Asking also checks the values. */
  readonly checks: boolean
}

/** Undefined where the system tells of nothing more. */
export function askedPart(
  document: FlowDocument,
  nodeId: string,
  connectors: readonly ConnectorDescriptor[] | undefined,
): AskedPart | undefined {
  const node = document.nodes[nodeId]
  const slot = node && slotOf(node)?.slot
  const wanted = slot !== undefined && Object.hasOwn(document.slots, slot) ? document.slots[slot]?.connector : undefined
  const connector = connectors?.find(({ id }) => id === wanted)
  if (!node || slot === undefined || !connector) return undefined
  const found = partOf(node, connector)
  const discovers = found?.told.discovers
  if (!found || !discovers) return undefined
  const { told, part } = found
  const fixed = fixedValues(node)
  const { needs, also = [], checks = false } = discovers
  const known = Object.fromEntries(
    [...needs, ...also].flatMap((name) => (isGiven(fixed[name]) ? [[name, fixed[name] as Json] as const] : [])),
  )
  return {
    nodeId,
    slot,
    connector: connector.id,
    of: { part, id: told.id, ...(Object.keys(known).length > 0 && { known }) },
    label: told.label,
    missing: needs.filter((name) => !Object.hasOwn(known, name)),
    checks,
  }
}

const isGiven = (value: unknown) => value !== undefined && value !== null && value !== ''

function partOf(node: FlowNode, connector: ConnectorDescriptor) {
  const action = node.kind === 'call' ? node.config.action : node.kind === 'map' ? node.config.target?.action : undefined
  const event = node.kind === 'trigger' && 'event' in node.config ? node.config.event : undefined
  const choices = [
    ['action', connector.actions.find(({ id }) => id === action)],
    ['poll', connector.polls.find(({ id }) => id === event)],
    ['trigger', connector.triggers.find(({ id }) => id === event)],
  ] as const
  for (const [part, told] of choices) if (told) return { part, told }
  return undefined
}

/** What the flow itself says: constants of rows, settings of a list. */
function fixedValues(node: FlowNode): Readonly<Record<string, unknown>> {
  if (node.kind === 'trigger') return 'options' in node.config ? { ...node.config.options } : {}
  return Object.fromEntries(rowsOf(node).flatMap(({ target, rule }) => (rule.kind === 'constant' ? [[target, rule.value] as const] : [])))
}

export interface AskedSource extends AskedPart {
  /** Where its fields stand for expressions: `$trigger`, `$steps.read-order`, or '' for the record itself. */
  readonly roots: readonly string[]
}

/** The steps before a step whose answers have fields that only the system knows, the trigger first. */
export function askedSources(
  document: FlowDocument,
  nodeId: string,
  connectors: readonly ConnectorDescriptor[] | undefined,
): readonly AskedSource[] {
  const before = reach([nodeId], predecessors(document))
  before.delete(nodeId)
  const direct = new Set(document.edges.filter(({ to }) => to === nodeId).map(({ from }) => from))
  return [...before].toSorted().flatMap((id): AskedSource[] => {
    const node = document.nodes[id]
    const asked = node && (node.kind === 'trigger' || node.kind === 'call') ? askedPart(document, id, connectors) : undefined
    if (!node || !asked) return []
    const record = node.kind === 'call' && node.config.into ? node.config.into : ''
    return [{ ...asked, roots: [node.kind === 'trigger' ? '$trigger' : `$steps.${id}`, ...(direct.has(id) ? [record] : [])] }]
  })
}

/** Where in the document a fixed value stands: `/nodes/ask/config/rows/0/rule/value`. */
export function placeOfFixed(document: FlowDocument, nodeId: string, name: string): string {
  const node = document.nodes[nodeId]
  if (node?.kind === 'trigger') return pointer('nodes', nodeId, 'config', 'options', name)
  const index = node ? rowsOf(node).findIndex(({ target }) => target === name) : -1
  return index < 0 ? pointer('nodes', nodeId, 'config') : pointer('nodes', nodeId, 'config', 'rows', String(index), 'rule', 'value')
}
