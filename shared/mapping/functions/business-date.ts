// The day that a sale belongs to: that of the store's clock, moved by the hour at which the store closes its day.
import { refuse, quoted } from './value-invalid.ts'
import { say } from '../../sentence.ts'

/** With the zone or the offset: without one nobody knows which instant is meant. */
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})$/
const CUTOFF = /^(\d{1,2}):(\d{2})$/
const DAY_MS = 86_400_000

/**
 * The business date as `YYYY-MM-DD`. `instant` is an ISO 8601 text with its zone or offset, or milliseconds since 1970; `zone` an IANA name such as
 * `Europe/Berlin`; before `cutoff` (`"04:00"`, by the store's clock; midnight when left out) it is still the day before. Nothing for a missing instant.
 * Throws `value-invalid`.
 */
export function businessDate(instant: unknown, zone: unknown, cutoff: unknown): string | undefined {
  if (instant === undefined || instant === null) return undefined
  const at =
    typeof instant === 'number'
      ? instant
      : typeof instant === 'string' && INSTANT.test(instant.trim())
        ? Date.parse(instant.trim())
        : Number.NaN
  if (!Number.isFinite(at) || Math.abs(at) > 8.64e15) {
    return refuse(
      WHERE,
      instant,
      say`${quoted(instant)} is no instant with a zone`,
      'Give an ISO 8601 time such as 2026-03-29T01:30:00Z or …+02:00.',
    )
  }
  const clock = clockOf(zone)
  const limit = cutoff === undefined ? 0 : minutesOf(cutoff)
  const parts = new Map(clock.formatToParts(at).map(({ type, value }) => [type, Number(value)]))
  const part = (name: string): number => parts.get(name as Intl.DateTimeFormatPartTypes) ?? 0
  const isBefore = part('hour') * 60 + part('minute') < limit
  // Calendar days, not hours: a day in which the clocks change has 23 or 25 of them.
  const date = Date.UTC(part('year'), part('month') - 1, part('day')) - (isBefore ? DAY_MS : 0)
  return new Date(date).toISOString().slice(0, 10)
}

const WHERE = '$businessDate'

/** Making one takes longer than using it a hundred times. A flow reads few zones; those of a hostile one are not kept for ever. */
const clocks = new Map<string, Intl.DateTimeFormat>()
const MOST_CLOCKS = 200

function clockOf(zone: unknown): Intl.DateTimeFormat {
  const name = typeof zone === 'string' ? zone.trim() : ''
  const known = clocks.get(name)
  if (known) return known
  let clock: Intl.DateTimeFormat | undefined
  try {
    clock = new Intl.DateTimeFormat('en-US', {
      timeZone: name,
      calendar: 'gregory',
      numberingSystem: 'latn',
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
    })
  } catch {
    clock = undefined
  }
  if (!clock || name === '') {
    return refuse(WHERE, zone, say`${quoted(zone)} is no time zone`, 'Give an IANA name such as Europe/Berlin or America/New_York.')
  }
  if (clocks.size >= MOST_CLOCKS) clocks.clear()
  clocks.set(name, clock)
  return clock
}

function minutesOf(cutoff: unknown): number {
  const match = typeof cutoff === 'string' ? CUTOFF.exec(cutoff.trim()) : null
  const [hour, minute] = [Number(match?.[1]), Number(match?.[2])]
  if (match && hour < 24 && minute < 60) return hour * 60 + minute
  return refuse(WHERE, cutoff, say`${quoted(cutoff)} is no time of day`, 'Give hours and minutes by the store’s clock, such as "04:00".')
}
