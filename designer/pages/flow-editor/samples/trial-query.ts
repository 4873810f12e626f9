// A sample tried on the steps before a step: asked again when one of those changes, not for the step's own changes.
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { FlowDocument } from '#shared/flow/document.ts'
import { predecessors, reach } from '#shared/flow/graph.ts'
import type { Environment } from '#shared/model/accounts.ts'
import { testRun } from '#designer/api/commands.ts'

export interface Trial {
  readonly clientId: string
  readonly flowId: string
  readonly nodeId: string
  readonly environment: Environment
  readonly document: FlowDocument
  /** upstreamOf(document, nodeId), perhaps of a moment ago. */
  readonly upstream: string
  readonly sample: { readonly id: string | undefined; readonly input: unknown }
}

export function trialQuery({ clientId, flowId, nodeId, environment, document, upstream, sample }: Trial) {
  return queryOptions({
    queryKey: [
      'client',
      clientId,
      'flows',
      flowId,
      'trial',
      environment,
      sample.id,
      sample.id === 'pasted' ? sample.input : null,
      nodeId,
      upstream,
    ],
    queryFn: ({ signal }) => testRun(clientId, flowId, { document, input: sample.input, environment }, signal),
    enabled: sample.input !== undefined,
    staleTime: 60_000,
    retry: false,
    placeholderData: keepPreviousData,
  })
}

/** What decides which record comes to a step: the steps before it and their connections. */
export function upstreamOf(flow: FlowDocument, nodeId: string): string {
  const ids = reach([nodeId], predecessors(flow))
  ids.delete(nodeId)
  const edges = flow.edges.filter((edge) => ids.has(edge.from) && (ids.has(edge.to) || edge.to === nodeId))
  return JSON.stringify([[...ids].toSorted().map((id) => [id, flow.nodes[id]?.config]), edges])
}

export const idsIn = (upstream: string) => (JSON.parse(upstream) as readonly [readonly (readonly [string])[]])[0].map(([id]) => id)
