// The engine's journal on SQLite.
import type { Database } from 'better-sqlite3'
import type { ErrorData } from '#shared/errors.ts'
import type { Effect, Journal } from '#runtime/engine/ports.ts'
import type { Writer } from '../writer.ts'
import { createAccepting } from './accept.ts'
import { createClaiming } from './claim.ts'
import { createCommitting } from './commit.ts'
import type { EventLog } from './event-log.ts'
import { createRecovering } from './recover.ts'
import { fromJson } from '../json-column.ts'

interface EffectRow {
  readonly idempotency_key: string
  readonly client_id: string
  readonly run_id: string
  readonly node_id: string
  readonly record: string
  readonly safety: Effect['safety']
  readonly status: Effect['status']
  readonly attempts: number
  readonly output: string | null
  readonly error: string | null
  readonly retry_at: string | null
}

const toEffect = (row: EffectRow): Effect => ({
  idempotencyKey: row.idempotency_key,
  clientId: row.client_id,
  runId: row.run_id,
  nodeId: row.node_id,
  record: row.record,
  safety: row.safety,
  status: row.status,
  attempts: row.attempts,
  ...(row.output !== null && { output: row.output }),
  ...(row.error !== null && { error: fromJson<ErrorData>(row.error) }),
  ...(row.retry_at !== null && { retryAt: row.retry_at }),
})

export function createJournal(database: Database, writer: Writer, log: EventLog): Journal {
  const effectsOfEvent = database.prepare<[string, string, string], EffectRow>(
    `SELECT * FROM effects WHERE event_id = (SELECT event_id FROM runs WHERE client_id = ? AND id = ?) AND client_id = ?
     ORDER BY run_id, node_id, record`,
  )
  const parked = database.prepare<[string, string], { nodeId: string; record: string }>(
    'SELECT node_id AS "nodeId", record FROM exceptions WHERE run_id = ? AND client_id = ? ORDER BY node_id, record',
  )
  return {
    ...createAccepting(database, writer, log),
    ...createClaiming(database, writer),
    ...createCommitting(database, writer, log),
    ...createRecovering(database, writer, log),
    effectsOf: async (run) => effectsOfEvent.all(run.clientId, run.id, run.clientId).map(toEffect),
    parkedIn: async (run) => parked.all(run.id, run.clientId),
  }
}
