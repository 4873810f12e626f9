// So many calls a day. Calls that find today used up are booked into the next day, and the one after it.
import type { DayReset } from '#connectors/kit/limits.ts'
import { addDays, instantOf, localTime, minutesOf } from '#shared/zoned.ts'

export interface DaySpec {
  readonly calls: number
  readonly resets: DayReset
}

/** The day that is being booked: today, or a later one when today is full. */
export interface Day {
  readonly endsAt: number
  readonly used: number
}

/** The first reset after `instant`. */
export function nextReset({ at, timeZone }: DayReset, instant: number): number {
  const today = { ...localTime(instant, timeZone), minutes: minutesOf(at) }
  for (let ahead = 0; ; ahead++) {
    const reset = instantOf(addDays(today, ahead), timeZone, 'first')
    if (reset > instant) return reset
  }
}

/** Where the next call can be booked, from `from` on. */
export function bookable(day: Day | undefined, spec: DaySpec, from: number): { readonly at: number; readonly day: Day } {
  let current = day && day.endsAt > from ? day : { endsAt: nextReset(spec.resets, from), used: 0 }
  let begins = current === day ? beginOf(day, spec, from) : from
  while (current.used >= spec.calls) {
    begins = current.endsAt
    current = { endsAt: nextReset(spec.resets, current.endsAt), used: 0 }
  }
  return { at: Math.max(from, begins), day: current }
}

/** A later day that is being booked does not begin before the day before it ends. */
function beginOf(day: Day, spec: DaySpec, from: number): number {
  let begins = from
  for (let reset = nextReset(spec.resets, from); reset < day.endsAt; reset = nextReset(spec.resets, reset)) begins = reset
  return begins
}

/** The vendor says how many calls are left today; a day that is booked ahead is not today. */
export function learn(day: Day | undefined, spec: DaySpec, now: number, remaining: number): Day | undefined {
  const today = nextReset(spec.resets, now)
  if (day && day.endsAt > today) return day
  const used = day && day.endsAt === today ? day.used : 0
  return { endsAt: today, used: Math.max(used, spec.calls - remaining) }
}
