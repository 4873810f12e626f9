// Lists and counts of runs: which words make PostgreSQL use which partial index. The planner takes one only where its condition follows
// from words in the statement; a parameter could be anything.
import { ENVIRONMENTS } from '#shared/model/accounts.ts'
import type { RunStatus } from '#shared/model/runs.ts'
import type { RunQuery } from '../ports.ts'
import type { Value } from './sql.ts'

const EVERYWHERE = 'true'
const FREE = "status IN ('queued', 'waiting') AND held = 0"
const UNROUTED = "status = 'queued' AND held = 1"
const BEHIND = "status = 'queued' AND held = 2"
const RUNNING = "status = 'running'"
const SET_ASIDE = "status IN ('parked', 'cancelled', 'quarantined')"
const SKIPPED = "status = 'skipped'"

const LABELLED = 'label IS NOT NULL'

const BY_STATUS: Readonly<Record<RunStatus, readonly string[]>> = {
  queued: [FREE, UNROUTED, BEHIND],
  waiting: [FREE],
  running: [RUNNING],
  parked: [SET_ASIDE],
  cancelled: [SET_ASIDE],
  quarantined: [SET_ASIDE],
  skipped: [SKIPPED],
  // Most runs: the next one is never far.
  succeeded: [EVERYWHERE],
}

/** Where the runs are found that have not ended. */
export const NOT_ENDED = [RUNNING, FREE, UNROUTED, BEHIND]

/** Where all runs are found but those that succeeded. */
export const UNUSUAL = [FREE, UNROUTED, BEHIND, RUNNING, SET_ASIDE, SKIPPED]

export interface Question {
  readonly sql: string
  readonly values: readonly Value[]
}

/** `WHERE` of the conditions that were asked for, with their values. */
export function where(conditions: readonly (readonly [sql: string, ...values: (Value | undefined)[]])[]): Question {
  const asked = conditions.filter(([, ...values]) => !values.includes(undefined))
  return { sql: asked.map(([sql]) => sql).join(' AND '), values: asked.flatMap(([, ...values]) => values as Value[]) }
}

/** The newest runs, before a run where `before` is given. What lies in several parts of an index is read from each and put together. */
export function newestRuns(clientId: string, query: RunQuery, before: string | undefined, limit: number): Question {
  const sources = query.label !== undefined ? [LABELLED] : query.status === undefined ? [EVERYWHERE] : BY_STATUS[query.status]
  const environments = query.flowId === undefined || query.environment !== undefined ? [query.environment] : ENVIRONMENTS
  const parts = environments.flatMap((environment) =>
    sources.map((words) =>
      where([
        ['client_id = ?', clientId],
        ['flow_id = ?', query.flowId],
        ['environment = ?', environment],
        ['status = ?', query.status],
        ['id < ?', before],
        ['label IN (?, ?)', query.label, query.label && `#${query.label}`],
        [words],
      ]),
    ),
  )
  const newest = 'ORDER BY id DESC LIMIT ?'
  return {
    sql: `SELECT * FROM (${parts.map(({ sql }) => `(SELECT * FROM runs WHERE ${sql} ${newest})`).join(' UNION ALL ')}) AS parts ${newest}`,
    values: [...parts.flatMap(({ values }) => [...values, limit]), limit],
  }
}
