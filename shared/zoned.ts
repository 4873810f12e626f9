// Clock times of a time zone as instants, right on the days when the clocks change.

export interface LocalTime {
  readonly year: number
  readonly month: number
  readonly day: number
  /** Since midnight on the clock. */
  readonly minutes: number
}

const formatters = new Map<string, Intl.DateTimeFormat>()

function formatterOf(timeZone: string): Intl.DateTimeFormat {
  const known = formatters.get(timeZone)
  if (known) return known
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone,
    calendar: 'iso8601',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  })
  formatters.set(timeZone, made)
  return made
}

export function isTimeZone(name: string): boolean {
  try {
    formatterOf(name)
    return true
  } catch {
    return false
  }
}

export function localTime(instant: number, timeZone: string): LocalTime {
  const parts = Object.fromEntries(
    formatterOf(timeZone)
      .formatToParts(instant)
      .map(({ type, value }) => [type, Number(value)]),
  )
  const { year = 0, month = 0, day = 0, hour = 0, minute = 0 } = parts
  return { year, month, day, minutes: hour * 60 + minute }
}

/** The same date, so many days later. */
export function addDays({ year, month, day, minutes }: LocalTime, days: number): LocalTime {
  const date = new Date(Date.UTC(year, month - 1, day + days))
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate(), minutes }
}

/** 0 is Monday. */
export const weekdayOf = ({ year, month, day }: LocalTime): number => (new Date(Date.UTC(year, month - 1, day)).getUTCDay() + 6) % 7

/**
 * The instant at which the zone's clocks show `local`. Shown twice (clocks go back): the `first` or the `last` time. Never shown (clocks
 * go forward): the instant of the change.
 */
export function instantOf(local: LocalTime, timeZone: string, which: 'first' | 'last'): number {
  const asUtc = Date.UTC(local.year, local.month - 1, local.day, 0, local.minutes)
  const before = asUtc - offsetAt(asUtc - DAY_MS, timeZone)
  const after = asUtc - offsetAt(asUtc + DAY_MS, timeZone)
  const shown = [before, after].filter((instant) => instant + offsetAt(instant, timeZone) === asUtc)
  if (shown.length > 0) return which === 'first' ? Math.min(...shown) : Math.max(...shown)
  return changeBetween(Math.min(before, after), Math.max(before, after), timeZone)
}

/** `HH:MM` as minutes. */
export function minutesOf(clock: string): number {
  const [hours = '0', minutes = '0'] = clock.split(':')
  return Number(hours) * 60 + Number(minutes)
}

const DAY_MS = 86_400_000
const MINUTE_MS = 60_000

/** How far the zone's clocks are ahead of UTC. */
function offsetAt(instant: number, timeZone: string): number {
  const { year, month, day, minutes } = localTime(instant, timeZone)
  return Date.UTC(year, month - 1, day, 0, minutes) - Math.floor(instant / MINUTE_MS) * MINUTE_MS
}

function changeBetween(from: number, to: number, timeZone: string): number {
  const offset = offsetAt(from, timeZone)
  let [low, high] = [from, to]
  while (high - low > MINUTE_MS) {
    const middle = low + Math.floor((high - low) / 2 / MINUTE_MS) * MINUTE_MS || high
    if (middle <= low) break
    if (offsetAt(middle, timeZone) === offset) low = middle
    else high = middle
  }
  return high
}
