// What comes to a step on each sample of the flow: the columns of its mapping. The chosen sample shows the record that is chosen among several; the
// others their first.
import { useQueries, type UseQueryResult } from '@tanstack/react-query'
import { useCallback, useMemo } from 'react'
import type { TestRunResult } from '#shared/api/contract.ts'
import type { MappingSample } from '#designer/mapping/mapping-samples.ts'
import { recordAt } from '#shared/run/record-at.ts'
import { useEditor } from '../state/context.ts'
import { idsIn, trialQuery, upstreamOf } from './trial-query.ts'
import { useDesignEnvironment } from './use-design-environment.ts'
import type { ChosenSample } from './use-sample.ts'

/** More columns than anybody compares; the chosen sample is always among them. */
const MOST_COLUMNS = 24

export function useNodeSamples(nodeId: string, chosen: ChosenSample): readonly MappingSample[] {
  const clientId = useEditor((state) => state.clientId)
  const flowId = useEditor((state) => state.flowId)
  const document = useEditor((state) => state.document)
  const recordIndex = useEditor((state) => state.recordIndex)
  const environment = useDesignEnvironment()
  const upstream = useMemo(() => upstreamOf(document, nodeId), [document, nodeId])
  const before = useMemo(() => idsIn(upstream), [upstream])
  const { samples, id, name, input } = chosen
  const columns = useMemo(() => {
    const pasted = id === 'pasted' ? [{ id, name: name ?? '', input }] : []
    const shown = samples.filter((one, index) => index < MOST_COLUMNS || one.id === id)
    return [...pasted, ...shown]
  }, [samples, id, name, input])
  const combine = useCallback(
    (results: readonly UseQueryResult<TestRunResult>[]): readonly MappingSample[] =>
      columns.map((column, index): MappingSample => {
        const result = results[index]
        const { record, trigger, steps, unreached } = recordAt(
          nodeId,
          before,
          result?.data?.view,
          column.input,
          column.id === id ? recordIndex : 0,
        )
        const expected = 'expected' in column ? column.expected?.[nodeId] : undefined
        return {
          id: column.id,
          name: column.name,
          record: result?.data || result?.isError ? record : undefined,
          trigger,
          steps,
          unreached,
          ...(expected !== undefined && { expected }),
        }
      }),
    [columns, nodeId, before, id, recordIndex],
  )
  return useQueries({
    queries: columns.map((sample) => trialQuery({ clientId, flowId, nodeId, environment, document, upstream, sample })),
    combine,
  })
}
