// Windows on SQLite: adding a record, closing, and reading for people and for the run behind a closed window.
import type { Database } from 'better-sqlite3'
import { newId } from '#shared/ids.ts'
import { addMoney } from '#shared/mapping/functions/money.ts'
import type { Accepted, NewEvent } from '#runtime/engine/ports.ts'
import type { Collected, CollectRequest, Windows } from '#runtime/engine/window-ports.ts'
import { closingOf } from '../window-rules.ts'
import { decodeCursor, pageLimit, toPage } from '../cursor.ts'
import type { WindowStore } from '../ports.ts'
import { iso } from '../rows/runs.ts'
import { closingEvent, toWindow, toWindowRecord, type Closing, type WindowRecordRow, type WindowRow } from '../rows/windows.ts'
import type { Writer } from './writer.ts'

type Place = [clientId: string, flowId: string, environment: string, nodeId: string, key: string]

const placeOf = ({ lease, flowId, environment, nodeId, key }: CollectRequest): Place => [lease.clientId, flowId, environment, nodeId, key]

export interface WindowParts {
  readonly database: Database
  readonly writer: Writer
  /** Inside a write. */
  readonly acceptNow: (event: NewEvent) => Accepted
}

export function createWindows({ database, writer, acceptNow }: WindowParts): Windows & Pick<WindowStore, 'close'> {
  const held = database.prepare<[string, string, number], { lane: string | null }>(
    "SELECT lane FROM runs WHERE client_id = ? AND id = ? AND fence = ? AND status = 'running'",
  )
  const get = database.prepare<[string, string], WindowRow>('SELECT * FROM windows WHERE client_id = ? AND id = ?')
  const newest = database.prepare<Place, WindowRow>(
    `SELECT * FROM windows WHERE client_id = ? AND flow_id = ? AND environment = ? AND node_id = ? AND window_key = ?
     ORDER BY number DESC LIMIT 1`,
  )
  const insert = database.prepare<(string | number | null)[], WindowRow>(
    `INSERT INTO windows (client_id, flow_id, environment, node_id, window_key, id, number, status, opening, opened_at, closes_at, closes_by,
       version, hops, count) VALUES (?, ?, ?, ?, ?, ?, ?, 'open', 1, ?, ?, ?, ?, ?, 0) RETURNING *`,
  )
  const reopen = database.prepare<(string | number | null)[], WindowRow>(
    `UPDATE windows SET status = 'open', opening = opening + 1, closes_at = ?, closes_by = ?, closed_at = NULL, closed_by = NULL
     WHERE client_id = ? AND id = ? RETURNING *`,
  )
  const recordBy = database.prepare<[string, string], { window_id: string }>(
    'SELECT window_id FROM window_records WHERE client_id = ? AND source_key = ?',
  )
  const insertRecord = database.prepare<(string | number | null)[]>(
    'INSERT INTO window_records (client_id, source_key, window_id, seq, input, run_id, json, added_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
  )
  const grow = database.prepare<(string | number | null)[], WindowRow>(
    `UPDATE windows SET lane = CASE WHEN count = 0 OR lane = ? THEN ? ELSE '' END,
       count = ?, value = ?, expected = COALESCE(?, expected), version = max(version, ?), hops = max(hops, ?)
     WHERE client_id = ? AND id = ? RETURNING *`,
  )
  const inputs = database.prepare<[string, string], { input: string }>(
    'SELECT DISTINCT input FROM window_records WHERE client_id = ? AND window_id = ? AND input IS NOT NULL',
  )
  const setClosed = database.prepare<(string | number)[]>(
    `UPDATE windows SET status = 'closed', closes_at = NULL, closes_by = NULL, closed_at = ?, closed_by = ?, run_id = ?
     WHERE client_id = ? AND id = ?`,
  )
  const records = database.prepare<[string, string, number, number], WindowRecordRow>(
    'SELECT seq, input, run_id, json, added_at FROM window_records WHERE client_id = ? AND window_id = ? AND seq > ? ORDER BY seq LIMIT ?',
  )

  function closeNow(row: WindowRow, closing: Closing): string {
    const { client_id: clientId, id } = row
    const { runId } = acceptNow(closingEvent(row, closing))
    setClosed.run(closing.at.getTime(), closing.by, runId, clientId, id)
    return runId
  }

  /** The window that takes the record, or the closed one that does not. */
  function windowFor(request: CollectRequest): WindowRow | undefined {
    const place = placeOf(request)
    const last = newest.get(...place)
    if (last?.status === 'open') return last
    const closes = [request.closes?.at.getTime() ?? null, request.closes?.by ?? null]
    if (last && request.late === 'reopen') return reopen.get(...closes, last.client_id, last.id)
    if (last && request.late !== 'new-window') return last
    const at = request.at.getTime()
    const { version, hops } = request
    return insert.get(...place, newId('win', at), (last?.number ?? 0) + 1, at, ...closes, version, hops)
  }

  function collectNow(request: CollectRequest): Collected | undefined {
    const { lease, sourceKey, rule, input, value } = request
    const { clientId, runId } = lease
    const run = held.get(clientId, runId, lease.fence)
    if (!run) return undefined
    const known = recordBy.get(clientId, sourceKey)
    const there = known && get.get(clientId, known.window_id)
    if (there) return { kind: 'collected', windowId: there.id, number: there.number, count: there.count }
    const row = windowFor(request)
    if (!row) return undefined
    if (row.status === 'closed') return { kind: 'late', windowId: row.id, closedAt: iso(row.closed_at ?? 0) }
    const at = request.at.getTime()
    const count = row.count + 1
    insertRecord.run(clientId, sourceKey, row.id, count, input ?? null, runId, request.json, at)
    const sum = value === undefined ? row.value : addMoney([row.value ?? '0', value])
    const grown = grow.get(run.lane, run.lane, count, sum, rule.expected ?? null, request.version, request.hops, clientId, row.id)
    if (!grown) return undefined
    const by = closingOf(grown, rule, () => new Set(inputs.all(clientId, row.id).map((one) => one.input)))
    const collected = { kind: 'collected', windowId: row.id, number: row.number, count } as const
    if (by === undefined) return collected
    return { ...collected, closedInto: closeNow(grown, { by, version: grown.version, ordered: request.ordered, at: request.at }) }
  }

  return {
    collect: (request) => writer.write(() => collectNow(request)),
    windowRecords: async (clientId, windowId, { after, limit }) => records.all(clientId, windowId, after, limit).map(toWindowRecord),
    close: (clientId, windowId, { opening, ...closing }) =>
      writer.write(() => {
        const row = get.get(clientId, windowId)
        if (row?.status !== 'open' || row.opening !== opening) return undefined
        return closeNow(row, closing)
      }),
  }
}

