// Housekeeping on SQLite: runs whose time is over, space given back, the sizes that matter.
import { statfsSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Database } from 'better-sqlite3'
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
import { LONG_LOG_BYTES } from './connection.ts'
import type { Writer } from './writer.ts'

/** Pages given back to the disk at once: 2 MB. */
const PAGES_AT_ONCE = 256

/** Rows, between two looks. */
const BUSY_CHANGES = 1_000

export function createKeepingStore(database: Database, writer: Writer): KeepingStore {
  const changes = database.prepare<[], number>('SELECT total_changes()').pluck()
  const find = database.prepare<[string], RetentionRow>(
    'SELECT succeeded_days, parked_days, resolved_days FROM retention WHERE client_id = ?',
  )
  const put = database.prepare<[string, number, number, number]>(
    `INSERT INTO retention (client_id, succeeded_days, parked_days, resolved_days) VALUES (?, ?, ?, ?)
     ON CONFLICT (client_id) DO UPDATE SET succeeded_days = excluded.succeeded_days, parked_days = excluded.parked_days,
       resolved_days = excluded.resolved_days`,
  )
  const fact = database.prepare<[string], { value: string }>('SELECT value FROM facts WHERE name = ?')
  const putFact = database.prepare<[string, string]>(
    'INSERT INTO facts (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
  )
  const runsBetween = database.prepare<[string, string, string], EndedRow>(
    `SELECT id, event_id, status, finished_at, ${IN_LANE} AS in_lane
     FROM runs WHERE client_id = ? AND id > ? AND id < ? ORDER BY id LIMIT ${RUNS_AT_ONCE}`,
  )
  const exceptionsOf = database.prepare<[string, string], ExceptionsRow>(
    "SELECT count(*) FILTER (WHERE status = 'open') AS open, max(resolved_at) AS resolved FROM exceptions WHERE run_id = ? AND client_id = ?",
  )
  const some = (table: string, where: string) =>
    database.prepare<[...(string | number)[], number]>(
      `DELETE FROM ${table} WHERE rowid IN (SELECT rowid FROM ${table} WHERE ${where} LIMIT ?)`,
    )
  const removeEvents = some('run_events', 'run_id = ? AND client_id = ?')
  const removeExceptions = some('exceptions', 'run_id = ? AND client_id = ?')
  const removeWaits = some('waits', 'run_id = ? AND client_id = ?')
  const removeCalls = some('flow_calls', 'run_id = ? AND client_id = ?')
  const removeEffects = some('effects', 'event_id = ? AND client_id = ?')
  const removeForgotten = some('inbox', 'client_id = ? AND forgotten = 1 AND received_at < ?')
  const removeVersions = database.prepare<[string, number]>('DELETE FROM lane_versions WHERE client_id = ? AND at < ?')
  const removeEchoes = database.prepare<[string, number]>('DELETE FROM echoes WHERE client_id = ? AND at < ?')
  const oldWindows = database.prepare<[string, number], { id: string }>(
    `SELECT id FROM windows WHERE client_id = ? AND status = 'closed' AND closed_at < ? ORDER BY id LIMIT ${WINDOWS_AT_ONCE}`,
  )
  const removeWindowRecords = some('window_records', 'window_id = ? AND client_id = ?')
  const removeWindow = database.prepare<[string, string]>('DELETE FROM windows WHERE client_id = ? AND id = ?')
  const removeStart = database.prepare<[string, string]>('DELETE FROM replay_starts WHERE run_id = ? AND client_id = ?')
  const removeRun = database.prepare<[string, string]>('DELETE FROM runs WHERE client_id = ? AND id = ?')
  /** The event's other runs: its first one, and replays. */
  const hasOtherRun = database.prepare<[number, string, string, number, string], { found: 1 }>(
    `SELECT 1 AS found FROM inbox JOIN runs ON runs.client_id = inbox.client_id AND runs.id = inbox.run_id
       WHERE inbox.id = ? AND inbox.client_id = ? AND runs.id <> ?
     UNION ALL SELECT 1 FROM runs WHERE event_id = ? AND replay_of IS NOT NULL AND id <> ? LIMIT 1`,
  )
  const removeInbox = database.prepare<[number, string, number]>('DELETE FROM inbox WHERE id = ? AND client_id = ? AND received_at < ?')
  const forget = database.prepare<[number, string]>(
    "UPDATE inbox SET body = x'', body_blob = NULL, forgotten = 1 WHERE id = ? AND client_id = ?",
  )

  const goes = (clientId: string, run: EndedRow, { retention, now, all }: RemovalRequest): boolean =>
    all === true ||
    (isOver(run, retention, now) &&
      (wentWell(run) || mayGo(exceptionsOf.get(run.id, clientId) ?? { open: 0, resolved: null }, retention, now)))

  /** Removes the run and, with its last run, the event; false when the rows allowed did not suffice: it goes on from there the next time. */
  function removeWhole(clientId: string, run: EndedRow, now: Date, budget: { rows: number }): boolean {
    const take = (statement: typeof removeEvents, key: string | number): boolean => {
      const { changes } = statement.run(key, clientId, budget.rows)
      budget.rows -= changes
      return budget.rows > 0
    }
    if (!take(removeEvents, run.id) || !take(removeExceptions, run.id) || !take(removeWaits, run.id)) return false
    if (!take(removeCalls, run.id)) return false
    if (!hasOtherRun.get(run.event_id, clientId, run.id, run.event_id, run.id)) {
      if (!take(removeEffects, run.event_id)) return false
      // A redelivery of a few days later must find that it was here.
      const gone = removeInbox.run(run.event_id, clientId, forgetBefore(now)).changes > 0
      if (!gone) forget.run(run.event_id, clientId)
    }
    removeStart.run(run.id, clientId)
    removeRun.run(clientId, run.id)
    budget.rows--
    return true
  }

  function removeNow(clientId: string, request: RemovalRequest): Removed {
    const { retention, now, after = '', all = false } = request
    const found = runsBetween.all(clientId, after, all ? AFTER_ALL_RUNS : firstIdAt('run', youngest(retention, now)))
    const budget = { rows: ROWS_AT_ONCE }
    let runs = 0
    let last = after
    for (const run of found) {
      if (goes(clientId, run, request)) {
        if (!removeWhole(clientId, run, now, budget)) return { runs, next: last }
        runs++
      }
      last = run.id
      if (budget.rows <= 0) return { runs, next: last }
    }
    if (found.length === RUNS_AT_ONCE) return { runs, next: last }
    removeForgotten.run(clientId, forgetBefore(now), budget.rows)
    removeVersions.run(clientId, oldestShared(retention, now))
    removeEchoes.run(clientId, daysBefore(now, ECHO_DAYS))
    const windows = oldWindows.all(clientId, oldestShared(retention, now))
    for (const { id } of windows) {
      budget.rows -= removeWindowRecords.run(id, clientId, budget.rows).changes
      if (budget.rows <= 0) return { runs, next: last }
      removeWindow.run(clientId, id)
    }
    return windows.length === WINDOWS_AT_ONCE ? { runs, next: last } : { runs }
  }

  let seenChanges: number | undefined
  /** While others write, what is left of a short log is the checkpointer's: the same work here would hold all of them up. */
  function isQuiet(): boolean {
    const before = seenChanges
    seenChanges = changes.get() ?? 0
    return before === undefined || seenChanges - before < BUSY_CHANGES
  }

  /** Copies what it can of the log into the database; what it cannot, a reader is holding. */
  function isHeld(): boolean {
    const [seen] = database.pragma('wal_checkpoint(PASSIVE)') as {
      readonly busy: number
      readonly log: number
      readonly checkpointed: number
    }[]
    return seen !== undefined && (seen.busy !== 0 || seen.checkpointed < seen.log)
  }

  return {
    retention: async (clientId) => {
      const row = find.get(clientId)
      return row && toRetention(row)
    },
    putRetention: (clientId, { succeededDays, parkedDays, resolvedDays }) =>
      writer.write(() => void put.run(clientId, succeededDays, parkedDays, resolvedDays)),
    removeRuns: (clientId, request) => writer.write(() => removeNow(clientId, request)),
    async reclaim() {
      if (database.pragma('freelist_count', { simple: true }) === 0) return false
      return writer.write(() => {
        database.pragma(`incremental_vacuum(${PAGES_AT_ONCE})`)
        return database.pragma('freelist_count', { simple: true }) !== 0
      })
    },
    async sizes() {
      const isLong = sizeOf(`${database.name}-wal`) > LONG_LOG_BYTES
      // First: it changes the sizes.
      const logHeld = (isQuiet() || isLong) && isHeld()
      const disk = statfsSync(dirname(database.name))
      return {
        databaseBytes: sizeOf(database.name),
        logBytes: sizeOf(`${database.name}-wal`),
        logHeld,
        diskFreeBytes: disk.bavail * disk.bsize,
      }
    },
    restoredAt: async () => {
      const value = fact.get('restored_at')?.value
      return value === undefined ? undefined : new Date(value)
    },
    markRestored: (at) => writer.write(() => void putFact.run('restored_at', at.toISOString())),
  }
}

const sizeOf = (file: string): number => statSync(file, { throwIfNoEntry: false })?.size ?? 0
