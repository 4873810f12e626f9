// Bulk replays on SQLite: the jobs, what they are meant for, and how far they are.
import type { Database } from 'better-sqlite3'
import type { BulkReplayStore } from '../ports.ts'
import {
  BULK_COLUMNS,
  causesSql,
  FINISH_BULK,
  fitting,
  toBulkReplay,
  toCause,
  toRunningBulkReplay,
  type BulkReplayRow,
  type CauseRow,
} from '../rows/bulk-replays.ts'
import { toJson } from '../rows/json.ts'
import { toException, type ExceptionRow } from '../rows/runs.ts'
import type { Blobs } from './blobs.ts'
import type { Writer } from './writer.ts'

export function createBulkReplayStore(database: Database, writer: Writer, blobs: Blobs): BulkReplayStore {
  const insert = database.prepare<(string | number | null)[]>(
    `INSERT INTO bulk_replays (client_id, id, filter, version, note, status, total, refused, requested_by, created_at)
     VALUES (?, ?, ?, ?, ?, 'running', ?, 0, ?, ?)`,
  )
  const get = database.prepare<[string, string], BulkReplayRow>(
    `SELECT ${BULK_COLUMNS} FROM bulk_replays AS b WHERE b.client_id = ? AND b.id = ?`,
  )
  const list = database.prepare<[string, number], BulkReplayRow>(
    `SELECT ${BULK_COLUMNS} FROM bulk_replays AS b WHERE b.client_id = ? ORDER BY b.id DESC LIMIT ?`,
  )
  const running = database.prepare<[], BulkReplayRow>("SELECT *, 0 AS replayed FROM bulk_replays WHERE status = 'running' ORDER BY id")
  const advance = database.prepare<(string | number | null)[]>(
    `UPDATE bulk_replays SET at_created = ?, at_id = ?, refused = refused + ?, last_refusal = COALESCE(?, last_refusal)
     WHERE client_id = ? AND id = ? AND status = 'running'`,
  )
  const finish = database.prepare<(string | null)[]>(FINISH_BULK)

  return {
    async causes(clientId, filter, limit) {
      const fits = fitting(filter)
      const select = database.prepare<(string | number)[], CauseRow>(causesSql(fits.map(([sql]) => sql)))
      return select.all(clientId, ...fits.map(([, value]) => value), limit).map(toCause)
    },
    create: ({ clientId, id, filter, version, note, total, requestedBy, createdAt }) =>
      writer.write(() => void insert.run(clientId, id, JSON.stringify(filter), version, note ?? null, total, requestedBy, createdAt)),
    async get(clientId, bulkId) {
      const row = get.get(clientId, bulkId)
      return row && toBulkReplay(row)
    },
    list: async (clientId, limit) => list.all(clientId, limit).map(toBulkReplay),
    running: async () => running.all().map(toRunningBulkReplay),
    async next({ clientId, filter, createdAt, cursor }, limit) {
      const fits = fitting(filter)
      const select = database.prepare<(string | number)[], ExceptionRow>(
        `SELECT * FROM exceptions INDEXED BY exceptions_open WHERE ${[
          "status = 'open'",
          'client_id = ?',
          '(created_at, id) > (?, ?)',
          'created_at <= ?',
          "disposition <> 'uncertain'",
          ...fits.map(([sql]) => sql),
        ].join(' AND ')} ORDER BY created_at, id LIMIT ?`,
      )
      const values = [clientId, cursor?.createdAt ?? '', cursor?.id ?? '', createdAt, ...fits.map(([, value]) => value), limit]
      return select.all(...values).map((row) => toException({ ...row, input: blobs.getText(clientId, row.input) }))
    },
    advance: ({ clientId, id }, { cursor, refused, lastRefusal }) =>
      writer.write(() => advance.run(cursor.createdAt, cursor.id, refused, toJson(lastRefusal), clientId, id).changes > 0),
    finish: ({ clientId, id }, { status, at, by }) =>
      writer.write(() => finish.run(status, at.toISOString(), by ?? null, clientId, id).changes > 0),
  }
}
