// How a connection stands, for people.
import type { ConnectionState } from '#shared/model/flow-control.ts'
import { SIGN_IN_WAIT_MS } from './breaker.ts'
import { holdNow } from './book.ts'
import { bookable } from './day-budget.ts'
import type { Plan } from './plan.ts'
import type { FlowState } from './state.ts'
import { say, spoken } from '#shared/sentence.ts'

const iso = (instant: number) => new Date(instant).toISOString()

export function describeState(connectionId: string, state: FlowState, plan: Plan, waiting: number, now: number): ConnectionState {
  const { open } = state.kept.breaker
  const base = { connectionId, waiting }
  if (open) {
    const until = open.cause === 'down' ? Math.max(open.tryAt, now) : open.since + SIGN_IN_WAIT_MS
    return { ...base, state: open.cause, message: open.message, since: iso(open.since), until: iso(until) }
  }
  const hold = holdNow(state, plan, now)
  if (hold) {
    const since = hold.code === 'vendor-throttled' ? state.kept.pause?.since : undefined
    return {
      ...base,
      state: hold.code === 'maintenance-window' ? 'maintenance' : 'slowed',
      ...spoken(say`${hold.message}.`),
      ...(since !== undefined && { since: iso(since) }),
      until: iso(hold.until),
    }
  }
  for (const day of plan.days) {
    const { at } = bookable(state.kept.days[day.id], day, now)
    if (at > now) return { ...base, state: 'slowed', ...spoken(say`The limit of ${day.label} is used up.`), until: iso(at) }
  }
  return waiting > 0 ? { ...base, state: 'slowed', ...spoken(say`Calls wait for their turn.`) } : { ...base, state: 'ok' }
}
