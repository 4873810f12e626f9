// Housekeeping on PostgreSQL. Space is given back by its autovacuum; the disk is the server's business, and watched there.
import { firstIdAt } from '#shared/ids.ts'
import type { KeepingStore, RemovalRequest, Removed } from '../ports.ts'
import {
  AFTER_ALL_RUNS,
  daysBefore,
  ECHO_DAYS,
  forgetBefore,
  IN_LANE,
  isOver,
  mayGo,
  oldestShared,
  ROWS_AT_ONCE,
  RUNS_AT_ONCE,
  toRetention,
  wentWell,
  WINDOWS_AT_ONCE,
  youngest,
  type EndedRow,
  type ExceptionsRow,
  type RetentionRow,
} from '../rows/retention.ts'
import { EVERY_CLIENT, type Connections, type Transaction } from './connect.ts'
import type { Values } from './sql.ts'

export function createKeepingStore({ read, change, write }: Connections): KeepingStore {
  async function goes(
    transaction: Transaction,
    clientId: string,
    run: EndedRow,
    { retention, now, all }: RemovalRequest,
  ): Promise<boolean> {
    if (all) return true
    if (!isOver(run, retention, now)) return false
    if (wentWell(run)) return true
    const { rows } = await transaction.query<ExceptionsRow>(
      `SELECT count(*) FILTER (WHERE status = 'open') AS open, max(resolved_at) AS resolved FROM exceptions WHERE run_id = ? AND client_id = ?`,
      [run.id, clientId],
    )
    return mayGo(rows[0] ?? { open: 0, resolved: null }, retention, now)
  }

  async function removeBatch(transaction: Transaction, clientId: string, request: RemovalRequest): Promise<Removed> {
    const { retention, now, after = '', all = false } = request
    const { rows: found } = await transaction.query<EndedRow>(
      `SELECT id, event_id, status, finished_at, ${IN_LANE}::integer AS in_lane
       FROM runs WHERE client_id = ? AND id > ? AND id < ? ORDER BY id LIMIT ${RUNS_AT_ONCE}`,
      [clientId, after, all ? AFTER_ALL_RUNS : firstIdAt('run', youngest(retention, now))],
    )
    const budget = { rows: ROWS_AT_ONCE }
    let runs = 0
    let last = after
    for (const run of found) {
      if (await goes(transaction, clientId, run, request)) {
        if (!(await removeWhole(transaction, clientId, run, now, budget))) return { runs, next: last }
        runs++
      }
      last = run.id
      if (budget.rows <= 0) return { runs, next: last }
    }
    if (found.length === RUNS_AT_ONCE) return { runs, next: last }
    await removeSome(transaction, 'inbox', 'client_id = ? AND forgotten = 1 AND received_at < ?', [clientId, forgetBefore(now)], budget)
    await transaction.query('DELETE FROM lane_versions WHERE client_id = ? AND at < ?', [clientId, oldestShared(retention, now)])
    await transaction.query('DELETE FROM echoes WHERE client_id = ? AND at < ?', [clientId, daysBefore(now, ECHO_DAYS)])
    const { rows: windows } = await transaction.query<{ id: string }>(
      `SELECT id FROM windows WHERE client_id = ? AND status = 'closed' AND closed_at < ? ORDER BY id LIMIT ${WINDOWS_AT_ONCE}`,
      [clientId, oldestShared(retention, now)],
    )
    for (const { id } of windows) {
      if (!(await removeSome(transaction, 'window_records', 'window_id = ? AND client_id = ?', [id, clientId], budget)))
        return { runs, next: last }
      await transaction.query('DELETE FROM windows WHERE client_id = ? AND id = ?', [clientId, id])
    }
    return windows.length === WINDOWS_AT_ONCE ? { runs, next: last } : { runs }
  }

  return {
    async retention(clientId) {
      const sql = 'SELECT succeeded_days, parked_days, resolved_days FROM retention WHERE client_id = ?'
      const [row] = await read<RetentionRow>(clientId, sql, [clientId])
      return row && toRetention(row)
    },
    async putRetention(clientId, { succeededDays, parkedDays, resolvedDays }) {
      await change(
        clientId,
        `INSERT INTO retention (client_id, succeeded_days, parked_days, resolved_days) VALUES (?, ?, ?, ?)
         ON CONFLICT (client_id) DO UPDATE SET succeeded_days = excluded.succeeded_days, parked_days = excluded.parked_days,
           resolved_days = excluded.resolved_days`,
        [clientId, succeededDays, parkedDays, resolvedDays],
      )
    },
    removeRuns: (clientId, request) => write(clientId, (transaction) => removeBatch(transaction, clientId, request)),
    reclaim: async () => false,
    async sizes() {
      const [row] = await read<{ bytes: number }>(EVERY_CLIENT, 'SELECT pg_database_size(current_database()) AS bytes')
      return { databaseBytes: row?.bytes ?? 0 }
    },
    async restoredAt() {
      const [row] = await read<{ value: string }>(EVERY_CLIENT, `SELECT value FROM facts WHERE name = 'restored_at'`)
      return row && new Date(row.value)
    },
    async markRestored(at) {
      const sql = `INSERT INTO facts (name, value) VALUES ('restored_at', ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value`
      await change(EVERY_CLIENT, sql, [at.toISOString()])
    },
  }
}

