// Flow control of connections, shared by all processes: one row for each connection, locked while it is changed. Changes of one
// connection that come up while this process has its row share the next turn, so that a busy connection costs few transactions.
import { newId } from '#shared/ids.ts'
import type { FlowSettings } from '#shared/model/flow-control.ts'
import type { FlowControlStore, SharedChange, SharedState, StoredReservation } from '../ports.ts'
import { toAlert, toReservation, type AlertRow, type ReservationRow } from '../rows/flow-control.ts'
import { fromJson, toJson } from '../rows/json.ts'
import { createBatcher, type Batcher, type Outcome } from './batcher.ts'
import type { Connections, Transaction } from './connect.ts'

interface Job {
  readonly key: string | undefined
  readonly change: (state: SharedState, reservation: StoredReservation | undefined, now: Date) => SharedChange<unknown>
}
interface StateRow {
  readonly kept: string | null
  readonly live: string | null
}

const toState = ({ kept, live }: StateRow): SharedState => ({
  ...(kept !== null && { kept: fromJson<unknown>(kept) }),
  ...(live !== null && { live: fromJson<unknown>(live) }),
})

export function createFlowControlStore({ read, change, write }: Connections): FlowControlStore {
  const turns = new Map<string, Batcher<Job, unknown>>()

  function turnOf(clientId: string, connectionId: string): Batcher<Job, unknown> {
    const id = `${clientId}/${connectionId}`
    const known = turns.get(id)
    if (known) return known
    const made = createBatcher<Job, unknown>((jobs) =>
      write(clientId, (transaction) => changeAll(transaction, clientId, connectionId, jobs)),
    )
    turns.set(id, made)
    return made
  }

  return {
    settings: async (clientId, connectionId) => {
      const sql = 'SELECT settings FROM flow_controls WHERE client_id = ? AND connection_id = ?'
      const [row] = await read<{ settings: string }>(clientId, sql, [clientId, connectionId])
      return row ? fromJson<FlowSettings>(row.settings) : {}
    },
    async saveSettings(clientId, connectionId, settings) {
      await change(
        clientId,
        `INSERT INTO flow_controls (client_id, connection_id, settings) VALUES (?, ?, ?)
         ON CONFLICT (client_id, connection_id) DO UPDATE SET settings = excluded.settings`,
        [clientId, connectionId, JSON.stringify(settings)],
      )
    },
    // The batcher answers each job what its own change answered.
    change: async <T>(clientId: string, connectionId: string, key: string | undefined, work: Job['change']) =>
      (await turnOf(clientId, connectionId).add({ key, change: work })) as T,
    async look(clientId, connectionId) {
      const [row] = await read<StateRow & { waits: boolean }>(
        clientId,
        `SELECT kept, live, EXISTS (
           SELECT 1 FROM flow_reservations f JOIN runs r ON r.client_id = f.client_id AND r.id = f.run_id
           WHERE f.client_id = c.client_id AND f.connection_id = c.connection_id AND r.status IN ('queued', 'waiting', 'running')
         ) AS waits FROM flow_controls c WHERE client_id = ? AND connection_id = ?`,
        [clientId, connectionId],
      )
      return row ? { state: toState(row), waits: row.waits } : { state: {}, waits: false }
    },
    async reservedUntil(clientId, connectionId, key) {
      const sql = 'SELECT due_at FROM flow_reservations WHERE client_id = ? AND connection_id = ? AND key = ?'
      const [row] = await read<{ due_at: number }>(clientId, sql, [clientId, connectionId, key])
      return row && new Date(row.due_at)
    },
    states: async (clientId) =>
      (
        await read<StateRow & { connection_id: string; waiting: number }>(
          clientId,
          `SELECT connection_id, kept, live, (
             SELECT count(DISTINCT run_id) FROM flow_reservations f
             JOIN runs r ON r.client_id = f.client_id AND r.id = f.run_id AND r.status IN ('queued', 'waiting', 'running')
             WHERE f.client_id = c.client_id AND f.connection_id = c.connection_id
           ) AS waiting FROM flow_controls c WHERE client_id = ? ORDER BY connection_id`,
          [clientId],
        )
      ).map((row) => ({ connectionId: row.connection_id, state: toState(row), waiting: row.waiting })),
    alerts: async (clientId, limit) =>
      (
        await read<AlertRow>(
          clientId,
          'SELECT * FROM alerts WHERE client_id = ? ORDER BY cleared_at IS NOT NULL, raised_at DESC, id DESC LIMIT ?',
          [clientId, limit],
        )
      ).map(toAlert),
  }
}

