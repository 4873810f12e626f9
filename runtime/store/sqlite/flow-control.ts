// Flow control of connections. One process owns the database, so the shared state lives in its memory; what must survive a restart
// is written with the next change that asks for it, and what only means something to living processes never is.
import type { Database } from 'better-sqlite3'
import { newId } from '#shared/ids.ts'
import type { FlowSettings } from '#shared/model/flow-control.ts'
import type { FlowControlStore, SharedChange, SharedState } from '../ports.ts'
import { toAlert, toReservation, type AlertRow, type ReservationRow } from '../rows/flow-control.ts'
import { fromJson } from '../rows/json.ts'
import type { Direct } from './settling.ts'
import type { Writer } from './writer.ts'

export function createFlowControlStore(database: Database, direct: Direct, writer: Writer, clock: () => Date): FlowControlStore {
  const row = database.prepare<[string, string], { settings: string; kept: string | null }>(
    'SELECT settings, kept FROM flow_controls WHERE client_id = ? AND connection_id = ?',
  )
  const putSettings = database.prepare<[string, string, string]>(
    `INSERT INTO flow_controls (client_id, connection_id, settings) VALUES (?, ?, ?)
     ON CONFLICT (client_id, connection_id) DO UPDATE SET settings = excluded.settings`,
  )
  const putKept = database.prepare<[string, string, string]>(
    `INSERT INTO flow_controls (client_id, connection_id, settings, kept) VALUES (?, ?, '{}', ?)
     ON CONFLICT (client_id, connection_id) DO UPDATE SET kept = excluded.kept`,
  )
  const stored = database.prepare<[string], { connection_id: string; kept: string | null }>(
    'SELECT connection_id, kept FROM flow_controls WHERE client_id = ?',
  )
  const waiting = database.prepare<[string], { connection_id: string; runs: number }>(
    // A run that was cancelled leaves its reservations behind.
    `SELECT connection_id, count(DISTINCT run_id) AS runs FROM flow_reservations f
     JOIN runs r ON r.client_id = f.client_id AND r.id = f.run_id AND r.status IN ('queued', 'waiting', 'running')
     WHERE f.client_id = ? GROUP BY connection_id`,
  )
  // A run with a reservation has its row; that it ended some milliseconds ago may be seen late.
  const waiter = direct.prepare<[string, string], { found: number }>(
    `SELECT 1 AS found FROM flow_reservations f JOIN runs r ON r.client_id = f.client_id AND r.id = f.run_id
     WHERE f.client_id = ? AND f.connection_id = ? AND r.status IN ('queued', 'waiting', 'running') LIMIT 1`,
  )
  const reservation = database.prepare<[string, string, string], ReservationRow>(
    'SELECT run_id, due_at, paid FROM flow_reservations WHERE client_id = ? AND connection_id = ? AND key = ?',
  )
  const putReservation = database.prepare<[string, string, string, string, number, number]>(
    `INSERT INTO flow_reservations (client_id, connection_id, key, run_id, due_at, paid) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (client_id, connection_id, key) DO UPDATE SET run_id = excluded.run_id, due_at = excluded.due_at, paid = excluded.paid`,
  )
  const dropReservation = database.prepare<[string, string, string]>(
    'DELETE FROM flow_reservations WHERE client_id = ? AND connection_id = ? AND key = ?',
  )
  const alertRows = database.prepare<[string, number], AlertRow>(
    'SELECT * FROM alerts WHERE client_id = ? ORDER BY cleared_at IS NOT NULL, raised_at DESC, id DESC LIMIT ?',
  )
  const raise = database.prepare<string[]>(
    `INSERT INTO alerts (client_id, id, kind, subject, message, raised_at) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (client_id, subject, kind) WHERE cleared_at IS NULL DO UPDATE SET message = excluded.message`,
  )
  const clear = database.prepare<string[]>(
    'UPDATE alerts SET cleared_at = ? WHERE client_id = ? AND subject = ? AND kind = ? AND cleared_at IS NULL',
  )
  // Of a run with several waiting records the soonest counts.
  const sleepers = database.prepare<[string, string, number], { run_id: string }>(
    `SELECT run_id FROM flow_reservations WHERE client_id = ? AND connection_id = ? AND paid <= ?
     GROUP BY run_id ORDER BY min(due_at), run_id`,
  )
  const dropWoken = database.prepare<[string, string, number]>(
    'DELETE FROM flow_reservations WHERE client_id = ? AND connection_id = ? AND paid <= ?',
  )
  // A run that waits is due now; one that is leased is due again when this lease ends.
  const wakeRun = database.prepare<[number, string, string]>(
    `UPDATE runs SET due_at = min(due_at, ?), woken_fence = CASE WHEN status = 'running' THEN fence ELSE woken_fence END
     WHERE client_id = ? AND id = ? AND status IN ('queued', 'waiting', 'running')`,
  )

  const reservedKeys = database.prepare<[string, string], { key: string }>(
    'SELECT key FROM flow_reservations WHERE client_id = ? AND connection_id = ?',
  )

  const memory = new Map<string, SharedState>()
  /** Keys that may be in the table, by connection: most calls wait for nothing, and need not look there. */
  const reserved = new Map<string, Set<string>>()
  const keyOf = (clientId: string, connectionId: string) => `${clientId}/${connectionId}`

  function load(clientId: string, connectionId: string): SharedState {
    const kept = row.get(clientId, connectionId)?.kept
    return kept === null || kept === undefined ? {} : { kept: fromJson<unknown>(kept) }
  }

  function reservedOf(clientId: string, connectionId: string): Set<string> {
    const id = keyOf(clientId, connectionId)
    const known = reserved.get(id)
    if (known) return known
    const keys = new Set(reservedKeys.all(clientId, connectionId).map(({ key }) => key))
    reserved.set(id, keys)
    return keys
  }

  function reservationOf(clientId: string, connectionId: string, key: string): ReservationRow | undefined {
    const keys = reservedOf(clientId, connectionId)
    if (!keys.has(key)) return undefined
    const found = reservation.get(clientId, connectionId, key)
    // Whoever was woken has none any more.
    if (!found) keys.delete(key)
    return found
  }

  function writeNow(clientId: string, connectionId: string, key: string | undefined, done: SharedChange<unknown>, now: Date): void {
    // The newest state, not this change's: another one may have come since, and must not be undone.
    const state = memory.get(keyOf(clientId, connectionId)) ?? done.state
    putKept.run(clientId, connectionId, JSON.stringify(state.kept ?? {}))
    if (key !== undefined && done.reservation === null) dropReservation.run(clientId, connectionId, key)
    if (key !== undefined && done.reservation) {
      const { runId, dueAt, paid } = done.reservation
      putReservation.run(clientId, connectionId, key, runId, dueAt.getTime(), paid ? 1 : 0)
    }
    for (const { kind, message } of done.alerts ?? []) {
      const at = now.toISOString()
      if (message === null) clear.run(at, clientId, connectionId, kind)
      else raise.run(clientId, newId('alert', now.getTime()), kind, connectionId, message, at)
    }
    if (done.wake) wakeNow(clientId, connectionId, done.wake, now.getTime())
  }

  function wakeNow(clientId: string, connectionId: string, wake: NonNullable<SharedChange<unknown>['wake']>, now: number): void {
    const most = wake.which === 'all' ? 1 : 0
    for (const [index, { run_id }] of sleepers.all(clientId, connectionId, most).entries()) {
      const dueAt = Math.round(now + index * wake.apartMs)
      wakeRun.run(dueAt, clientId, run_id)
    }
    dropWoken.run(clientId, connectionId, most)
  }

  return {
    async settings(clientId, connectionId) {
      const found = row.get(clientId, connectionId)
      return found ? fromJson<FlowSettings>(found.settings) : {}
    },
    saveSettings: (clientId, connectionId, settings) =>
      writer.write(() => void putSettings.run(clientId, connectionId, JSON.stringify(settings))),
    async change(clientId, connectionId, key, change) {
      const id = keyOf(clientId, connectionId)
      const found = key === undefined ? undefined : reservationOf(clientId, connectionId, key)
      const now = clock()
      // No await from here on until the new state stands: this is what makes the change alone.
      const done = change(memory.get(id) ?? load(clientId, connectionId), found && toReservation(found), now)
      memory.set(id, done.state)
      const writes = done.durable || done.reservation || (done.reservation === null && found) || done.wake || (done.alerts ?? []).length > 0
      // Named before it is there, and until it is surely gone: a name too many costs a look.
      if (key !== undefined && done.reservation) reservedOf(clientId, connectionId).add(key)
      if (writes) await writer.write(() => writeNow(clientId, connectionId, key, done, now))
      if (key !== undefined && done.reservation === null) reservedOf(clientId, connectionId).delete(key)
      return done.answer
    },
    look: async (clientId, connectionId) => ({
      state: memory.get(keyOf(clientId, connectionId)) ?? load(clientId, connectionId),
      waits: waiter.get(clientId, connectionId) !== undefined,
    }),
    async reservedUntil(clientId, connectionId, key) {
      const found = reservation.get(clientId, connectionId, key)
      return found && new Date(found.due_at)
    },
    async states(clientId) {
      const counts = new Map(waiting.all(clientId).map(({ connection_id, runs }) => [connection_id, runs]))
      const prefix = `${clientId}/`
      const living = [...memory.keys()].filter((id) => id.startsWith(prefix)).map((id) => id.slice(prefix.length))
      const ids = new Set([...stored.all(clientId).map(({ connection_id }) => connection_id), ...living])
      return [...ids].toSorted().map((connectionId) => ({
        connectionId,
        state: memory.get(keyOf(clientId, connectionId)) ?? load(clientId, connectionId),
        waiting: counts.get(connectionId) ?? 0,
      }))
    },
    alerts: async (clientId, limit) => alertRows.all(clientId, limit).map(toAlert),
  }
}
