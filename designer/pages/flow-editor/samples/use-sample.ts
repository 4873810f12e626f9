// The sample that mappings, conditions and tests look at: one of the flow's, or a record somebody pasted.
import { useQuery } from '@tanstack/react-query'
import type { Sample } from '#shared/model/flows.ts'
import { samplesQuery } from '#designer/api/queries.ts'
import { useEditor } from '../state/context.ts'

export interface ChosenSample {
  readonly samples: readonly Sample[]
  /** The key of the choice: a sample's id, or `pasted`. */
  readonly id: string | undefined
  readonly name: string | undefined
  readonly input: unknown
  readonly expected?: Readonly<Record<string, unknown>>
  readonly loading: boolean
}

const NONE: readonly Sample[] = []

export function useSample(): ChosenSample {
  const clientId = useEditor((state) => state.clientId)
  const flowId = useEditor((state) => state.flowId)
  const sampleId = useEditor((state) => state.sampleId)
  const pasted = useEditor((state) => state.pasted)
  const query = useQuery(samplesQuery(clientId, flowId))
  const samples = query.data ?? NONE
  if (pasted) return { samples, id: 'pasted', name: pasted.name, input: pasted.input, loading: false }
  const sample = samples.find((one) => one.id === sampleId) ?? samples[0]
  return {
    samples,
    id: sample?.id,
    name: sample?.name,
    input: sample?.input,
    ...(sample?.expected && { expected: sample.expected }),
    loading: query.isPending,
  }
}
