// Makes one effect happen at most once where that can be known, and says so where it cannot:
// the intent is committed before the call, the outcome after.
import { AppError, fromErrorData, toErrorData, type ErrorData } from '#shared/errors.ts'
import { say, spoken } from '#shared/sentence.ts'
import { asText } from '#shared/json-text.ts'
import type { CallNode } from '#shared/flow/document.ts'
import type { Run } from '#shared/model/runs.ts'
import { idempotencyKey } from './idempotency.ts'
import type { EffectResult } from './nodes/node-type.ts'
import type { Caller, DeployedFlow, Effect } from './ports.ts'
import type { RecordInFlight } from './records.ts'
import { backoffMs, DEFAULT_RETRY } from './retry.ts'
import type { RunJournal } from './run-journal.ts'

/** A vendor that says "again at once" for ever must not fill the journal: it burns no attempts. */
const MIN_THROTTLE_MS = 500

export interface EffectScope {
  readonly run: Run
  readonly flow: DeployedFlow
  readonly caller: Caller
  readonly journal: RunJournal
  /** Effects of this event known so far, by idempotency key. */
  readonly known: Map<string, Effect>
  /** The journal may lack what this run did: it was restored from a backup that is older than this. */
  readonly isDoubtful: boolean
  /** Looks up what `known` does not hold: of a run that is far into a long list not everything is kept in memory. */
  readonly findEffect?: (key: string) => Promise<Effect | undefined>
  readonly signal: AbortSignal
  readonly now: () => Date
  readonly random: () => number
}

export async function makeEffect(
  scope: EffectScope,
  node: CallNode,
  nodeId: string,
  record: RecordInFlight,
  request: { slot: string; action: string; input: string },
): Promise<EffectResult> {
  const { run, flow, caller, journal, known, now } = scope
  const key = idempotencyKey(run, nodeId, record.path)
  const found = known.get(key) ?? (await scope.findEffect?.(key))
  const prior = found ?? (scope.isDoubtful ? lostIntent(run, key, nodeId, record.path) : undefined)
  const ours = prior?.runId === run.id

  if (prior?.status === 'succeeded') return { done: true, output: prior.output ?? 'null', reused: !ours }
  if (prior?.status === 'failed' && ours) {
    // What is on the desk is not visited again: this one's exception did not reach it before a crash.
    if (prior.retryAt === undefined) throw fromErrorData(prior.error ?? toErrorData(undefined))
    const retryAt = await whenDue(scope, prior, request.slot, new Date(prior.retryAt))
    if (retryAt > now()) return { done: false, outcome: { kind: 'later', retryAt, reason: prior.error?.message ?? 'It is tried again.' } }
  }

  const connector = flow.document.slots[request.slot]?.connector
  const connectionId = flow.slots[request.slot]
  if (connector === undefined || connectionId === undefined) {
    throw new AppError('slot-unbound', { message: say`The slot "${request.slot}" has no connection.` })
  }
  const safety = caller.safetyOf(connector, request.action)
  const interrupted = prior?.status === 'intended'
  const outcomeUnknown = interrupted || prior?.error?.disposition === 'uncertain' || prior?.error?.details?.['outcomeUnknown'] === true
  // Only a person may repeat what cannot be repeated safely, and says so by replaying this very step and record: a replay from an earlier
  // step came here by itself.
  const { replayOf } = run
  const isOrdered = !ours && replayOf?.nodeId === nodeId && replayOf.recordPath === record.path
  if (interrupted && !isOrdered && safety === 'none') {
    throw new AppError('outcome-unknown', {
      message: say`The call was under way when Tillflow stopped or lost the connection; "${node.label}" may or may not have arrived.`,
    })
  }
  // A lost worker burns no attempt; a replay starts counting anew.
  const attempt = !prior || !ours ? 1 : interrupted ? prior.attempts : prior.attempts + 1
  const effect = { idempotencyKey: key, clientId: run.clientId, runId: run.id, nodeId, record: record.path, safety, attempts: attempt }
  const remember = (next: Effect) => {
    known.set(key, next)
    journal.effect(next)
  }

  remember({ ...effect, status: 'intended' })
  journal.event({ kind: 'effect-intended', nodeId, record: record.path, input: asText(request.input), idempotencyKey: key, attempt })
  await journal.flush()

  const started = performance.now()
  try {
    const output = await caller.call({
      clientId: run.clientId,
      runId: run.id,
      connectionId,
      action: request.action,
      input: request.input,
      idempotencyKey: key,
      attempt,
      outcomeUnknown,
      signal: scope.signal,
      recorded: (exchanges) => journal.event({ kind: 'call-recorded', nodeId, record: record.path, attempt, exchanges }),
    })
    remember({ ...effect, status: 'succeeded', output })
    journal.flushSoon()
    return { done: true, output, reused: false }
  } catch (thrown) {
    const error = toErrorData(thrown)
    const waits = whenAgain(error, node, safety, attempt, scope)
    if (waits === undefined) {
      const exhausted = error.disposition === 'retry' && attempt > 1
      remember({ ...effect, status: error.disposition === 'uncertain' ? 'intended' : 'failed', error })
      throw fromErrorData(
        exhausted
          ? {
              ...error,
              code: 'retries-exhausted',
              disposition: 'rejected',
              ...spoken(say`${error.said?.message ?? error.message} Tried ${attempt} times.`),
              details: { ...error.details, lastCode: error.code },
            }
          : error,
      )
    }
    const retryAt = new Date(now().getTime() + waits.ms)
    remember({
      ...effect,
      attempts: waits.burns ? attempt : attempt - 1,
      status: 'failed',
      // Whatever came between, an earlier try may have arrived: the next one must know.
      error: outcomeUnknown ? { ...error, details: { ...error.details, outcomeUnknown } } : error,
      retryAt: retryAt.toISOString(),
    })
    journal.event({
      kind: 'step-failed',
      nodeId,
      record: record.path,
      input: asText(request.input),
      attempt,
      error,
      retryAt: retryAt.toISOString(),
      ms: Math.round(performance.now() - started),
    })
    return { done: false, outcome: { kind: 'later', retryAt, reason: error.message } }
  }
}

