// Bulk replays on PostgreSQL: the jobs, what they are meant for, and how far they are.
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
import { loadPayloads } from './blobs.ts'
import { EVERY_CLIENT, type Connections } from './connect.ts'

export function createBulkReplayStore({ read, change }: Connections): BulkReplayStore {
  return {
    async causes(clientId, filter, limit) {
      const fits = fitting(filter)
      const rows = await read<CauseRow>(clientId, causesSql(fits.map(([sql]) => sql)), [clientId, ...fits.map(([, value]) => value), limit])
      return rows.map(toCause)
    },
    async create({ clientId, id, filter, version, note, total, requestedBy, createdAt }) {
      await change(
        clientId,
        `INSERT INTO bulk_replays (client_id, id, filter, version, note, status, total, refused, requested_by, created_at)
         VALUES (?, ?, ?, ?, ?, 'running', ?, 0, ?, ?)`,
        [clientId, id, JSON.stringify(filter), version, note ?? null, total, requestedBy, createdAt],
      )
    },
    async get(clientId, bulkId) {
      const sql = `SELECT ${BULK_COLUMNS} FROM bulk_replays AS b WHERE b.client_id = ? AND b.id = ?`
      const [row] = await read<BulkReplayRow>(clientId, sql, [clientId, bulkId])
      return row && toBulkReplay(row)
    },
    async list(clientId, limit) {
      const sql = `SELECT ${BULK_COLUMNS} FROM bulk_replays AS b WHERE b.client_id = ? ORDER BY b.id DESC LIMIT ?`
      return (await read<BulkReplayRow>(clientId, sql, [clientId, limit])).map(toBulkReplay)
    },
    async running() {
      const sql = "SELECT *, 0 AS replayed FROM bulk_replays WHERE status = 'running' ORDER BY id"
      return (await read<BulkReplayRow>(EVERY_CLIENT, sql)).map(toRunningBulkReplay)
    },
    async next({ clientId, filter, createdAt, cursor }, limit) {
      const fits = fitting(filter)
      const rows = await read<ExceptionRow>(
        clientId,
        `SELECT * FROM exceptions WHERE ${[
          "status = 'open'",
          'client_id = ?',
          '(created_at, id) > (?, ?)',
          'created_at <= ?',
          "disposition <> 'uncertain'",
          ...fits.map(([sql]) => sql),
        ].join(' AND ')} ORDER BY created_at, id LIMIT ?`,
        [clientId, cursor?.createdAt ?? '', cursor?.id ?? '', createdAt, ...fits.map(([, value]) => value), limit],
      )
      const texts = rows.map((row) => ({ clientId, text: row.input }))
      const payloads = await loadPayloads((sql, values) => read(clientId, sql, values), texts)
      return rows.map((row) => toException({ ...row, input: payloads.text(clientId, row.input) }))
    },
    async advance({ clientId, id }, { cursor, refused, lastRefusal }) {
      const sql = `UPDATE bulk_replays SET at_created = ?, at_id = ?, refused = refused + ?, last_refusal = COALESCE(?, last_refusal)
        WHERE client_id = ? AND id = ? AND status = 'running'`
      return (await change(clientId, sql, [cursor.createdAt, cursor.id, refused, toJson(lastRefusal), clientId, id])).count > 0
    },
    async finish({ clientId, id }, { status, at, by }) {
      return (await change(clientId, FINISH_BULK, [status, at.toISOString(), by ?? null, clientId, id])).count > 0
    },
  }
}
