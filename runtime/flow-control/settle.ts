// What a finished call teaches about its connection: places are given back, limits follow what the vendor says, the breaker counts.
import type { Outcome } from '#connectors/kit/gate.ts'
import { LONGEST_RETRY_AFTER_MS } from '#connectors/kit/retry-after.ts'
import type { Reservation } from './admit.ts'
import { addBooked, book, holdNow, type Request } from './book.ts'
import { afterFailure, bookTry, CLOSED } from './breaker.ts'
import { learn as learnDay } from './day-budget.ts'
import type { Plan, PlannedRate } from './plan.ts'
import { atNewRate, tokensAt, withTokens } from './rate.ts'
import { expire, specOf, withKept, withLive, type FlowState } from './state.ts'

export interface Finished extends Request {
  readonly lease: string
  readonly actor: string
  readonly ms: number
  /** It was the one call that tried an open breaker. */
  readonly probes?: 'down' | 'sign-in'
}

export interface Settlement {
  readonly state: FlowState
  /** When the same call may be made again, where that is known: it burns no attempt. */
  readonly again?: Reservation
}

export function settle(before: FlowState, plan: Plan, call: Finished, outcome: Outcome, now: number): Settlement {
  const left = leave(expire(before, now), call)
  const learned = learn(left, plan, outcome, now)
  if (outcome.kind === 'throttled') return afterThrottle(learned, plan, call, outcome, now)
  if (outcome.kind === 'failed') {
    const message = outcome.error?.message ?? 'It does not answer.'
    const breaker = afterFailure(learned.kept.breaker, now, message, call.probes !== undefined)
    const failed = withoutProbeOf(learned, call)
    if (!breaker.open) return { state: withKept(failed, { breaker }) }
    const told = bookTry({ ...breaker, open: breaker.open }, now)
    return { state: withKept(failed, { breaker: told.breaker }), again: { dueAt: told.at, paid: false } }
  }
  const answered = withKept(learned, { throttles: 0, averageMs: learned.kept.averageMs * 0.9 + call.ms * 0.1 })
  const { breaker } = answered.kept
  // Refused credentials are mended by an action that succeeds as a whole, not by one answered request.
  if (breaker.open?.cause === 'sign-in') return { state: answered }
  if (breaker.open && call.probes === undefined) return { state: answered }
  return { state: breaker === CLOSED ? answered : withoutProbe(withKept(answered, { breaker: CLOSED })) }
}

function leave(state: FlowState, { lease }: Finished): FlowState {
  return withLive(state, { leases: state.live.leases.filter(({ id }) => id !== lease) })
}

export function withoutProbe(state: FlowState): FlowState {
  const { probe: _, ...live } = state.live
  return { ...state, live }
}

/** A vendor that throttles without saying for how long: doubled each time in a row. */
const FIRST_BACKOFF_MS = 2_000
const LONGEST_BACKOFF_MS = 60_000

function afterThrottle(state: FlowState, plan: Plan, call: Finished, outcome: Outcome, now: number): Settlement {
  const throttles = state.kept.throttles + 1
  const asked = outcome.retryAfterMs ?? Math.min(LONGEST_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** (throttles - 1))
  const wait = Math.min(asked, LONGEST_RETRY_AFTER_MS)
  const until = now + wait
  // A vendor that counts points has just said how many there are: the bucket knows the time, others need not stand still.
  const pauses = outcome.observation?.bucket === undefined && until > (state.kept.pause?.until ?? 0)
  const message =
    asked > wait
      ? `The other system asked us to wait ${Math.round(asked / LONGEST_RETRY_AFTER_MS)} days, which is taken for one day`
      : 'The other system asked us to slow down'
  const paused = withKept(withoutProbeOf(state, call), { throttles, ...(pauses && { pause: { since: now, until, message } }) })
  // What it really costs, now that the vendor has said so.
  const request = { ...call, cost: outcome.observation?.cost ?? call.cost }
  const booking = book(paused, plan, request, now, holdNow(paused, plan, now))
  return { state: addBooked(booking.state, plan, request, booking.at), again: { dueAt: booking.at, paid: true } }
}

/** A throttled answer is an answer: the system is there, but whether it does its work is for the next try to say. */
const withoutProbeOf = (state: FlowState, call: Finished) => (call.probes === undefined ? state : withoutProbe(state))

function learn(state: FlowState, plan: Plan, { headers, observation }: Outcome, now: number): FlowState {
  let next = state
  for (const rate of plan.rates) {
    const bucket = rate.byCost ? observation?.bucket : undefined
    if (bucket) {
      const spec = { perMs: bucket.perSecond / 1_000, burst: bucket.maximum }
      // Calls still on their way are not in the vendor's count, nor are those that wait.
      const inFlight = next.live.leases.reduce((sum, { cost }) => sum + cost, 0)
      next = setRate(next, rate, spec, withTokens(spec, now, bucket.available - inFlight - bookedTokens(next, rate, now)))
    }
    const perSecond = numberIn(headers, rate.rateHeader)
    if (perSecond !== undefined && perSecond > 0) {
      const spec = specOf(rate, next.kept)
      const heard = { ...spec, perMs: perSecond / 1_000 }
      next = setRate(next, rate, heard, atNewRate(next.kept.rates[rate.id], spec, heard, now))
    }
    const remaining = numberIn(headers, rate.remainingHeader)
    const spec = specOf(rate, next.kept)
    if (remaining !== undefined && remaining < tokensAt(next.kept.rates[rate.id], spec, now)) {
      next = setRate(next, rate, undefined, withTokens(spec, now, remaining))
    }
  }
  for (const day of plan.days) {
    const remaining = numberIn(headers, day.remainingHeader)
    const known = remaining === undefined ? undefined : learnDay(next.kept.days[day.id], day, now, remaining)
    if (known) next = withKept(next, { days: { ...next.kept.days, [day.id]: known } })
  }
  return next
}

function setRate(
  state: FlowState,
  { id }: PlannedRate,
  spec: { perMs: number; burst: number } | undefined,
  fullAt: number | undefined,
): FlowState {
  return withKept(state, {
    ...(spec && { learned: { ...state.kept.learned, [id]: spec } }),
    ...(fullAt !== undefined && { rates: { ...state.kept.rates, [id]: fullAt } }),
  })
}

/** Bookings nobody came back for (cancelled runs) count no more after this. */
const FORGOTTEN_MS = 60_000

function bookedTokens(state: FlowState, { id }: PlannedRate, now: number): number {
  const booked = state.kept.booked[id]
  return booked && booked.until + FORGOTTEN_MS > now ? booked.tokens : 0
}

function numberIn(headers: Readonly<Record<string, string>>, name: string | undefined): number | undefined {
  const text = name === undefined ? undefined : headers[name]?.trim()
  return text !== undefined && /^\d+(\.\d+)?$/.test(text) ? Number(text) : undefined
}