/** When a call that was told to come back may be made: sooner than it was told, where its connection is back early. */
async function whenDue({ run, flow, caller }: EffectScope, prior: Effect, slot: string, told: Date): Promise<Date> {
  const connectionId = flow.slots[slot]
  const isBurning = prior.error?.disposition !== 'retry-after' && prior.error?.retryAfterMs === undefined
  if (isBurning || !caller.waitsUntil || connectionId === undefined) return told
  const until = await caller.waitsUntil({ clientId: run.clientId, connectionId, idempotencyKey: prior.idempotencyKey })
  return until ?? new Date(0)
}

/** How long to wait before the next try, and whether this one counted; undefined when it is not tried again by itself. */
function whenAgain(
  error: ErrorData,
  node: CallNode,
  safety: string,
  attempt: number,
  scope: EffectScope,
): { ms: number; burns: boolean } | undefined {
  const policy = node.retry ?? DEFAULT_RETRY
  if (error.disposition === 'retry-after')
    return { ms: Math.max(error.retryAfterMs ?? policy.firstDelaySeconds * 1_000, MIN_THROTTLE_MS), burns: false }
  // The connection as a whole is in trouble and says when it may be back: not this record's fault.
  if (error.disposition === 'uncertain' && safety !== 'none' && error.retryAfterMs !== undefined)
    return { ms: Math.max(error.retryAfterMs, MIN_THROTTLE_MS), burns: false }
  // An unknown outcome may be repeated where the action finds or refuses its own earlier record.
  const repeatable = error.disposition === 'retry' || (error.disposition === 'uncertain' && safety !== 'none')
  if (!repeatable || attempt >= policy.attempts) return undefined
  return { ms: backoffMs(policy, attempt, scope.random), burns: true }
}

/** As if the call had been begun and its outcome lost: that is all that can be known of it. */
const lostIntent = (run: Run, idempotencyKey: string, nodeId: string, record: string): Effect => ({
  idempotencyKey,
  clientId: run.clientId,
  runId: run.id,
  nodeId,
  record,
  safety: 'none',
  status: 'intended',
  attempts: 1,
})
