// The circuit breaker of one connection. After several failures in a row it opens: calls wait instead of failing one by one. When its
// pause is over one call, over all workers, tries; a success closes it, a failure makes the pause longer.
// Refused credentials open it at once, because every further call would be refused too.

export interface Breaker {
  /** Failures in a row, while closed. */
  readonly failures: number
  readonly open?: OpenBreaker
}

export interface OpenBreaker {
  readonly cause: 'down' | 'sign-in'
  readonly message: string
  readonly since: number
  /** From here on one call may try. */
  readonly tryAt: number
  readonly tries: number
  /** Somebody was told to come back at `tryAt`; the others come later, or when it closes. */
  readonly booked: boolean
}

export type OpenedBreaker = Breaker & { readonly open: OpenBreaker }

export const CLOSED: Breaker = { failures: 0 }

/** Fewer would stop a connection for a hiccup of one server behind a load balancer; more lets every run burn its attempts first. */
const OPENS_AFTER = 5
/** Long enough for a restart, doubled with each failed try up to the longest. */
const FIRST_PAUSE_MS = 15_000
const LONGEST_PAUSE_MS = 5 * 60_000
/** Credentials do not heal by themselves, but a vendor's sign-in may fail for everybody for a while. */
const SIGN_IN_PAUSE_MS = 15 * 60_000
/** Who is not the one to try comes back this much later should nobody call it sooner. */
const SAFETY_MS = { down: 5 * 60_000, 'sign-in': 60 * 60_000 }
/** Over a weekend. Then runs go to the exception desk: waiting for ever would hide them. */
export const SIGN_IN_WAIT_MS = 72 * 3_600_000

/** A call failed for the system's own reasons. A failure of a call that began before it opened changes nothing any more. */
export function afterFailure(breaker: Breaker, now: number, message: string, isProbe: boolean): Breaker {
  const { open } = breaker
  if (open) return isProbe ? { ...breaker, open: afterTry(open, now) } : breaker
  const failures = breaker.failures + 1
  if (failures < OPENS_AFTER) return { failures }
  return { failures, open: { cause: 'down', message, since: now, tryAt: now + FIRST_PAUSE_MS, tries: 0, booked: false } }
}

/** The credentials were refused; calls that began before it opened are refused too, and change nothing. */
export function afterRefusal(breaker: Breaker, now: number, message: string, isProbe: boolean): OpenedBreaker {
  const { open } = breaker
  if (open?.cause === 'sign-in') return { ...breaker, open: isProbe ? afterTry({ ...open, message }, now) : open }
  return { failures: 0, open: { cause: 'sign-in', message, since: now, tryAt: now + SIGN_IN_PAUSE_MS, tries: 0, booked: false } }
}

function afterTry(open: OpenBreaker, now: number): OpenBreaker {
  const tries = open.tries + 1
  const pause = open.cause === 'sign-in' ? SIGN_IN_PAUSE_MS : Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** tries)
  return { ...open, tries, tryAt: now + pause, booked: false }
}

/** When a call that finds it open comes back, and the breaker that remembers having told it. */
export function bookTry(breaker: OpenedBreaker, now: number): { readonly at: number; readonly breaker: Breaker } {
  const { open } = breaker
  const tryAt = Math.max(open.tryAt, now)
  // An appointment nobody kept (a cancelled run) is given again.
  if (!open.booked || open.tryAt + SAFETY_MS[open.cause] < now)
    return { at: tryAt, breaker: { ...breaker, open: { ...open, booked: true } } }
  return { at: tryAt + SAFETY_MS[open.cause], breaker }
}
