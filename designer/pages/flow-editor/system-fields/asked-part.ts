// What a step can ask its connected system for: the action, list or event that tells of fields, and the values that decide which.
import { connectorOf } from '#designer/graph/summary.ts'
import type { SystemFieldsOf } from '#shared/api/system-fields.ts'
import type { FlowDocument, FlowNode } from '#shared/flow/document.ts'
import { rowsOf } from '#shared/flow/expressions.ts'
import { predecessors, reach } from '#shared/flow/graph.ts'
import { slotOf } from '#shared/flow/slots.ts'
import type { Json } from '#shared/json.ts'
import type { ConnectorDescriptor } from '#shared/model/descriptors.ts'

export interface AskedPart {
  readonly nodeId: string
  readonly slot: string
  readonly connector: string
  readonly of: SystemFieldsOf
  readonly label: string
  /** Members without a fixed value; nothing can be read before they have one. */
  readonly missing: readonly string[]
}

/** Undefined where the system tells of nothing more. */
export function askedPart(
  document: FlowDocument,
  nodeId: string,
  connectors: readonly ConnectorDescriptor[] | undefined,
): AskedPart | undefined {
  const node = document.nodes[nodeId]
  const slot = node && slotOf(node)?.slot
  const connector = connectorOf(document, slot, connectors)
  if (!node || slot === undefined || !connector) return undefined
  const found = partOf(node, connector)
  if (!found?.told.discovers) return undefined
  const { told, part } = found
  const fixed = fixedValues(node)
  const needs = told.discovers?.needs ?? []
  const known = Object.fromEntries(needs.flatMap((name) => (isGiven(fixed[name]) ? [[name, fixed[name] as Json] as const] : [])))
  return {
    nodeId,
    slot,
    connector: connector.id,
    of: { part, id: told.id, ...(needs.length > 0 && { known }) },
    label: told.label,
    missing: needs.filter((name) => !Object.hasOwn(known, name)),
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
