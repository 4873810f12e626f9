// How people know what a flow names by id: actions, events, connections, other flows, the fields a step sends.
import type { ConnectorDescriptor, JsonSchema } from '../model/descriptors.ts'
import type { FlowDocument, FlowNode } from './document.ts'
import { discoveredOf } from './nodes/discovered.ts'
import { slotOf } from './slots.ts'
import { actionWith } from '../schemas/with-discovered.ts'

/** What is known about the world around the flow. Without it, ids stand for themselves. */
export interface NamingContext {
  readonly connectors?: readonly ConnectorDescriptor[]
  readonly flows?: readonly { readonly id: string; readonly name: string }[]
}

/** The action that a step's record goes to: a call's own, or the one a mapping fills. */
function actionOf(flow: FlowDocument, node: FlowNode | undefined, { connectors }: NamingContext) {
  if (node?.kind !== 'call' && node?.kind !== 'map') return undefined
  const wanted = node.kind === 'call' ? node.config.action : node.config.target?.action
  return connectorOf(flow, node, connectors)?.actions.find(({ id }) => id === wanted)
}

/** The fields of what a step sends or prepares, where a connector describes them. */
export function sentSchema(flow: FlowDocument, nodeId: string, context: NamingContext): JsonSchema | undefined {
  const node = flow.nodes[nodeId]
  const action = actionOf(flow, node, context)
  return action && actionWith(action, discoveredOf(node)).input
}

function connectorOf(flow: FlowDocument, node: FlowNode, connectors: NamingContext['connectors']) {
  const slot = slotOf(node)?.slot
  return slot === undefined ? undefined : connectors?.find(({ id }) => id === flow.slots[slot]?.connector)
}

export const connectorName = (id: string, { connectors }: NamingContext): string =>
  connectors?.find((connector) => connector.id === id)?.name ?? id

/** The name behind an id that stands in a member of a step's config, or nothing where the member holds no id. */
export function nameOfMember(
  flow: FlowDocument,
  node: FlowNode,
  member: string,
  value: unknown,
  context: NamingContext,
): string | undefined {
  if (typeof value !== 'string') return undefined
  const connector = connectorOf(flow, node, context.connectors)
  switch (member) {
    case 'action':
      return connector?.actions.find(({ id }) => id === value)?.label
    case 'event':
      return [...(connector?.triggers ?? []), ...(connector?.polls ?? [])].find(({ id }) => id === value)?.label
    case 'slot':
      return flow.slots[value]?.label
    case 'flow':
      return context.flows?.find(({ id }) => id === value)?.name
    default:
      return undefined
  }
}
