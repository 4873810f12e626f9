// Records to try a flow on, with what its steps must then produce: pasted, or captured from what really happened with personal data masked.
import type { CreateSample } from '#shared/api/contract.ts'
import type { CaptureSample, ChangeSample } from '#shared/api/samples.ts'
import { AppError } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import { newId } from '#shared/ids.ts'
import { maskRecord } from '#shared/masking/mask.ts'
import type { Sample, SampleOrigin } from '#shared/model/flows.ts'
import type { FlowStore, RunStore } from '../store/ports.ts'
import { mustGetFlow } from './flows.ts'
import type { Simulators } from './ports.ts'

export interface Samples {
  list(clientId: string, flowId: string): Promise<readonly Sample[]>
  /** Throws `not-found`. */
  get(clientId: string, flowId: string, sampleId: string): Promise<Sample>
  /** Throws `conflict` for a name that is taken, or when the flow has as many samples as it may. */
  create(clientId: string, flowId: string, body: CreateSample): Promise<Sample>
  /** What started a run, or a record of a simulator. Throws `not-found` when that is not kept any more, and as `create`. */
  capture(clientId: string, flowId: string, body: CaptureSample): Promise<Sample>
  /** Throws `not-found`, or `conflict` for a name that is taken. */
  change(clientId: string, flowId: string, sampleId: string, body: ChangeSample): Promise<Sample>
  /** Throws `not-found`. */
  remove(clientId: string, flowId: string, sampleId: string): Promise<void>
}

export interface SamplesOptions {
  readonly flows: FlowStore
  readonly runs: Pick<RunStore, 'get' | 'body' | 'exception'>
  readonly simulators: Pick<Simulators, 'records'>
  readonly clock?: () => Date
}

/** All of them are run at each publication, and shown side by side. */
const MOST_SAMPLES = 200

export function createSamples({ flows, runs, simulators, clock = () => new Date() }: SamplesOptions): Samples {
  const list: Samples['list'] = async (clientId, flowId) => {
    await mustGetFlow(flows, clientId, flowId)
    return flows.samples(clientId, flowId)
  }

  const get: Samples['get'] = async (clientId, flowId, sampleId) => {
    const sample = (await list(clientId, flowId)).find(({ id }) => id === sampleId)
    if (!sample) throw new AppError('not-found', { message: 'This flow has no such sample.' })
    return sample
  }

  const refuseTaken = (samples: readonly Sample[], name: string) => {
    if (samples.some((sample) => sample.name === name)) {
      throw new AppError('conflict', { message: say`The flow has a sample called "${name}" already.`, fix: 'Choose another name.' })
    }
  }

  async function keep(clientId: string, flowId: string, sample: Pick<Sample, 'name' | 'input' | 'expected' | 'origin'>): Promise<Sample> {
    const existing = await list(clientId, flowId)
    refuseTaken(existing, sample.name)
    if (existing.length >= MOST_SAMPLES) {
      throw new AppError('conflict', {
        message: say`The flow has ${MOST_SAMPLES} samples already.`,
        fix: 'Remove one that shows the same as another.',
      })
    }
    const at = clock()
    const kept: Sample = { id: newId('sample', at.getTime()), clientId, flowId, ...sample, createdAt: at.toISOString() }
    await flows.putSample(kept)
    return kept
  }

  /** The event that started a run of this flow. */
  async function eventOf(clientId: string, flowId: string, runId: string): Promise<unknown> {
    const run = await runs.get(clientId, runId)
    const text = run?.flowId === flowId ? await runs.body(clientId, runId) : undefined
    if (text === undefined) {
      throw new AppError('not-found', {
        message: 'What started this run is not kept, or the run is of another flow.',
        fix: 'Choose a newer run.',
      })
    }
    try {
      return JSON.parse(text)
    } catch (cause) {
      throw new AppError('payload-invalid', { message: 'What started this run is not JSON, so it cannot be a sample.', cause })
    }
  }

  async function recordOf(
    clientId: string,
    flowId: string,
    from: CaptureSample['from'],
  ): Promise<{ input: unknown; origin: SampleOrigin }> {
    switch (from.kind) {
      case 'run':
        return { input: await eventOf(clientId, flowId, from.runId), origin: from }
      case 'exception': {
        const runId = (await runs.exception(clientId, from.exceptionId))?.runId
        if (runId === undefined) throw new AppError('not-found', { message: 'There is no such exception.' })
        return { input: await eventOf(clientId, flowId, runId), origin: { ...from, runId } }
      }
      case 'simulator': {
        const input = (await simulators.records(clientId, from.simulator, from.type))?.[from.index]
        if (input === undefined) throw new AppError('not-found', { message: 'The simulator has no such record.' })
        return { input, origin: { kind: 'simulator' } }
      }
    }
  }

  return {
    list,
    get,
    create: (clientId, flowId, { name, input, expected }) =>
      keep(clientId, flowId, { name, input, ...(expected && { expected }), origin: { kind: 'pasted' } }),
    capture: async (clientId, flowId, { name, from, alsoMask }) => {
      await mustGetFlow(flows, clientId, flowId)
      const { input, origin } = await recordOf(clientId, flowId, from)
      // What a simulator made up is nobody's.
      if (from.kind === 'simulator') return keep(clientId, flowId, { name, input, origin })
      const { value, paths } = maskRecord(input, { ...(alsoMask && { also: alsoMask }) })
      return keep(clientId, flowId, { name, input: value, origin: { ...origin, masked: paths.length } })
    },
    change: async (clientId, flowId, sampleId, { name, input, expected }) => {
      const samples = await list(clientId, flowId)
      const sample = samples.find(({ id }) => id === sampleId)
      if (!sample) throw new AppError('not-found', { message: 'This flow has no such sample.' })
      if (name !== undefined && name !== sample.name) refuseTaken(samples, name)
      const { expected: before, ...rest } = sample
      const after = expected === undefined ? before : (expected ?? undefined)
      const changed: Sample = {
        ...rest,
        ...(name !== undefined && { name }),
        ...(input !== undefined && { input }),
        ...(after && { expected: after }),
      }
      await flows.putSample(changed)
      return changed
    },
    remove: async (clientId, flowId, sampleId) => {
      if (!(await flows.removeSample(clientId, flowId, sampleId))) throw new AppError('not-found')
    },
  }
}
