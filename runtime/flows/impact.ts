// What a change of a flow does, in values: every sample and the newest real records through the flow as it is and as it would be.
import type { Impact, ImpactCase, ShowImpact } from '#shared/api/impact.ts'
import type { FlowDocument } from '#shared/flow/document.ts'
import { valueDifferences } from '#shared/flow/value-differences.ts'
import { maskRecord } from '#shared/masking/mask.ts'
import type { Environment } from '#shared/model/accounts.ts'
import type { FlowStore, RunStore } from '../store/ports.ts'
import { readDocument } from './documents.ts'
import { mustGetFlow } from './flows.ts'
import type { Samples } from './samples.ts'
import { stepResult } from './step-result.ts'
import type { Trials } from './trials.ts'
import type { Side } from './versions.ts'

export interface ImpactOptions {
  readonly flows: FlowStore
  readonly runs: Pick<RunStore, 'list' | 'body'>
  readonly samples: Pick<Samples, 'list'>
  readonly trials: Pick<Trials, 'dryRun'>
  readonly version: (clientId: string, flowId: string, version: number) => Promise<{ readonly document: FlowDocument }>
}

/** `masked`: personal data of real records is replaced before they go through the flow. Throws `flow-invalid`, `not-found`. */
export type ShowImpactOf = (
  clientId: string,
  flowId: string,
  body: Omit<ShowImpact, 'document'> & { readonly document: unknown },
  masked: boolean,
) => Promise<Impact>

interface Candidate {
  readonly source: ImpactCase['source']
  readonly input: unknown
}

const DEFAULT_RUNS = 10

export function createImpact(options: ImpactOptions): ShowImpactOf {
  const { runs, samples, trials } = options

  async function realRecords(
    clientId: string,
    flowId: string,
    environment: Environment,
    limit: number,
    masked: boolean,
  ): Promise<Candidate[]> {
    if (limit === 0) return []
    const { items } = await runs.list(clientId, { flowId, environment, limit })
    const read = await Promise.all(
      items.map(async ({ id, label, createdAt }) => {
        const input = parse(await runs.body(clientId, id))
        if (input === undefined) return []
        const source = { kind: 'run' as const, runId: id, ...(label !== undefined && !masked && { label }), createdAt }
        return [{ source, input: masked ? maskRecord(input).value : input }]
      }),
    )
    return read.flat()
  }

  return async (clientId, flowId, { document: given, before: side = 'draft', environment, runs: limit = DEFAULT_RUNS }, masked) => {
    const after = readDocument(given)
    const before = await sideOf(options, clientId, flowId, side)
    const kept = (await samples.list(clientId, flowId)).map(({ id, name, input }): Candidate => ({
      source: { kind: 'sample', sampleId: id, name },
      input: input ?? null,
    }))
    const real = await realRecords(clientId, flowId, environment, limit, masked)
    const cases: ImpactCase[] = []
    for (const { source, input } of [...kept, ...real]) {
      const [old, now] = [await outcome(before, input), await outcome(after, input)]
      cases.push({ source, ...compare(old, now) })
    }
    return { cases, changed: cases.filter(({ differences }) => differences.length > 0).length, masked: masked && real.length > 0 }

    async function outcome(document: FlowDocument, input: unknown): Promise<ReadonlyMap<string, unknown>> {
      const result = await trials.dryRun(clientId, flowId, { document, input, environment })
      const steps = Object.entries(document.nodes).filter(([, { kind }]) => kind === 'map' || kind === 'call')
      const stops = new Map(
        result.view.steps.flatMap(({ nodeId, status, error }) => (status === 'parked' && error ? [[nodeId, error]] : [])),
      )
      return new Map(steps.map(([id]) => [id, stops.has(id) ? { stopped: stops.get(id)?.message } : stepResult(id, document, result)]))
    }
  }
}

async function sideOf({ flows, version }: ImpactOptions, clientId: string, flowId: string, side: Side): Promise<FlowDocument> {
  const flow = await mustGetFlow(flows, clientId, flowId)
  return side === 'draft' ? flow.draft : (await version(clientId, flowId, side)).document
}

function compare(old: ReadonlyMap<string, unknown>, now: ReadonlyMap<string, unknown>): Pick<ImpactCase, 'differences'> {
  const steps = [...new Set([...old.keys(), ...now.keys()])]
  return { differences: steps.flatMap((nodeId) => valueDifferences(old.get(nodeId), now.get(nodeId)).map((one) => ({ nodeId, ...one }))) }
}

function parse(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : (JSON.parse(text) as unknown)
  } catch {
    return undefined
  }
}
