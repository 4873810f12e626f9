// Changes that come from outside a call: an action's credentials were refused, a person has mended the connection or wants a try now.
import type { Reservation } from './admit.ts'
import { afterRefusal, bookTry, CLOSED } from './breaker.ts'
import { nextReset } from './day-budget.ts'
import type { Plan } from './plan.ts'
import { withoutProbe } from './settle.ts'
import { withKept, type FlowState } from './state.ts'

/** The connection waits for new credentials; `again` is when this call looks whether they came. */
export function refuseSignIn(
  state: FlowState,
  now: number,
  message: string,
  isProbe: boolean,
): { readonly state: FlowState; readonly again: Reservation } {
  const told = bookTry(afterRefusal(state.kept.breaker, now, message, isProbe), now)
  const next = withKept(state, { breaker: told.breaker })
  return { state: isProbe ? withoutProbe(next) : next, again: { dueAt: told.at, paid: false } }
}

/** Credentials work again. */
export const signedIn = (state: FlowState): FlowState => withoutProbe(withKept(state, { breaker: CLOSED }))

/** Forgets whatever waits, so that calls go out at once; a day's budget that is used up stays so. */
export function easeNow(state: FlowState, plan: Plan, now: number): FlowState {
  const { pause: _, ...kept } = state.kept
  const days = plan.days.flatMap((day) => {
    const known = kept.days[day.id]
    if (!known) return []
    const today = nextReset(day.resets, now)
    return [[day.id, known.endsAt > today ? { endsAt: today, used: day.calls } : known] as const]
  })
  const eased = { ...kept, breaker: CLOSED, rates: {}, booked: {}, tail: 0, throttles: 0, days: Object.fromEntries(days) }
  return withoutProbe({ ...state, kept: eased })
}
