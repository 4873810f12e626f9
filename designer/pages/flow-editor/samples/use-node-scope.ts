// What expressions of a step see on the chosen sample. The steps before it are tried again when they change; its own changes cost nothing.
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { FlowDocument } from '#shared/flow/document.ts'
import { predecessors, reach } from '#shared/flow/graph.ts'
import { lookupTablesQuery } from '#designer/api/queries.ts'
import type { ExpressionScope } from '#designer/editor/expression-scope.ts'
import { testRun } from '../requests.ts'
import { useEditor } from '../state/context.ts'
import { nodeRecord, type NodeRecord } from './node-record.ts'
import { useSample, type ChosenSample } from './use-sample.ts'

export interface NodeScope extends NodeRecord {
  readonly scope: ExpressionScope
  readonly sample: ChosenSample
  readonly tables: readonly string[]
  readonly error: unknown
}

/** The test environment's lookup tables are the ones somebody may break. */
export const DESIGN_ENVIRONMENT = 'test'

/** What decides which record comes to a step: the steps before it and their connections. */
function upstreamOf(flow: FlowDocument, nodeId: string): string {
  const ids = reach([nodeId], predecessors(flow))
  ids.delete(nodeId)
  const edges = flow.edges.filter((edge) => ids.has(edge.from) && (ids.has(edge.to) || edge.to === nodeId))
  return JSON.stringify([[...ids].toSorted().map((id) => [id, flow.nodes[id]?.config]), edges])
}

export function useNodeScope(nodeId: string): NodeScope {
  const clientId = useEditor((state) => state.clientId)
  const flowId = useEditor((state) => state.flowId)
  const document = useEditor((state) => state.document)
  const recordIndex = useEditor((state) => state.recordIndex)
  const sample = useSample()
  const tables = useQuery(lookupTablesQuery(clientId, DESIGN_ENVIRONMENT)).data
  const [upstream] = useDebouncedValue(
    useMemo(() => upstreamOf(document, nodeId), [document, nodeId]),
    500,
  )
  const run = useQuery({
    queryKey: ['client', clientId, 'flows', flowId, 'trial', sample.id, sample.id === 'pasted' ? sample.input : null, nodeId, upstream],
    queryFn: ({ signal }) => testRun(clientId, flowId, { document, input: sample.input, environment: DESIGN_ENVIRONMENT }, signal),
    enabled: sample.input !== undefined,
    staleTime: 60_000,
    retry: false,
    placeholderData: keepPreviousData,
  })
  const found = useMemo(
    () => nodeRecord(document, nodeId, run.data, sample.input, recordIndex),
    [document, nodeId, run.data, sample.input, recordIndex],
  )
  const scope = useMemo<ExpressionScope>(
    () => ({
      record: found.record,
      trigger: found.trigger,
      steps: found.steps,
      ...(tables && { tables: [...new Set(tables.map((table) => table.name))] }),
    }),
    // `found` is new at every edit; its values are not.
    [found.record, found.trigger, run.data, tables],
  )
  return { ...found, scope, sample, tables: scope.tables ?? [], error: run.error }
}
