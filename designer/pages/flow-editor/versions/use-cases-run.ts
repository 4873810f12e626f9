// All samples of the flow, tried on the draft: nothing is sent.
import { useQuery } from '@tanstack/react-query'
import type { SamplesRun } from '#shared/api/samples.ts'
import { samplesQuery } from '#designer/api/queries.ts'
import { runSamples } from '../requests.ts'
import { useDesignEnvironment } from '../samples/use-design-environment.ts'
import { useEditor } from '../state/context.ts'

export interface CasesRun {
  /** How many samples there are; absent while that is not known. */
  readonly count: number | undefined
  readonly data: SamplesRun | undefined
  readonly error: unknown
}

export function useCasesRun(): CasesRun {
  const clientId = useEditor((state) => state.clientId)
  const flowId = useEditor((state) => state.flowId)
  const document = useEditor((state) => state.document)
  const environment = useDesignEnvironment()
  const count = useQuery(samplesQuery(clientId, flowId)).data?.length
  const { data, error } = useQuery({
    queryKey: ['client', clientId, 'flows', flowId, 'cases', environment, document],
    queryFn: ({ signal }) => runSamples(clientId, flowId, { document, environment }, signal),
    enabled: count !== undefined && count > 0,
    gcTime: 0,
    retry: false,
  })
  return { count, data, error }
}
