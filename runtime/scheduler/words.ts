// What a run that a schedule left out says about itself.
import type { Schedule } from '#shared/model/connections.ts'
import { CATCH_UP_TIMES, type Admission } from './admit.ts'

const CATCH_UP: Readonly<Record<Schedule['catchUp'], string>> = {
  skip: 'This schedule does not catch up.',
  last: 'This schedule catches up on the newest only.',
  all: `This schedule catches up on the newest ${CATCH_UP_TIMES} of the last seven days only.`,
}

export function missedWords({ catchUp, timeZone }: Schedule, { count, first, last, atLeast }: NonNullable<Admission['missed']>): string {
  const when = at(first, timeZone)
  const times =
    count === 1
      ? `The time ${when} passed`
      : `${atLeast ? `More than ${count}` : count} times passed (the first ${when}, the last ${at(last, timeZone)})`
  return `${times} while Tillflow was not running. ${CATCH_UP[catchUp]}`
}

export const overlapWords = ({ timeZone }: Schedule, tick: string): string =>
  `At ${at(tick, timeZone)} the run before it had not ended. This schedule leaves out the times that come while one still runs; this stands for all of them.`

export const fullWords = ({ timeZone }: Schedule, tick: string): string =>
  `At ${at(tick, timeZone)} ${CATCH_UP_TIMES} times waited for the run before them to end. More are not kept; this stands for all of them.`

function at(instant: string, timeZone: string): string {
  const text = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short', timeZone }).format(new Date(instant))
  return `${text} (${timeZone})`
}
