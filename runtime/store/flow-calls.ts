// The events by which flows start each other, and what becomes of a called flow once all runs of its event have ended and nothing of them is on
// the desk. For all stores alike: an installation that moves from one to another finds its events under their names.
import { AppError } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import type { ExceptionStatus, RunStatus } from '#shared/model/runs.ts'
import type { CallRequest, CallResult, PublishRequest } from '../engine/flow-ports.ts'
import type { NewEvent } from '../engine/ports.ts'

export interface CallRow {
  readonly status: 'open' | 'succeeded' | 'failed'
  /** JSON text. */
  readonly output: string | null
  readonly answered: number
  readonly reason: string | null
}

/** A sentence for the caller, or nothing when all went through, be it after replays. */
export function failureOf(runs: readonly RunStatus[], exceptions: readonly ExceptionStatus[]): string | undefined {
  if (exceptions.includes('discarded')) return 'A record of it was discarded.'
  if (runs.includes('cancelled')) return 'It was cancelled.'
  if (runs.includes('skipped')) return 'It was skipped.'
  return undefined
}

export const callResult = (call: CallRow): CallResult =>
  call.status === 'failed'
    ? { ok: false, reason: call.reason ?? '' }
    : { ok: true, output: call.output === null ? null : (JSON.parse(call.output) as unknown) }

export interface SubscriberRow {
  readonly flow_id: string
  readonly ordered: number
  /** The deployed one. */
  readonly version: number
}

/** What a subscriber gets of something published. */
export const publishedEvent = (request: PublishRequest, { flow_id: flowId, ordered, version }: SubscriberRow): NewEvent => ({
  clientId: request.lease.clientId,
  flowId,
  environment: request.environment,
  version,
  trigger: 'event',
  eventKey: `event:${request.eventKey}`,
  body: Buffer.from(request.body),
  receivedAt: request.at,
  ordered: ordered === 1,
  cause: { kind: 'event', topic: request.topic, runId: request.lease.runId, hops: request.hops + 1 },
})

/** `turn`: 1 for the first call; one that failed for good is followed by another under the next number. */
export const callEventKey = ({ callKey }: CallRequest, turn: number): string => `subflow:${callKey}${turn > 1 ? `#${turn}` : ''}`

/** What a called flow gets. Throws `not-deployed` without a deployed version. */
export function calledEvent(request: CallRequest, turn: number, version: number | undefined): NewEvent {
  const { lease, environment, flowId, wait, hops } = request
  if (version === undefined)
    throw new AppError('not-deployed', { message: say`The flow that this step calls is not deployed in ${environment}.` })
  return {
    clientId: lease.clientId,
    flowId,
    environment,
    version,
    trigger: 'subflow',
    eventKey: callEventKey(request, turn),
    body: Buffer.from(request.input),
    receivedAt: request.at,
    ordered: request.ordered,
    cause: { kind: 'subflow', runId: lease.runId, nodeId: wait.nodeId, record: wait.record, hops: hops + 1 },
  }
}
