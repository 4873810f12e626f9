// What all workers share about one connection. Plain JSON, changed by pure functions only (admit.ts, settle.ts, ease.ts).
import { CLOSED, type Breaker } from './breaker.ts'
import type { Day } from './day-budget.ts'
import type { PlannedRate } from './plan.ts'
import type { RateSpec } from './rate.ts'

export interface FlowState {
  readonly kept: Kept
  readonly live: Live
}

/** Survives a restart. */
export interface Kept {
  /** By rate: when its bucket is full again (epoch milliseconds; see rate.ts). */
  readonly rates: Readonly<Record<string, number>>
  /** By rate: what the vendor said its numbers are. */
  readonly learned: Readonly<Record<string, RateSpec>>
  /** By rate: tokens booked by calls that wait and have not come back; and when the last of them is due. */
  readonly booked: Readonly<Record<string, { readonly tokens: number; readonly until: number }>>
  readonly days: Readonly<Record<string, Day>>
  /** The vendor asked for quiet. */
  readonly pause?: { readonly since: number; readonly until: number; readonly message: string }
  /** "Too many calls" in a row: the pause grows where the vendor does not name one. */
  readonly throttles: number
  /** The last instant given to a call that waits without a bucket of its own: the next one comes a little later. */
  readonly tail: number
  /** How long a call takes, smoothed. */
  readonly averageMs: number
  readonly breaker: Breaker
  /** What stands as an alert now. */
  readonly notice?: string
  readonly limitAlert?: string
}

/** Means something only while the processes that wrote it live. */
export interface Live {
  readonly leases: readonly Lease[]
  /** The one call that may try while the breaker is open, by its actor. */
  readonly probe?: { readonly actor: string; readonly until: number }
}

/** One call on its way. It ends by itself should its worker be lost. */
export interface Lease {
  readonly id: string
  readonly until: number
  readonly cost: number
}

/** Longer than any action may take (caller.ts), so that a slow call never loses its place. */
export const LEASE_MS = 150_000

const AVERAGE_MS = 300

export const INITIAL: FlowState = {
  kept: { rates: {}, learned: {}, booked: {}, days: {}, throttles: 0, tail: 0, averageMs: AVERAGE_MS, breaker: CLOSED },
  live: { leases: [] },
}

/** From the store, where parts may be missing. */
export function readState(stored: { readonly kept?: unknown; readonly live?: unknown }): FlowState {
  return {
    kept: { ...INITIAL.kept, ...(stored.kept as Kept | undefined) },
    live: { ...INITIAL.live, ...(stored.live as Live | undefined) },
  }
}

export const withKept = (state: FlowState, change: Partial<Kept>): FlowState => ({ ...state, kept: { ...state.kept, ...change } })
export function withoutKept(state: FlowState, member: 'notice' | 'limitAlert' | 'pause'): FlowState {
  const { [member]: _, ...kept } = state.kept
  return { ...state, kept: kept as Kept }
}
export const withLive = (state: FlowState, change: Partial<Live>): FlowState => ({ ...state, live: { ...state.live, ...change } })

/** A rate with the vendor's own numbers where it told them. */
export const specOf = (rate: PlannedRate, kept: Kept): RateSpec => kept.learned[rate.id] ?? rate

/** Without the calls whose workers are gone. */
export function expire(state: FlowState, now: number): FlowState {
  const { leases, probe } = state.live
  const lost = leases.some(({ until }) => until <= now)
  const probeLost = probe !== undefined && probe.until <= now
  if (!lost && !probeLost) return state
  const { probe: _, ...live } = state.live
  return { ...state, live: { ...(probeLost ? live : state.live), leases: lost ? leases.filter(({ until }) => until > now) : leases } }
}