/** While it has the row others wait: one way there and back to read, and one to write and commit, which hears what fails. */
async function changeAll(
  transaction: Transaction,
  clientId: string,
  connectionId: string,
  jobs: readonly Job[],
): Promise<readonly Outcome<unknown>[]> {
  const keys = [...new Set(jobs.flatMap(({ key }) => (key === undefined ? [] : [key])))]
  const [{ state: before, now }, found] = await Promise.all([
    lock(transaction, clientId, connectionId),
    // Sent behind the lock, hence read when the row is ours, on the same way there and back.
    transaction.query<ReservationRow & { readonly key: string }>(
      'SELECT key, run_id, due_at, paid FROM flow_reservations WHERE client_id = ? AND connection_id = ? AND key = ANY(?::text[])',
      [clientId, connectionId, keys],
    ),
  ])
  const reservations = new Map(found.rows.map((row) => [row.key, toReservation(row)]))
  let state = before
  let durable = false
  const outcomes: Outcome<unknown>[] = []
  for (const { key, change } of jobs) {
    try {
      const done = change(state, key === undefined ? undefined : reservations.get(key), now)
      state = done.state
      const consequences = follow(transaction, { clientId, connectionId, key, done, now, reservations })
      durable ||= done.durable || consequences
      outcomes.push({ ok: true, value: done.answer })
    } catch (error) {
      outcomes.push({ ok: false, error })
    }
  }
  // Buckets and places change with every call and mean nothing after a crash of the server: they need not reach its disk.
  if (!durable) void transaction.query('SET LOCAL synchronous_commit = off')
  void transaction.query('UPDATE flow_controls SET kept = ?, live = ? WHERE client_id = ? AND connection_id = ?', [
    toJson(state.kept),
    toJson(state.live),
    clientId,
    connectionId,
  ])
  return outcomes
}

async function lock(transaction: Transaction, clientId: string, connectionId: string): Promise<{ state: SharedState; now: Date }> {
  // The clock is read once the row is ours: later than every change before this one.
  const select = async () =>
    (
      await transaction.query<StateRow & { now: number }>(
        `WITH locked AS (SELECT kept, live FROM flow_controls WHERE client_id = ? AND connection_id = ? FOR UPDATE)
         SELECT kept, live, floor(extract(epoch FROM clock_timestamp()) * 1000)::bigint AS now FROM locked`,
        [clientId, connectionId],
      )
    ).rows[0]
  let row = await select()
  if (!row) {
    await transaction.query(
      "INSERT INTO flow_controls (client_id, connection_id, settings) VALUES (?, ?, '{}') ON CONFLICT (client_id, connection_id) DO NOTHING",
      [clientId, connectionId],
    )
    row = await select()
  }
  return row ? { state: toState(row), now: new Date(row.now) } : { state: {}, now: new Date() }
}

interface Done {
  readonly clientId: string
  readonly connectionId: string
  readonly key: string | undefined
  readonly done: SharedChange<unknown>
  readonly now: Date
  readonly reservations: Map<string, StoredReservation>
}

/** True when it wrote something that must last. */
function follow(transaction: Transaction, { clientId, connectionId, key, done, now, reservations }: Done): boolean {
  const { reservation, alerts = [], wake } = done
  if (key !== undefined && reservation === null && reservations.delete(key)) {
    const sql = 'DELETE FROM flow_reservations WHERE client_id = ? AND connection_id = ? AND key = ?'
    void transaction.query(sql, [clientId, connectionId, key])
  }
  if (key !== undefined && reservation) {
    reservations.set(key, reservation)
    void transaction.query(
      `INSERT INTO flow_reservations (client_id, connection_id, key, run_id, due_at, paid) VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT (client_id, connection_id, key) DO UPDATE SET run_id = excluded.run_id, due_at = excluded.due_at, paid = excluded.paid`,
      [clientId, connectionId, key, reservation.runId, reservation.dueAt.getTime(), reservation.paid ? 1 : 0],
    )
  }
  for (const { kind, message } of alerts) {
    const at = now.toISOString()
    if (message === null) {
      const sql = 'UPDATE alerts SET cleared_at = ? WHERE client_id = ? AND subject = ? AND kind = ? AND cleared_at IS NULL'
      void transaction.query(sql, [at, clientId, connectionId, kind])
      continue
    }
    void transaction.query(
      `INSERT INTO alerts (client_id, id, kind, subject, message, raised_at) VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT (client_id, subject, kind) WHERE cleared_at IS NULL DO UPDATE SET message = excluded.message`,
      [clientId, newId('alert', now.getTime()), kind, connectionId, message, at],
    )
  }
  if (wake) wakeAll(transaction, clientId, connectionId, wake, now.getTime(), reservations)
  return reservation !== undefined || alerts.length > 0 || wake !== undefined
}

function wakeAll(
  transaction: Transaction,
  clientId: string,
  connectionId: string,
  { which, apartMs }: NonNullable<SharedChange<unknown>['wake']>,
  now: number,
  reservations: Map<string, StoredReservation>,
): void {
  const most = which === 'all' ? 1 : 0
  // A run that waits is due now; one that is leased is due again when this lease ends. Of several waiting records the soonest counts.
  void transaction.query(
    `WITH sleepers AS (
       SELECT run_id, row_number() OVER (ORDER BY min(due_at), run_id) - 1 AS n FROM flow_reservations
       WHERE client_id = ? AND connection_id = ? AND paid <= ? GROUP BY run_id
     )
     UPDATE runs SET due_at = least(due_at, ?::bigint + round(n * ?::double precision)::bigint), 
       woken_fence = CASE WHEN status = 'running' THEN fence ELSE woken_fence END FROM sleepers
     WHERE runs.client_id = ? AND runs.id = sleepers.run_id AND status IN ('queued', 'waiting', 'running')`,
    [clientId, connectionId, most, now, apartMs, clientId],
  )
  void transaction.query('DELETE FROM flow_reservations WHERE client_id = ? AND connection_id = ? AND paid <= ?', [
    clientId,
    connectionId,
    most,
  ])
  for (const [key, { paid }] of reservations) if (which === 'all' || !paid) reservations.delete(key)
}
