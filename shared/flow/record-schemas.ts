// Which schemas describe the record that comes to a step: those of the trigger and of the calls that it comes from.
import type { ConnectorDescriptor, JsonSchema } from '../model/descriptors.ts'
import type { FlowDocument, FlowNode } from './document.ts'
import { predecessors } from './graph.ts'

export interface RecordSchema {
  readonly schema: JsonSchema
  /** Where in the record it stands: names from its root. */
  readonly above: readonly string[]
  /** How many steps back it was given; 0 is the step before. */
  readonly distance: number
}

/** The nearest step's first. What a script, a loop's item or a mapping without a target makes is not known, and is left out. */
export function recordSchemas(flow: FlowDocument, nodeId: string, connectors: readonly ConnectorDescriptor[]): readonly RecordSchema[] {
  const before = predecessors(flow)
  const found: RecordSchema[] = []
  const seen = new Set<string>()
  let open = before.get(nodeId) ?? []
  for (let distance = 0; open.length > 0; distance++) {
    const further: string[] = []
    for (const id of open) {
      const node = flow.nodes[id]
      if (seen.has(id) || !node) continue
      seen.add(id)
      const { schema, above = [], passes } = node.disabled ? PASSES : made(node, flow, connectors)
      if (schema) found.push({ schema, above, distance })
      if (passes) further.push(...(before.get(id) ?? []))
    }
    open = further
  }
  return found
}

/** The same of the record that leaves a step. */
export function leavingSchemas(flow: FlowDocument, nodeId: string, connectors: readonly ConnectorDescriptor[]): readonly RecordSchema[] {
  const node = flow.nodes[nodeId]
  if (!node) return []
  const { schema, above = [], passes } = node.disabled ? PASSES : made(node, flow, connectors)
  return [...(schema ? [{ schema, above, distance: 0 }] : []), ...(passes ? recordSchemas(flow, nodeId, connectors) : [])]
}

/** What a step answers by itself, wherever it is read: the trigger's record, a call's answer. */
export function answerSchema(
  node: FlowNode | undefined,
  flow: FlowDocument,
  connectors: readonly ConnectorDescriptor[],
): JsonSchema | undefined {
  return node ? made(node, flow, connectors).schema : undefined
}

interface Made {
  readonly schema?: JsonSchema | undefined
  readonly above?: readonly string[]
  /** The record goes on as it came, with what is added. */
  readonly passes: boolean
}

const PASSES: Made = { passes: true }
const UNKNOWN: Made = { passes: false }

function made(node: FlowNode, flow: FlowDocument, connectors: readonly ConnectorDescriptor[]): Made {
  const connectorOf = (slot: string) => connectors.find(({ id }) => id === flow.slots[slot]?.connector)
  const actionOf = (slot: string, action: string) => connectorOf(slot)?.actions.find(({ id }) => id === action)
  switch (node.kind) {
    case 'trigger': {
      const { config } = node
      if (config.type !== 'webhook' && config.type !== 'poll') return UNKNOWN
      const { triggers = [], polls = [] } = connectorOf(config.slot) ?? {}
      return { schema: [...triggers, ...polls].find(({ id }) => id === config.event)?.output, passes: false }
    }
    case 'call': {
      const { slot, action, into } = node.config
      return { schema: actionOf(slot, action)?.output, above: into === undefined ? [] : [into], passes: into !== undefined }
    }
    case 'map': {
      const { target } = node.config
      return { schema: target && actionOf(target.slot, target.action)?.input, passes: false }
    }
    case 'filter':
    case 'switch':
    case 'lookup':
    case 'raise':
    case 'delay':
    case 'approval':
    case 'publish':
    case 'respond':
      return PASSES
    default:
      return UNKNOWN
  }
}
