// Maintenance windows: is one open now, and until when. Right on both days when the clocks change: a window begins at the first and
// ends at the last time the clock shows its times.
import { WEEKDAYS, type MaintenanceWindow } from '#shared/model/flow-control.ts'
import { addDays, instantOf, localTime, minutesOf, weekdayOf } from '#shared/zoned.ts'

/** The end of the window that is open at `now`, or of the last one of several that follow each other without a gap. */
export function openUntil(windows: readonly MaintenanceWindow[], now: number): number | undefined {
  let end: number | undefined
  // Bounded: windows that cover the whole week would chain for ever.
  for (let hop = 0; hop <= windows.length * 8; hop++) {
    const ends = windows.map((window) => endAt(window, end ?? now)).filter((found) => found !== undefined)
    if (ends.length === 0) return end
    end = Math.max(...ends)
  }
  return end
}

function endAt({ days, from, to, timeZone }: MaintenanceWindow, now: number): number | undefined {
  const today = localTime(now, timeZone)
  const [opens, closes] = [minutesOf(from), minutesOf(to)]
  for (const back of [1, 0]) {
    const begin = { ...addDays(today, -back), minutes: opens }
    if (!days.includes(WEEKDAYS[weekdayOf(begin)] ?? 'mon')) continue
    const end = { ...(closes > opens ? begin : addDays(begin, 1)), minutes: closes }
    const ends = instantOf(end, timeZone, 'last')
    if (now >= instantOf(begin, timeZone, 'first') && now < ends) return ends
  }
  return undefined
}
