// What expressions of a step see on the chosen sample. The steps before it are tried again when they change; its own changes cost nothing.
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useCallback, useMemo } from 'react'
import type { TestRunResult } from '#shared/api/contract.ts'
import type { Environment } from '#shared/model/accounts.ts'
import { recordAt, type RecordAt } from '#shared/run/record-at.ts'
import { lookupTablesQuery } from '#designer/api/queries.ts'
import type { ExpressionScope } from '#designer/editor/expression-scope.ts'
import { useEditor } from '../state/context.ts'
import { idsIn, trialQuery, upstreamOf } from './trial-query.ts'
import { useDesignEnvironment } from './use-design-environment.ts'
import { useSample, type ChosenSample } from './use-sample.ts'

export interface NodeScope extends RecordAt {
  readonly scope: ExpressionScope
  readonly sample: ChosenSample
  readonly tables: readonly string[]
  readonly environment: Environment
  readonly error: unknown
}

export function useNodeScope(nodeId: string): NodeScope {
  const clientId = useEditor((state) => state.clientId)
  const flowId = useEditor((state) => state.flowId)
  const document = useEditor((state) => state.document)
  const recordIndex = useEditor((state) => state.recordIndex)
  const sample = useSample()
  const environment = useDesignEnvironment()
  const tables = useQuery(lookupTablesQuery(clientId, environment)).data
  const [upstream] = useDebouncedValue(
    useMemo(() => upstreamOf(document, nodeId), [document, nodeId]),
    500,
  )
  const before = useMemo(() => idsIn(upstream), [upstream])
  const select = useCallback(
    (result: TestRunResult) => recordAt(nodeId, before, result.view, sample.input, recordIndex),
    [nodeId, before, sample.input, recordIndex],
  )
  const run = useQuery({
    ...trialQuery({ clientId, flowId, nodeId, environment, document, upstream, sample }),
    // What is deeply equal stays the same object: previews are not asked again for nothing.
    select,
  })
  const found = run.data ?? recordAt(nodeId, before, undefined, sample.input, recordIndex)
  const { record, trigger, steps } = found
  const scope = useMemo<ExpressionScope>(
    () => ({ record, trigger, steps, ...(tables && { tables: [...new Set(tables.map((table) => table.name))] }) }),
    [record, trigger, steps, tables],
  )
  return { ...found, scope, sample, environment, tables: scope.tables ?? [], error: run.error }
}
