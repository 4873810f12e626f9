// Finds the first instant at which every limit of a connection has room for a call, and takes the room.
import { bookable } from './day-budget.ts'
import type { Plan, PlannedRate } from './plan.ts'
import { earliest, take } from './rate.ts'
import { specOf, withKept, type FlowState, type Kept } from './state.ts'
import { openUntil } from './windows.ts'
import { say, type Words } from '#shared/sentence.ts'

export interface Request {
  readonly cost: number
  readonly operation?: string
}

/** Why a call may not go before then: shown to people. */
export interface Hold {
  readonly until: number
  readonly code: 'vendor-throttled' | 'maintenance-window' | 'daily-limit-reached'
  readonly message: Words
}

/** What nothing may pass at this moment: a maintenance window, or the vendor's own wish. */
export function holdNow(state: FlowState, plan: Plan, now: number): Hold | undefined {
  const windowEnds = plan.windows.length === 0 ? undefined : openUntil(plan.windows, now)
  const { pause } = state.kept
  const pauseEnds = pause && pause.until > now ? pause.until : undefined
  if (windowEnds !== undefined && windowEnds >= (pauseEnds ?? 0)) {
    return { until: windowEnds, code: 'maintenance-window', message: say`The connection is in its maintenance window` }
  }
  return pause && pauseEnds !== undefined ? { until: pauseEnds, code: 'vendor-throttled', message: pause.message } : undefined
}

export interface Booking {
  readonly at: number
  readonly state: FlowState
  /** The limit that made it later than `from`. */
  readonly hold?: Hold
}

/** Each limit moves the instant on; a few rounds settle it, because limits only ever move it forward. */
const ROUNDS = 4

export function book(state: FlowState, plan: Plan, request: Request, now: number, hold: Hold | undefined): Booking {
  const rates = plan.rates.filter(({ operation }) => operation === undefined || operation === request.operation)
  const { kept } = state
  let at = hold?.until ?? now
  let last = hold
  for (let round = 0; round < ROUNDS; round++) {
    const before = at
    for (const day of plan.days) {
      const found = bookable(kept.days[day.id], day, at)
      if (found.at > at) last = { until: found.at, code: 'daily-limit-reached', message: say`The limit of ${day.label} is used up` }
      at = found.at
    }
    for (const rate of rates) {
      const found = earliest(kept.rates[rate.id], specOf(rate, kept), at, tokensOf(rate, request))
      if (found > at) last = { until: found, code: 'vendor-throttled', message: say`The limit of ${rate.label} is reached` }
      at = found
    }
    if (at === before) break
  }
  // Without a bucket nothing spreads those that wait for the same instant: they come back one after the other.
  const spread = hold && rates.length === 0 ? Math.max(at, kept.tail + spacing(kept, plan)) : at
  const taken = takeAll(kept, plan, rates, request, spread)
  return {
    at: spread,
    state: withKept(state, { ...taken, ...(hold && { tail: spread }) }),
    ...(last && { hold: { ...last, until: spread } }),
  }
}

/** As fast as the connection usually works them off. */
export const spacing = (kept: Kept, plan: Plan): number => Math.min(2_000, Math.max(20, kept.averageMs)) / plan.concurrency

/** A call that has its tokens already, put behind a hold that came later: one after the other, as its limits would have let it. */
export function postpone(state: FlowState, plan: Plan, request: Request, hold: Hold): Booking {
  const gaps = plan.rates.map((rate) => tokensOf(rate, request) / specOf(rate, state.kept).perMs)
  const at = Math.max(hold.until, state.kept.tail + Math.max(spacing(state.kept, plan), ...gaps))
  return { at, state: withKept(state, { tail: at }), hold: { ...hold, until: at } }
}

/** One token, or what the vendor is expected to charge. */
export const tokensOf = (rate: PlannedRate, request: Request): number => (rate.byCost ? request.cost : 1)

function takeAll(kept: Kept, plan: Plan, rates: readonly PlannedRate[], request: Request, at: number): Pick<Kept, 'rates' | 'days'> {
  const taken = rates.map((rate) => [rate.id, take(kept.rates[rate.id], specOf(rate, kept), at, tokensOf(rate, request))] as const)
  const days = plan.days.map((day) => {
    const found = bookable(kept.days[day.id], day, at).day
    return [day.id, { ...found, used: found.used + 1 }] as const
  })
  return {
    rates: taken.length === 0 ? kept.rates : { ...kept.rates, ...Object.fromEntries(taken) },
    days: days.length === 0 ? kept.days : { ...kept.days, ...Object.fromEntries(days) },
  }
}

/** Tokens of calls that wait are not in the vendor's count yet: they are kept apart, so that what it says does not give them away. */
export function addBooked(state: FlowState, plan: Plan, ask: Request, until: number): FlowState {
  const booked = { ...state.kept.booked }
  for (const rate of plan.rates) {
    if (rate.operation !== undefined && rate.operation !== ask.operation) continue
    const known = booked[rate.id]
    booked[rate.id] = { tokens: (known?.tokens ?? 0) + tokensOf(rate, ask), until: Math.max(known?.until ?? 0, until) }
  }
  return plan.rates.length === 0 ? state : withKept(state, { booked })
}

export function removeBooked(state: FlowState, plan: Plan, ask: Request): FlowState {
  const booked = { ...state.kept.booked }
  for (const rate of plan.rates) {
    const known = booked[rate.id]
    if (!known || (rate.operation !== undefined && rate.operation !== ask.operation)) continue
    booked[rate.id] = { ...known, tokens: Math.max(0, known.tokens - tokensOf(rate, ask)) }
  }
  return plan.rates.length === 0 ? state : withKept(state, { booked })
}
