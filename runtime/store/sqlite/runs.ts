// Runs and exceptions for readers, and the exception desk's decisions.
import type { Database } from 'better-sqlite3'
import { firstIdAt } from '#shared/ids.ts'
import type { RunStatus } from '#shared/model/runs.ts'
import { decodeCursor, pageLimit, toPage } from '../cursor.ts'
import type { RunStore } from '../ports.ts'
import type { EventLog } from './journal/event-log.ts'
import { toException, toRun, type ExceptionRow, type RunRow } from '../rows/runs.ts'
import type { Writer } from './writer.ts'

type Value = string | number | null

/**
 * Where to find the runs of a status. SQLite uses a partial index only for the very words it was made with, and without being told
 * prefers to walk a client's whole history.
 */
const PENDING = { index: 'INDEXED BY runs_pending', words: "status IN ('queued', 'waiting')" }
const SET_ASIDE = { index: 'INDEXED BY runs_set_aside', words: "status IN ('parked', 'cancelled', 'quarantined')" }
const BY_STATUS: Readonly<Record<RunStatus, { readonly index: string; readonly words: string }>> = {
  queued: PENDING,
  waiting: PENDING,
  running: { index: 'INDEXED BY runs_leased', words: "status = 'running'" },
  parked: SET_ASIDE,
  cancelled: SET_ASIDE,
  quarantined: SET_ASIDE,
  skipped: { index: 'INDEXED BY runs_skipped', words: "status = 'skipped'" },
  // Most runs: the next one is never far.
  succeeded: { index: '', words: '1 = 1' },
}

/** `WHERE` of the conditions that were asked for, with their values. */
function where(conditions: readonly (readonly [sql: string, ...values: (Value | undefined)[]])[]): { sql: string; values: Value[] } {
  const asked = conditions.filter(([, ...values]) => !values.includes(undefined))
  return { sql: asked.map(([sql]) => sql).join(' AND '), values: asked.flatMap(([, ...values]) => values as Value[]) }
}

export function createRunStore(database: Database, writer: Writer, log: EventLog): RunStore {
  const get = database.prepare<[string, string], RunRow>('SELECT * FROM runs WHERE client_id = ? AND id = ?')
  const body = database.prepare<[string, string], { body: Buffer }>(
    'SELECT inbox.body FROM runs JOIN inbox ON inbox.id = runs.event_id WHERE runs.client_id = ? AND runs.id = ?',
  )
  const exception = database.prepare<[string, string], ExceptionRow>('SELECT * FROM exceptions WHERE client_id = ? AND id = ?')
  const openCount = database.prepare<[string], { count: number }>(
    "SELECT count(*) AS count FROM exceptions WHERE client_id = ? AND status = 'open'",
  )
  const openCountOfFlow = database.prepare<[string, string], { count: number }>(
    "SELECT count(*) AS count FROM exceptions WHERE client_id = ? AND flow_id = ? AND status = 'open'",
  )
  const resolve = database.prepare<Value[]>(
    `UPDATE exceptions SET status = ?, resolved_by = ?, resolved_at = ?, replay_run_id = ?, note = ?
     WHERE client_id = ? AND id = ? AND status = 'open'`,
  )
  // An id begins with its creation time: the key finds where to begin.
  const countsSince = database.prepare<[string, string, number], { status: RunStatus; count: number }>(
    'SELECT status, count(*) AS count FROM runs WHERE client_id = ? AND id >= ? AND created_at >= ? GROUP BY status',
  )

  return {
    async list(clientId, query) {
      const limit = pageLimit(query)
      const after = query.cursor === undefined ? undefined : decodeCursor(query.cursor)
      const { index, words } = query.status === undefined ? { index: '', words: '1 = 1' } : BY_STATUS[query.status]
      const { sql, values } = where([
        ['client_id = ?', clientId],
        ['flow_id = ?', query.flowId],
        ['environment = ?', query.environment],
        ['status = ?', query.status],
        ['id < ?', after?.id],
        [words],
      ])
      const rows = database
        .prepare<Value[], RunRow>(`SELECT * FROM runs ${index} WHERE ${sql} ORDER BY id DESC LIMIT ?`)
        .all(...values, limit + 1)
      return toPage(rows.map(toRun), limit, (run) => ({ at: run.createdAt, id: run.id }))
    },
    get: async (clientId, runId) => {
      const row = get.get(clientId, runId)
      return row && toRun(row)
    },
    events: async (clientId, runId) => log.read(clientId, runId),
    body: async (clientId, runId) => body.get(clientId, runId)?.body.toString(),
    async exceptions(clientId, query) {
      const limit = pageLimit(query)
      const after = query.cursor === undefined ? undefined : decodeCursor(query.cursor)
      const { sql, values } = where([
        ['client_id = ?', clientId],
        ['flow_id = ?', query.flowId],
        ['environment = ?', query.environment],
        ['status = ?', query.status],
        ['(created_at, id) < (?, ?)', after?.at, after?.id],
      ])
      const select = database.prepare<Value[], ExceptionRow>(
        `SELECT * FROM exceptions WHERE ${sql} ORDER BY created_at DESC, id DESC LIMIT ?`,
      )
      return toPage(select.all(...values, limit + 1).map(toException), limit, ({ createdAt, id }) => ({ at: createdAt, id }))
    },
    exception: async (clientId, exceptionId) => {
      const row = exception.get(clientId, exceptionId)
      return row && toException(row)
    },
    openExceptionCount: async (clientId, flowId) =>
      (flowId === undefined ? openCount.get(clientId) : openCountOfFlow.get(clientId, flowId))?.count ?? 0,
    resolveException: (clientId, exceptionId, { status, by, at, replayRunId, note }) =>
      writer.write(() => resolve.run(status, by, at.toISOString(), replayRunId ?? null, note ?? null, clientId, exceptionId).changes > 0),
    counts: async (clientId, since) =>
      Object.fromEntries(
        countsSince.all(clientId, firstIdAt('run', since.getTime()), since.getTime()).map(({ status, count }) => [status, count]),
      ),
  }
}