/** Deletes as many rows as are allowed; false when the allowance is used up. */
async function removeSome(
  transaction: Transaction,
  table: string,
  where: string,
  values: Values,
  budget: { rows: number },
): Promise<boolean> {
  const sql = `DELETE FROM ${table} WHERE ctid = ANY (ARRAY (SELECT ctid FROM ${table} WHERE ${where} LIMIT ?::bigint))`
  const { count } = await transaction.query(sql, [...values, budget.rows])
  budget.rows -= count
  return budget.rows > 0
}

/** The event's other runs: its first one, and replays. */
const OTHER_RUN = `SELECT 1 FROM inbox JOIN runs ON runs.client_id = inbox.client_id AND runs.id = inbox.run_id
    WHERE inbox.id = ? AND inbox.client_id = ? AND runs.id <> ?
  UNION ALL SELECT 1 FROM runs WHERE event_id = ? AND replay_of IS NOT NULL AND id <> ? LIMIT 1`

/** Removes the run and, with its last run, the event; false when the rows allowed did not suffice: it goes on from there the next time. */
async function removeWhole(
  transaction: Transaction,
  clientId: string,
  run: EndedRow,
  now: Date,
  budget: { rows: number },
): Promise<boolean> {
  for (const table of ['run_events', 'exceptions', 'waits', 'flow_calls']) {
    if (!(await removeSome(transaction, table, 'run_id = ? AND client_id = ?', [run.id, clientId], budget))) return false
  }
  const { count: others } = await transaction.query(OTHER_RUN, [run.event_id, clientId, run.id, run.event_id, run.id])
  if (others === 0) {
    if (!(await removeSome(transaction, 'effects', 'event_id = ? AND client_id = ?', [run.event_id, clientId], budget))) return false
    // A redelivery of a few days later must find that it was here.
    const sql = 'DELETE FROM inbox WHERE id = ? AND client_id = ? AND received_at < ?'
    const { count: gone } = await transaction.query(sql, [run.event_id, clientId, forgetBefore(now)])
    if (gone === 0) {
      const forget = `UPDATE inbox SET body = '', body_blob = NULL, forgotten = 1 WHERE id = ? AND client_id = ?`
      await transaction.query(forget, [run.event_id, clientId])
    }
  }
  await transaction.query('DELETE FROM replay_starts WHERE run_id = ? AND client_id = ?', [run.id, clientId])
  await transaction.query('DELETE FROM runs WHERE client_id = ? AND id = ?', [clientId, run.id])
  budget.rows--
  return true
}
