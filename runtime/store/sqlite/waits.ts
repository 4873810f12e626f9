// What records wait for: for the people and systems that settle it, and for the journal that begins it.
import type { Database } from 'better-sqlite3'
import type { Wait } from '#shared/model/waits.ts'
import type { CallResult } from '#runtime/engine/flow-ports.ts'
import type { Journal, NewWait } from '#runtime/engine/ports.ts'
import { decodeCursor, pageLimit, toPage } from '../cursor.ts'
import type { WaitStore } from '../ports.ts'
import { toJson } from '../rows/json.ts'
import { toWait, type WaitRow } from '../rows/waits.ts'
import type { Writer } from './writer.ts'

/** The journal's side, for use inside its own writes. */
export interface WaitLog extends Pick<Journal, 'waitsOf'> {
  begin(wait: NewWait): void
  /** The wait of this run, node and record. */
  at(wait: Pick<Wait, 'clientId' | 'runId' | 'nodeId' | 'record'>): Wait | undefined
  /** The called flow is through: all who wait for it hear the result. */
  settleCalls(clientId: string, childRunId: string, result: CallResult, at: number): void
  /** The run has ended: nothing of it is waited for any more. */
  withdraw(clientId: string, runId: string, at: number): void
}

export const WITHDRAW_WAITS = "UPDATE waits SET status = 'withdrawn', settled_at = ? WHERE run_id = ? AND client_id = ? AND status = 'open'"

/** A run that waits is due now; one that is leased is due again when this lease ends. */
const WAKE = `UPDATE runs SET due_at = CASE WHEN due_at > ? THEN ? ELSE due_at END, woken_fence = fence
  WHERE client_id = ? AND id = ? AND status IN ('queued', 'waiting', 'running')`

export function createWaitStore(database: Database, writer: Writer): WaitStore {
  const get = database.prepare<[string, string], WaitRow>('SELECT * FROM waits WHERE client_id = ? AND id = ?')
  const byTokenHash = database.prepare<[string], WaitRow>('SELECT * FROM waits WHERE token_hash = ?')
  const openCount = database.prepare<[string, string], { count: number }>(
    "SELECT count(*) AS count FROM waits WHERE client_id = ? AND kind = ? AND status = 'open'",
  )
  const settle = database.prepare<[string, string, number, string, string, number], { run_id: string }>(
    `UPDATE waits SET status = 'done', result = ?, settled_by = ?, settled_at = ?
     WHERE client_id = ? AND id = ? AND status = 'open' AND until > ? RETURNING run_id`,
  )
  const wake = database.prepare<[number, number, string, string]>(WAKE)

  function settleNow(clientId: string, waitId: string, result: unknown, by: string, at: number): boolean {
    const settled = settle.get(JSON.stringify(result ?? null), by, at, clientId, waitId, at)
    if (settled) wake.run(at, at, clientId, settled.run_id)
    return settled !== undefined
  }

  return {
    async list(clientId, { kind, environment, status, ...page }) {
      const limit = pageLimit(page)
      const before = page.cursor === undefined ? undefined : decodeCursor(page.cursor).id
      const values = [clientId, kind, environment, before, limit + 1].filter((value) => value !== undefined)
      const select = database.prepare<(string | number)[], WaitRow>(
        `SELECT * FROM waits WHERE client_id = ? AND kind = ?${status === undefined ? '' : ` AND status = '${status}'`}${
          environment === undefined ? '' : ' AND environment = ?'
        }${before === undefined ? '' : ' AND id < ?'} ORDER BY id DESC LIMIT ?`,
      )
      return toPage(select.all(...values).map(toWait), limit, ({ createdAt, id }) => ({ at: createdAt, id }))
    },
    async get(clientId, waitId) {
      const row = get.get(clientId, waitId)
      return row && toWait(row)
    },
    settle: (clientId, waitId, { result, by, at }) => writer.write(() => settleNow(clientId, waitId, result, by, at.getTime())),
    async byTokenHash(hash) {
      const row = byTokenHash.get(hash)
      return row && toWait(row)
    },
    openCount: async (clientId, kind) => openCount.get(clientId, kind)?.count ?? 0,
  }
}

export function createWaitLog(database: Database, writer: Writer): WaitLog {
  const insert = database.prepare<(string | number | null)[]>(
    `INSERT INTO waits (client_id, id, flow_id, environment, run_id, node_id, record, kind, status, until, question, token_hash, child_run_id, created_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'open', ?, ?, ?, ?, ?) ON CONFLICT (run_id, node_id, record) DO NOTHING`,
  )
  const ofRun = database.prepare<[string, string], WaitRow>('SELECT * FROM waits WHERE run_id = ? AND client_id = ?')
  const one = database.prepare<[string, string, string, string], WaitRow>(
    'SELECT * FROM waits WHERE run_id = ? AND node_id = ? AND record = ? AND client_id = ?',
  )
  const answer = database.prepare<[string, number, string, string], { run_id: string }>(
    `UPDATE waits SET status = 'done', result = ?, settled_by = 'flow', settled_at = ?
     WHERE client_id = ? AND child_run_id = ? AND status = 'open' RETURNING run_id`,
  )
  const wake = database.prepare<[number, number, string, string]>(WAKE)
  const timeOut = database.prepare<[string, string, number]>(
    "UPDATE waits SET status = 'timed-out', settled_at = until WHERE run_id = ? AND client_id = ? AND status = 'open' AND until <= ?",
  )
  const withdraw = database.prepare<[number, string, string]>(WITHDRAW_WAITS)
  return {
    begin({ clientId, id, flowId, environment, runId, nodeId, record, kind, until, question, tokenHash, childRunId, createdAt }) {
      const place = [clientId, id, flowId, environment, runId, nodeId, record]
      insert.run(...place, kind, Date.parse(until), toJson(question), tokenHash ?? null, childRunId ?? null, Date.parse(createdAt))
    },
    at({ clientId, runId, nodeId, record }) {
      const row = one.get(runId, nodeId, record, clientId)
      return row && toWait(row)
    },
    settleCalls(clientId, childRunId, result, at) {
      for (const { run_id } of answer.all(JSON.stringify(result), at, clientId, childRunId)) wake.run(at, at, clientId, run_id)
    },
    withdraw: (clientId, runId, at) => void withdraw.run(at, runId, clientId),
    async waitsOf(run, now) {
      const at = now.getTime()
      const rows = ofRun.all(run.id, run.clientId)
      if (!rows.some((row) => row.status === 'open' && row.until <= at)) return rows.map(toWait)
      return writer.write(() => {
        timeOut.run(run.id, run.clientId, at)
        return ofRun.all(run.id, run.clientId).map(toWait)
      })
    },
  }
}
