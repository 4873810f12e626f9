// Windows on PostgreSQL: adding a record, closing, and reading for people and for the run behind a closed window.
// Records of one key take their turns by an advisory lock, for the window they need may not be there yet; whoever closes one locks its row.
import { newId } from '#shared/ids.ts'
import { addMoney } from '#shared/mapping/functions/money.ts'
import type { Collected, CollectRequest, Windows } from '#runtime/engine/window-ports.ts'
import { closingOf } from '../window-rules.ts'
import { decodeCursor, pageLimit, toPage } from '../cursor.ts'
import type { WindowStore } from '../ports.ts'
import { iso } from '../rows/runs.ts'
import { closingEvent, toWindow, toWindowRecord, type Closing, type WindowRecordRow, type WindowRow } from '../rows/windows.ts'
import { EVERY_CLIENT, type Connections, type Transaction } from './connect.ts'
import { acceptArrivals, toArrival } from './journal/arrivals.ts'
import { where } from './run-lists.ts'
import type { Values } from './sql.ts'

const RECORDS = `SELECT seq, input, run_id, json, added_at FROM window_records
  WHERE client_id = ? AND window_id = ? AND seq > ? ORDER BY seq LIMIT ?`

async function first<Row>(transaction: Transaction, sql: string, values: Values): Promise<Row | undefined> {
  return (await transaction.query<Row>(sql, values)).rows[0]
}

async function closeNow(transaction: Transaction, row: WindowRow, closing: Closing): Promise<string> {
  const { client_id: clientId, id } = row
  const arrival = toArrival(closingEvent(row, closing))
  const [accepted] = await acceptArrivals(transaction, [arrival])
  if (!accepted?.ok) throw accepted?.error
  const { runId } = accepted.value
  await transaction.query(
    `UPDATE windows SET status = 'closed', closes_at = NULL, closes_by = NULL, closed_at = ?, closed_by = ?, run_id = ?
     WHERE client_id = ? AND id = ?`,
    [closing.at.getTime(), closing.by, runId, clientId, id],
  )
  return runId
}

/** The window that takes the record, or the closed one that does not. */
async function windowFor(transaction: Transaction, request: CollectRequest): Promise<WindowRow | undefined> {
  const { lease, flowId, environment, nodeId, key, version, hops, closes, late } = request
  const place = [lease.clientId, flowId, environment, nodeId, key]
  const last = await first<WindowRow>(
    transaction,
    `SELECT * FROM windows WHERE client_id = ? AND flow_id = ? AND environment = ? AND node_id = ? AND window_key = ?
     ORDER BY number DESC LIMIT 1 FOR UPDATE`,
    place,
  )
  if (last?.status === 'open') return last
  const ends = [closes?.at.getTime() ?? null, closes?.by ?? null]
  if (last && late === 'reopen')
    return first(
      transaction,
      `UPDATE windows SET status = 'open', opening = opening + 1, closes_at = ?, closes_by = ?, closed_at = NULL, closed_by = NULL
       WHERE client_id = ? AND id = ? RETURNING *`,
      [...ends, last.client_id, last.id],
    )
  if (last && late !== 'new-window') return last
  const at = request.at.getTime()
  return first(
    transaction,
    `INSERT INTO windows (client_id, flow_id, environment, node_id, window_key, id, number, status, opening, opened_at, closes_at, closes_by,
       version, hops, count) VALUES (?, ?, ?, ?, ?, ?, ?, 'open', 1, ?, ?, ?, ?, ?, 0) RETURNING *`,
    [...place, newId('win', at), (last?.number ?? 0) + 1, at, ...ends, version, hops],
  )
}

