// Which connections a flow allows, and why not the others: said while the line is still being drawn.
import { outputPorts, type FlowDocument, type FlowEdge } from '#shared/flow/document.ts'
import { reach, successors } from '#shared/flow/graph.ts'
import { t } from '#designer/i18n/index.ts'

/** A sentence when the edge is not allowed. */
export function refusal(flow: FlowDocument, edge: FlowEdge): string | undefined {
  const from = flow.nodes[edge.from]
  const to = flow.nodes[edge.to]
  if (!from || !to) return t('There is no such step.')
  if (edge.from === edge.to) return t('A step cannot be connected to itself.')
  if (to.kind === 'trigger') return t('Nothing can come before the trigger.')
  if (!outputPorts(from).includes(edge.port)) return t('This step has no such output.')
  if (flow.edges.some((other) => other.from === edge.from && other.to === edge.to && other.port === edge.port))
    return t('These two are connected already.')
  if (reach([edge.to], successors(flow)).has(edge.from)) return t('This would make a circle: records would never come to an end.')
  return undefined
}
