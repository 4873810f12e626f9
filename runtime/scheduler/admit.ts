// Which of a schedule's due times are run and which are left out, by its catch-up policy. Pure.
import { nextTick, ticksBetween } from '#shared/flow/ticks.ts'
import type { Schedule } from '#shared/model/connections.ts'

/** A restart or a busy store makes a time late by seconds. That one is not missed: nobody would call it "down". */
const LATE_MS = 60_000

/** What `all` catches up on at most: more would be a flood of old work in front of today's. */
export const CATCH_UP_TIMES = 100
const CATCH_UP_MS = 7 * 24 * 3_600_000

/** Counting all minutes of a year would block the process; beyond this only the last day is looked at. */
const COUNT_LIMIT = 1_000
const DAY_MS = 24 * 3_600_000

export interface Admission {
  /** Times to run, oldest first. */
  readonly run: readonly string[]
  readonly missed?: { readonly count: number; readonly first: string; readonly last: string; readonly atLeast: boolean }
  readonly nextAt: string | null
}

type Rule = Pick<Schedule, 'cron' | 'timeZone' | 'catchUp'> & { readonly nextAt: string }

export function admit(schedule: Rule, now: Date): Admission {
  const { due, atLeast } = dueTimes(schedule, now)
  const newest = due.at(-1)
  const onTime = newest !== undefined && now.getTime() - newest.getTime() < LATE_MS
  const kept = keep(schedule.catchUp, due, onTime, now)
  const missed = due.filter((time) => !kept.includes(time))
  const [first] = missed
  const last = missed.at(-1)
  return {
    run: kept.map((time) => time.toISOString()),
    ...(first && last && { missed: { count: missed.length, first: first.toISOString(), last: last.toISOString(), atLeast } }),
    nextAt: nextTick(schedule.cron, schedule.timeZone, now),
  }
}

function keep(policy: Schedule['catchUp'], due: readonly Date[], onTime: boolean, now: Date): readonly Date[] {
  switch (policy) {
    case 'skip':
      return onTime ? due.slice(-1) : []
    case 'last':
      return due.slice(-1)
    case 'all':
      return due.filter((time) => now.getTime() - time.getTime() <= CATCH_UP_MS).slice(-CATCH_UP_TIMES)
  }
}

function dueTimes({ cron, timeZone, nextAt }: Rule, now: Date): { due: readonly Date[]; atLeast: boolean } {
  const first = new Date(nextAt)
  const rest = ticksBetween(cron, timeZone, first, now, COUNT_LIMIT)
  if (rest.length < COUNT_LIMIT) return { due: [first, ...rest], atLeast: false }
  const recent = ticksBetween(cron, timeZone, new Date(now.getTime() - DAY_MS), now, Infinity)
  const earlier = [first, ...rest].filter((time) => recent[0] === undefined || time < recent[0])
  return { due: [...earlier, ...recent], atLeast: true }
}
