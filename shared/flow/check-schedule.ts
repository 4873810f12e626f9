// A schedule: five fields of cron, in a zone that exists.
import { Cron } from 'croner'
import type { Issue } from '../errors.ts'
import { say, type Sentence, type Words } from '../sentence.ts'
import { error } from './say.ts'

/** `path` is that of the object that has `cron` and `timeZone`. */
export function checkSchedule(
  { cron, timeZone }: { readonly cron: string; readonly timeZone: string },
  path: string,
  name: Words,
): Issue[] {
  const issues: Issue[] = []
  if (!isTimeZone(timeZone)) {
    issues.push(
      error(
        `${path}/timeZone`,
        'time-zone-unknown',
        say`${name}: "${timeZone}" is not a time zone.`,
        'Use an IANA name such as Europe/London.',
      ),
    )
  }
  const wrong = cronFault(cron)
  if (wrong) {
    issues.push(
      error(
        `${path}/cron`,
        'cron-invalid',
        say`${name}: ${wrong}`,
        'Use five fields: minute, hour, day of month, month, day of week; 0 6 * * 1 is Mondays at six.',
      ),
    )
  }
  return issues
}

function cronFault(cron: string): Sentence | undefined {
  const fields = cron.trim().split(/\s+/)
  if (fields.length !== 5) return say`"${cron}" has ${fields.length} fields instead of five.`
  try {
    const next = new Cron(cron, { paused: true, timezone: 'UTC' }).nextRun()
    return next ? undefined : say`"${cron}" names a day that never comes.`
  } catch {
    return say`"${cron}" is not a cron expression.`
  }
}

function isTimeZone(timeZone: string): boolean {
  try {
    // Offsets such as +01:00 are accepted there, but know no summer time.
    return /^[A-Za-z]/.test(timeZone) && new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}