export function createWindowReading(database: Database): Omit<WindowStore, 'close' | 'records'> {
  const get = database.prepare<[string, string], WindowRow>('SELECT * FROM windows WHERE client_id = ? AND id = ?')
  const due = database.prepare<[number, number], WindowRow>(
    "SELECT * FROM windows WHERE status = 'open' AND closes_at IS NOT NULL AND closes_at <= ? ORDER BY closes_at LIMIT ?",
  )
  return {
    async list(clientId, { status, flowId, environment, ...page }) {
      const limit = pageLimit(page)
      const before = page.cursor === undefined ? undefined : decodeCursor(page.cursor).id
      const conditions: readonly (readonly [sql: string, value: string | undefined])[] = [
        ['flow_id = ?', flowId],
        ['environment = ?', environment],
        ['id < ?', before],
      ]
      const asked = conditions.filter((condition): condition is readonly [string, string] => condition[1] !== undefined)
      const select = database.prepare<(string | number)[], WindowRow>(
        `SELECT * FROM windows WHERE ${['client_id = ?', 'status = ?', ...asked.map(([sql]) => sql)].join(' AND ')} ORDER BY id DESC LIMIT ?`,
      )
      const rows = select.all(clientId, status, ...asked.map(([, value]) => value), limit + 1)
      return toPage(rows.map(toWindow), limit, ({ openedAt, id }) => ({ at: openedAt, id }))
    },
    async get(clientId, windowId) {
      const row = get.get(clientId, windowId)
      return row && toWindow(row)
    },
    due: async (now, limit) => due.all(now.getTime(), limit).map(toWindow),
  }
}
