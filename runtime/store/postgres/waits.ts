// What records wait for: for the people and systems that settle it, and for the journal that begins it.
// A run's row is locked before its waits everywhere: who settles one and who ends the run take their turns.
import type { Journal, NewWait } from '#runtime/engine/ports.ts'
import { decodeCursor, pageLimit, toPage } from '../cursor.ts'
import type { WaitStore } from '../ports.ts'
import { toJson } from '../rows/json.ts'
import { toWait, type WaitRow } from '../rows/waits.ts'
import { EVERY_CLIENT, type Connections, type Transaction } from './connect.ts'
import type { RunIdentity } from './journal/leases.ts'
import { where } from './run-lists.ts'
import { columns, unnest, type Value } from './sql.ts'

export function createWaitStore({ read, write }: Connections): WaitStore {
  return {
    async list(clientId, { kind, environment, status, ...page }) {
      const limit = pageLimit(page)
      const before = page.cursor === undefined ? undefined : decodeCursor(page.cursor).id
      const { sql, values } = where([
        ['client_id = ?', clientId],
        ['kind = ?', kind],
        // The words of the partial index.
        [status === 'open' ? "status = 'open' AND status = ?" : 'status = ?', status],
        ['environment = ?', environment],
        ['id < ?', before],
      ])
      const rows = await read<WaitRow>(clientId, `SELECT * FROM waits WHERE ${sql} ORDER BY id DESC LIMIT ?`, [...values, limit + 1])
      return toPage(rows.map(toWait), limit, ({ createdAt, id }) => ({ at: createdAt, id }))
    },
    get: async (clientId, waitId) => {
      const [row] = await read<WaitRow>(clientId, 'SELECT * FROM waits WHERE client_id = ? AND id = ?', [clientId, waitId])
      return row && toWait(row)
    },
    settle: (clientId, waitId, { result, by, at: settledAt }) =>
      write(clientId, async (transaction) => {
        const at = settledAt.getTime()
        await transaction.query(
          'SELECT 1 FROM runs WHERE client_id = ? AND id = (SELECT run_id FROM waits WHERE client_id = ? AND id = ?) FOR UPDATE',
          [clientId, clientId, waitId],
        )
        const settled = await transaction.query<{ run_id: string }>(
          `UPDATE waits SET status = 'done', result = ?, settled_by = ?, settled_at = ?
           WHERE client_id = ? AND id = ? AND status = 'open' AND until > ? RETURNING run_id`,
          [JSON.stringify(result ?? null), by, at, clientId, waitId, at],
        )
        const [wait] = settled.rows
        if (!wait) return false
        // A run that waits is due now; one that is leased is due again when this lease ends.
        await transaction.query(
          `UPDATE runs SET due_at = least(due_at, ?), woken_fence = fence
           WHERE client_id = ? AND id = ? AND status IN ('queued', 'waiting', 'running')`,
          [at, clientId, wait.run_id],
        )
        return true
      }),
    byTokenHash: async (hash) => {
      const [row] = await read<WaitRow>(EVERY_CLIENT, 'SELECT * FROM waits WHERE token_hash = ?', [hash])
      return row && toWait(row)
    },
    openCount: async (clientId, kind) => {
      const sql = "SELECT count(*) AS count FROM waits WHERE client_id = ? AND kind = ? AND status = 'open'"
      return (await read<{ count: number }>(clientId, sql, [clientId, kind]))[0]?.count ?? 0
    },
  }
}

/** The journal's side: waits that begin with a commit. */
export async function beginWaits(transaction: Transaction, waits: readonly NewWait[]): Promise<void> {
  if (waits.length === 0) return
  const rows = waits.map((wait): Value[] => [
    wait.clientId,
    wait.id,
    wait.flowId,
    wait.environment,
    wait.runId,
    wait.nodeId,
    wait.record,
    wait.kind,
    Date.parse(wait.until),
    toJson(wait.question),
    wait.tokenHash ?? null,
    wait.childRunId ?? null,
    Date.parse(wait.createdAt),
  ])
  const types = ['text', 'text', 'text', 'text', 'text', 'text', 'text', 'text', 'bigint', 'text', 'text', 'text', 'bigint'] as const
  await transaction.query(
    `INSERT INTO waits (client_id, id, flow_id, environment, run_id, node_id, record, kind, until, question, token_hash, child_run_id, created_at, status)
     SELECT *, 'open' FROM ${unnest(...types)} ON CONFLICT (run_id, node_id, record) DO NOTHING`,
    columns(rows, types.length),
  )
}

/** The runs have ended: nothing of them is waited for any more. */
export async function withdrawWaits(transaction: Transaction, runs: readonly (RunIdentity & { readonly at: number })[]): Promise<void> {
  if (runs.length === 0) return
  await transaction.query(
    `UPDATE waits SET status = 'withdrawn', settled_at = ended.at FROM ${unnest('text', 'text', 'bigint')} AS ended (client_id, run_id, at)
     WHERE waits.run_id = ended.run_id AND waits.client_id = ended.client_id AND status = 'open'`,
    columns(
      runs.map(({ clientId, runId, at }) => [clientId, runId, at]),
      3,
    ),
  )
}

export function createWaitsOf({ journal }: Connections): Journal['waitsOf'] {
  const ofRun = async (runId: string, clientId: string) =>
    (await journal<WaitRow>('SELECT * FROM waits WHERE run_id = ? AND client_id = ?', [runId, clientId])).rows
  return async (run, now) => {
    const at = now.getTime()
    const rows = await ofRun(run.id, run.clientId)
    if (!rows.some((row) => row.status === 'open' && row.until <= at)) return rows.map(toWait)
    await journal(
      "UPDATE waits SET status = 'timed-out', settled_at = until WHERE run_id = ? AND client_id = ? AND status = 'open' AND until <= ?",
      [run.id, run.clientId, at],
    )
    return (await ofRun(run.id, run.clientId)).map(toWait)
  }
}