async function collectNow(transaction: Transaction, request: CollectRequest): Promise<Collected | undefined> {
  const { lease, flowId, environment, nodeId, key, sourceKey, rule, input, value } = request
  const { clientId, runId, fence } = lease
  // Held until the commit: nobody takes the lease over meanwhile.
  const held = await first<{ lane: string | null }>(
    transaction,
    "SELECT lane FROM runs WHERE client_id = ? AND id = ? AND fence = ? AND status = 'running' FOR SHARE",
    [clientId, runId, fence],
  )
  if (!held) return undefined
  await transaction.query('SELECT pg_advisory_xact_lock(hashtextextended(?, 0))', [
    JSON.stringify(['window', clientId, flowId, environment, nodeId, key]),
  ])
  const known = await first<WindowRow>(
    transaction,
    `SELECT w.* FROM window_records r JOIN windows w ON w.client_id = r.client_id AND w.id = r.window_id
     WHERE r.client_id = ? AND r.source_key = ?`,
    [clientId, sourceKey],
  )
  if (known) return { kind: 'collected', windowId: known.id, number: known.number, count: known.count }
  const row = await windowFor(transaction, request)
  if (!row) return undefined
  if (row.status === 'closed') return { kind: 'late', windowId: row.id, closedAt: iso(row.closed_at ?? 0) }
  const at = request.at.getTime()
  const count = row.count + 1
  const sum = value === undefined ? row.value : addMoney([row.value ?? '0', value])
  const [, grown] = await Promise.all([
    transaction.query(
      'INSERT INTO window_records (client_id, source_key, window_id, seq, input, run_id, json, added_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
      [clientId, sourceKey, row.id, count, input ?? null, runId, request.json, at],
    ),
    first<WindowRow>(
      transaction,
      `UPDATE windows SET lane = CASE WHEN count = 0 OR lane = ? THEN ? ELSE '' END,
         count = ?, value = ?, expected = COALESCE(?, expected), version = greatest(version, ?), hops = greatest(hops, ?)
       WHERE client_id = ? AND id = ? RETURNING *`,
      [held.lane, held.lane, count, sum, rule.expected ?? null, request.version, request.hops, clientId, row.id],
    ),
  ])
  if (!grown) return undefined
  const present = rule.inputs
    ? await transaction.query<{ input: string }>(
        'SELECT DISTINCT input FROM window_records WHERE client_id = ? AND window_id = ? AND input IS NOT NULL',
        [clientId, row.id],
      )
    : undefined
  const by = closingOf(grown, rule, () => new Set(present?.rows.map((one) => one.input)))
  const collected = { kind: 'collected', windowId: row.id, number: row.number, count } as const
  if (by === undefined) return collected
  const closing = { by, version: grown.version, ordered: request.ordered, at: request.at }
  return { ...collected, closedInto: await closeNow(transaction, grown, closing) }
}

/** The journal's side. */
export function createCollecting({ journal, journalTransaction }: Connections): Windows {
  return {
    collect: (request) => journalTransaction((transaction) => collectNow(transaction, request)),
    windowRecords: async (clientId, windowId, { after, limit }) =>
      (await journal<WindowRecordRow>(RECORDS, [clientId, windowId, after, limit])).rows.map(toWindowRecord),
  }
}

export function createWindowStore({ read, journalTransaction }: Connections): WindowStore {
  return {
    async list(clientId, { status, flowId, environment, ...page }) {
      const limit = pageLimit(page)
      const { sql, values } = where([
        ['client_id = ?', clientId],
        ['status = ?', status],
        ['flow_id = ?', flowId],
        ['environment = ?', environment],
        ['id < ?', page.cursor === undefined ? undefined : decodeCursor(page.cursor).id],
      ])
      const rows = await read<WindowRow>(clientId, `SELECT * FROM windows WHERE ${sql} ORDER BY id DESC LIMIT ?`, [...values, limit + 1])
      return toPage(rows.map(toWindow), limit, ({ openedAt, id }) => ({ at: openedAt, id }))
    },
    async get(clientId, windowId) {
      const [row] = await read<WindowRow>(clientId, 'SELECT * FROM windows WHERE client_id = ? AND id = ?', [clientId, windowId])
      return row && toWindow(row)
    },
    records: async (clientId, windowId, { after, limit }) =>
      (await read<WindowRecordRow>(clientId, RECORDS, [clientId, windowId, after, limit])).map(toWindowRecord),
    async due(now, limit) {
      const sql = "SELECT * FROM windows WHERE status = 'open' AND closes_at IS NOT NULL AND closes_at <= ? ORDER BY closes_at LIMIT ?"
      return (await read<WindowRow>(EVERY_CLIENT, sql, [now.getTime(), limit])).map(toWindow)
    },
    // The journal's connection: what closes begins a run.
    close: (clientId, windowId, { opening, ...closing }) =>
      journalTransaction(async (transaction) => {
        const row = await first<WindowRow>(
          transaction,
          "SELECT * FROM windows WHERE client_id = ? AND id = ? AND status = 'open' AND opening = ? FOR UPDATE",
          [clientId, windowId, opening],
        )
        return row && closeNow(transaction, row, closing)
      }),
  }
}
