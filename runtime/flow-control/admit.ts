// May this call go now? A pure decision over the shared state: it goes, waits for its booked instant, or waits for a free place.
import { bookTry, SIGN_IN_WAIT_MS, type OpenBreaker } from './breaker.ts'
import { addBooked, book, holdNow, postpone, removeBooked, spacing, type Request } from './book.ts'
import type { Plan } from './plan.ts'
import { expire, LEASE_MS, withKept, withLive, type FlowState } from './state.ts'
import { say, type Words } from '#shared/sentence.ts'

export interface Ask extends Request {
  /** Names the place it takes, when it goes. */
  readonly lease: string
  /** The action this request belongs to: all requests of the one call that tries an open breaker pass. */
  readonly actor: string
  /** Asked for by a person (a connection test): goes through whatever waits, and is still counted. */
  readonly urgent: boolean
  /** It stands in line for a free place; otherwise it leaves when there is none. */
  readonly patient: boolean
  /** It left before and has come back: it is next. */
  readonly returning: boolean
}

/** A call that was told to come back. `paid`: its tokens are taken. */
export interface Reservation {
  readonly dueAt: number
  readonly paid: boolean
}

export type Verdict =
  | { readonly kind: 'go'; readonly probes?: 'down' | 'sign-in' }
  | { readonly kind: 'wait'; readonly reservation: Reservation; readonly code: WaitCode; readonly message: Words }
  /** All places are taken: `reservation` is when one should be free. */
  | { readonly kind: 'full'; readonly reservation: Reservation }
  /** It has waited for new credentials as long as it may. */
  | { readonly kind: 'give-up'; readonly message: string }

export type WaitCode = 'vendor-throttled' | 'maintenance-window' | 'daily-limit-reached' | 'connection-down' | 'sign-in-awaited'

export interface Admission {
  readonly state: FlowState
  readonly verdict: Verdict
}

export function admit(before: FlowState, plan: Plan, ask: Ask, reservation: Reservation | undefined, now: number): Admission {
  const state = expire(before, now)
  if (ask.urgent) return urgent(state, plan, ask, now)
  const { open } = state.kept.breaker
  const probe = state.live.probe
  const isOurs = probe?.actor === ask.actor
  const paid = reservation?.paid === true
  if (open && !isOurs && (probe !== undefined || now < open.tryAt))
    return whileOpen(paid ? removeBooked(state, plan, ask) : state, open, now)

  const hold = holdNow(state, plan, now)
  if (paid && reservation.dueAt > Math.max(now, hold?.until ?? 0)) return wait(state, reservation, undefined)
  if (paid && hold) {
    const later = postpone(state, plan, ask, hold)
    return wait(later.state, { dueAt: later.at, paid }, hold)
  }
  const booking = paid ? { at: now, state: removeBooked(state, plan, ask) } : book(state, plan, ask, now, hold)
  if (booking.at > now) {
    const later = { dueAt: booking.at, paid: true }
    return wait(addBooked(booking.state, plan, ask, booking.at), later, 'hold' in booking ? booking.hold : undefined)
  }
  if (booking.state.live.leases.length >= plan.concurrency) return full(booking.state, plan, ask, now)
  const going = withLive(booking.state, {
    leases: [...booking.state.live.leases, { id: ask.lease, until: now + LEASE_MS, cost: ask.cost }],
    ...(open && { probe: { actor: ask.actor, until: now + LEASE_MS } }),
  })
  return { state: going, verdict: { kind: 'go', ...(open && { probes: open.cause }) } }
}

/** Who has come back is next and tries soon; who has not joins the end of the line, once it stops standing in it. */
function full(state: FlowState, plan: Plan, ask: Ask, now: number): Admission {
  const { kept } = state
  const end = Math.max(now, kept.tail) + spacing(kept, plan)
  const dueAt = Math.max(now + MIN_FULL_MS, ask.returning ? now + kept.averageMs : end)
  const joins = !ask.patient && !ask.returning
  const line = joins ? withKept(state, { tail: end }) : state
  return { state: addBooked(line, plan, ask, dueAt), verdict: { kind: 'full', reservation: { dueAt, paid: true } } }
}

/** A commit takes a part of this; sooner would be busier, not faster. */
const MIN_FULL_MS = 500

function urgent(state: FlowState, plan: Plan, ask: Ask, now: number): Admission {
  const { state: booked } = book(state, { ...plan, windows: [] }, ask, now, undefined)
  return {
    state: withLive(booked, { leases: [...booked.live.leases, { id: ask.lease, until: now + LEASE_MS, cost: ask.cost }] }),
    verdict: { kind: 'go' },
  }
}

/** A place in the line is given up: when the connection is back, all begin anew. */
function whileOpen(state: FlowState, open: OpenBreaker, now: number): Admission {
  if (open.cause === 'sign-in' && now >= open.since + SIGN_IN_WAIT_MS) return { state, verdict: { kind: 'give-up', message: open.message } }
  const { at, breaker } = bookTry({ ...state.kept.breaker, open }, now)
  const code = open.cause === 'sign-in' ? 'sign-in-awaited' : 'connection-down'
  return {
    state: withKept(state, { breaker }),
    verdict: { kind: 'wait', reservation: { dueAt: at, paid: false }, code, message: open.message },
  }
}

function wait(
  state: FlowState,
  reservation: Reservation,
  hold: { readonly code: WaitCode; readonly message: Words } | undefined,
): Admission {
  const { code, message } = hold ?? { code: 'vendor-throttled', message: say`It waits for its turn on this connection` }
  return { state, verdict: { kind: 'wait', reservation, code, message } }
}
