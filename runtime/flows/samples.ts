// Records to try a flow on, with what its nodes must then produce.
import type { CreateSample } from '#shared/api/contract.ts'
import { AppError } from '#shared/errors.ts'
import { newId } from '#shared/ids.ts'
import type { Sample } from '#shared/model/flows.ts'
import type { FlowStore } from '../store/ports.ts'
import { mustGetFlow } from './flows.ts'

export interface Samples {
  list(clientId: string, flowId: string): Promise<readonly Sample[]>
  /** Throws `not-found`. */
  get(clientId: string, flowId: string, sampleId: string): Promise<Sample>
  create(clientId: string, flowId: string, body: CreateSample): Promise<Sample>
  /** Throws `not-found`. */
  remove(clientId: string, flowId: string, sampleId: string): Promise<void>
}

export function createSamples(options: { readonly flows: FlowStore; readonly clock?: () => Date }): Samples {
  const { flows } = options
  const clock = options.clock ?? (() => new Date())
  const list: Samples['list'] = async (clientId, flowId) => {
    await mustGetFlow(flows, clientId, flowId)
    return flows.samples(clientId, flowId)
  }
  return {
    list,
    get: async (clientId, flowId, sampleId) => {
      const sample = (await list(clientId, flowId)).find(({ id }) => id === sampleId)
      if (!sample) throw new AppError('not-found', { message: 'This flow has no such sample.' })
      return sample
    },
    create: async (clientId, flowId, { name, input, expected }) => {
      await mustGetFlow(flows, clientId, flowId)
      const at = clock()
      const sample = {
        id: newId('sample', at.getTime()),
        clientId,
        flowId,
        name,
        input,
        ...(expected && { expected }),
        createdAt: at.toISOString(),
      }
      await flows.putSample(sample)
      return sample
    },
    remove: async (clientId, flowId, sampleId) => {
      if (!(await flows.removeSample(clientId, flowId, sampleId))) throw new AppError('not-found')
    },
  }
}
