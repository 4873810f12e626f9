// What the next changes of summer time do to a schedule, in words. Found by asking the schedule itself, so that it cannot say otherwise
// than what will happen.
import { t } from '#designer/i18n/index.ts'
import { locale } from '#designer/i18n/language.ts'
import { ticksBetween } from '#shared/flow/ticks.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
/** Every zone that changes its clock does so twice within this. */
const AHEAD_DAYS = 370

/** The pattern has to be a good one: `nextTimes` says. */
export function clockChanges(cron: string, timeZone: string, from: Date): readonly string[] {
  const [minutes, hours] = cron.trim().split(/\s+/)
  // "Every so many" goes by elapsed time; only times written as such can fall into a change.
  if (minutes === undefined || hours === undefined || !/^[\d,]+$/.test(minutes) || !/^[\d,]+$/.test(hours)) return []
  const times = hours.split(',').flatMap((hour) => minutes.split(',').map((minute) => Number(hour) * 60 + Number(minute)))
  return changesOf(timeZone, from).flatMap((change) => changeWords(cron, timeZone, times, change))
}

interface ClockChange {
  readonly at: Date
  /** Minutes of the day that the clock skips or shows twice. */
  readonly first: number
  readonly minutes: number
  readonly skips: boolean
}

function changeWords(cron: string, timeZone: string, times: readonly number[], { at, first, minutes, skips }: ClockChange): string[] {
  const hit = times.filter((time) => time >= first && time < first + minutes)
  if (hit.length === 0) return []
  const span = minutes * 60_000
  // A schedule of certain days may not run on this one.
  const runs = ticksBetween(cron, timeZone, new Date(at.getTime() - span - 1), new Date(at.getTime() + span - 1), 1_000)
  if (runs.length === 0) return []
  const values = {
    day: new Intl.DateTimeFormat(locale(), { day: 'numeric', month: 'long', year: 'numeric', timeZone }).format(at),
    times: hit.map(clock).join(', '),
    moved: clock(first + minutes),
  }
  if (skips) return [t('On {{day}} the clock skips {{times}}: it runs at {{moved}} that day.', values)]
  return [
    runs.length > hit.length
      ? t('On {{day}} the clock shows {{times}} twice: it runs both times.', values)
      : t('On {{day}} the clock shows {{times}} twice: it runs the first time.', values),
  ]
}

const clock = (minutes: number) => `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`

/** The changes of the zone's offset within the coming year. */
function changesOf(timeZone: string, from: Date): readonly ClockChange[] {
  const offset = offsetIn(timeZone)
  const changes: ClockChange[] = []
  for (let day = 0; day < AHEAD_DAYS; day++) {
    const start = from.getTime() + day * DAY_MS
    if (offset(start) === offset(start + DAY_MS)) continue
    const at = firstWith(start, start + DAY_MS, (time) => offset(time) !== offset(start))
    const [before, after] = [offset(at - 1), offset(at)]
    const local = new Date(at + Math.min(before, after) * 60_000)
    changes.push({
      at: new Date(at),
      first: local.getUTCHours() * 60 + local.getUTCMinutes(),
      minutes: Math.abs(after - before),
      skips: after > before,
    })
  }
  return changes
}

/** Minutes to add to UTC, at an instant. */
function offsetIn(timeZone: string): (at: number) => number {
  const format = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' })
  return (at) => {
    const name = format.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value ?? 'GMT'
    const [, sign, hours, minutes] = /GMT([+-])(\d\d):(\d\d)/.exec(name) ?? []
    return sign === undefined ? 0 : (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes))
  }
}

/** The first minute in between for which it holds. */
function firstWith(from: number, to: number, holds: (at: number) => boolean): number {
  let [low, high] = [Math.floor(from / 60_000), Math.ceil(to / 60_000)]
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (holds(middle * 60_000)) high = middle
    else low = middle
  }
  return high * 60_000
}
