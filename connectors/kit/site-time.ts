// Times without a zone, as systems store and tell them that show their own clock (ERPNext, SAP Business One, Dolibarr):
// `2026-03-01 10:15:00.123456`. The zone is a setting of the connection.
import { AppError } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'

const isZone = (timeZone: string): boolean => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

/** Throws `credentials-invalid`: the time zone is a setting of the connection. */
function checkZone(timeZone: string): void {
  if (isZone(timeZone)) return
  throw new AppError('credentials-invalid', {
    message: say`"${timeZone}" is no time zone.`,
    fix: 'Enter the time zone of the system in the connection, such as Europe/London.',
  })
}

/** How the site's clock shows an instant. */
export function siteTime(instant: Date, timeZone: string): string {
  checkZone(timeZone)
  // Swedish dates are written year first.
  const seconds = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' }).format(instant)
  return `${seconds}.${String(instant.getUTCMilliseconds()).padStart(3, '0')}000`
}

/** ISO instant. Of the hour that clocks show twice in autumn, the first one. */
export function instantOf(shown: string, timeZone: string): string {
  checkZone(timeZone)
  const asUtc = Date.parse(clockAsUtc(shown))
  if (Number.isNaN(asUtc)) throw new AppError('vendor-answer-invalid', { message: say`The time "${shown.slice(0, 40)}" cannot be read.` })
  const offsetAt = (instant: number) => Date.parse(clockAsUtc(siteTime(new Date(instant), timeZone))) - instant
  const guesses = [asUtc - offsetAt(asUtc - DAY_MS), asUtc - offsetAt(asUtc + DAY_MS)]
  const fitting = guesses.filter((guess) => guess + offsetAt(guess) === asUtc)
  return new Date(Math.min(...(fitting.length > 0 ? fitting : guesses))).toISOString()
}

/** The clock's text as if it were UTC: times of one site compare with each other, to the microsecond. */
export const clockAsUtc = (shown: string): string => `${shown.replace(' ', 'T')}Z`
export const clockOf = (asUtc: string): string => asUtc.replace('T', ' ').replace('Z', '')

/**
 * How far the clock was turned back within the day before `now`, in milliseconds; 0 on all other days. What changed in the hour that comes twice
 * stands before what was read already: a poll that goes on from the last time it saw begins so much earlier.
 */
export function turnedBackMs(now: Date, timeZone: string): number {
  const offsetAt = (instant: number) => Date.parse(clockAsUtc(siteTime(new Date(instant), timeZone))) - instant
  return Math.max(0, offsetAt(now.getTime() - DAY_MS) - offsetAt(now.getTime()))
}

const DAY_MS = 86_400_000
