// Samples through a flow: what comes out against what is expected, and taking what comes out now for what is expected from now on.
import type { TestRunResult } from '#shared/api/contract.ts'
import type { ExpectResults, RunSamples, SampleDifference, SampleResult, SamplesRun } from '#shared/api/samples.ts'
import type { FlowDocument } from '#shared/flow/document.ts'
import { predecessors, reach } from '#shared/flow/graph.ts'
import { valueDifferences } from '#shared/flow/value-differences.ts'
import { AppError } from '#shared/errors.ts'
import type { Sample } from '#shared/model/flows.ts'
import { recordAt } from '#shared/run/record-at.ts'
import type { FlowStore } from '../store/ports.ts'
import { readDocument } from './documents.ts'
import { mustGetFlow } from './flows.ts'
import type { Samples } from './samples.ts'
import { stepResult } from './step-result.ts'
import type { Trials } from './trials.ts'

/** Documents may be of an older format version. */
type Raw<T> = Omit<T, 'document'> & { readonly document?: unknown }

export interface SampleRuns {
  /** Throws `flow-invalid` for a graph that cannot be walked, `not-found` for a sample that is not there. */
  run(clientId: string, flowId: string, body: Raw<RunSamples>): Promise<SamplesRun>
  /** Throws `conflict` when the sample stops before any of the steps. */
  expect(clientId: string, flowId: string, sampleId: string, body: Raw<ExpectResults>): Promise<Sample>
}

export interface SampleRunsOptions {
  readonly flows: FlowStore
  readonly samples: Samples
  readonly trials: Pick<Trials, 'dryRun'>
}

export function createSampleRuns({ flows, samples, trials }: SampleRunsOptions): SampleRuns {
  const documentOf = async (clientId: string, flowId: string, given: unknown): Promise<FlowDocument> =>
    given === undefined ? (await mustGetFlow(flows, clientId, flowId)).draft : readDocument(given)

  return {
    run: async (clientId, flowId, body) => {
      const document = await documentOf(clientId, flowId, body.document)
      const all = await samples.list(clientId, flowId)
      const wanted = body.samples ? await Promise.all(body.samples.map((id) => samples.get(clientId, flowId, id))) : all
      const items: SampleResult[] = []
      // One after the other: a test run uses the same sandbox as the client's real ones.
      for (const sample of wanted) {
        const result = await trials.dryRun(clientId, flowId, { document, input: sample.input ?? null, environment: body.environment })
        items.push(resultOf(sample, document, result, body.at))
      }
      const failed = items.filter(({ outcome }) => outcome === 'differs' || outcome === 'stopped').length
      return { items, passed: items.filter(({ outcome }) => outcome === 'passed').length, failed }
    },
    expect: async (clientId, flowId, sampleId, { steps, environment, document: given }) => {
      const document = await documentOf(clientId, flowId, given)
      const { input } = await samples.get(clientId, flowId, sampleId)
      const result = await trials.dryRun(clientId, flowId, { document, input: input ?? null, environment })
      const wanted = steps ?? Object.keys(document.nodes).filter((id) => document.nodes[id]?.kind === 'map')
      const found = wanted.flatMap((id) => {
        const value = stepResult(id, document, result)
        return value === undefined ? [] : [[id, value] as const]
      })
      if (found.length === 0) {
        throw new AppError('conflict', {
          message: 'With this sample none of these steps gives anything.',
          fix: 'Test the flow with it, and mend what stops the record.',
        })
      }
      return samples.change(clientId, flowId, sampleId, { expected: Object.fromEntries(found) })
    },
  }
}

function resultOf(sample: Sample, document: FlowDocument, result: TestRunResult, at: string | undefined): SampleResult {
  const { view } = result
  const differences = Object.entries(sample.expected ?? {}).flatMap(([nodeId, expected]): SampleDifference[] =>
    valueDifferences(expected, stepResult(nodeId, document, result)).map((difference) => ({ nodeId, ...difference })),
  )
  const stops = view.steps.flatMap(({ nodeId, record, status, error }) => (status === 'parked' && error ? [{ nodeId, record, error }] : []))
  const stopped = view.run.status !== 'succeeded'
  const outcome = sample.expected ? (differences.length > 0 ? 'differs' : 'passed') : stopped ? 'stopped' : 'unchecked'
  return {
    sampleId: sample.id,
    name: sample.name,
    outcome,
    status: view.run.status,
    differences,
    stops,
    ...(at !== undefined && { at: recordsAt(at, document, result, sample.input) }),
  }
}

function recordsAt(nodeId: string, document: FlowDocument, { view }: TestRunResult, input: unknown): NonNullable<SampleResult['at']> {
  const before = reach([nodeId], predecessors(document))
  before.delete(nodeId)
  const { record, trigger, steps, count } = recordAt(nodeId, [...before], view, input, 0)
  return { record, trigger, steps, count }
}
