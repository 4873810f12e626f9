// The instants of a cron schedule in its time zone. What happens at changes of summer time is written in docs/schedules.md.
import { Cron } from 'croner'

/** The first instant after `after`, ISO; null when there is none any more. Throws on a pattern or zone that `checkFlow` refuses. */
export function nextTick(cron: string, timeZone: string, after: Date): string | null {
  return new Cron(cron, { timezone: timeZone, paused: true }).nextRun(after)?.toISOString() ?? null
}

/** Instants after `after` and up to `through`, oldest first, `limit` of them at most. */
export function ticksBetween(cron: string, timeZone: string, after: Date, through: Date, limit: number): readonly Date[] {
  const pattern = new Cron(cron, { timezone: timeZone, paused: true })
  const ticks: Date[] = []
  for (let at = pattern.nextRun(after); at && at <= through && ticks.length < limit; at = pattern.nextRun(at)) ticks.push(at)
  return ticks
}
