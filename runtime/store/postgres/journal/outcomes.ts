// Effects and exceptions of a batch, each kind in one statement.
import type { ExceptionRecord, NewRunEvent } from '#shared/model/runs.ts'
import type { Effect } from '#runtime/engine/ports.ts'
import { toJson } from '../../rows/json.ts'
import { effectValues } from '../../rows/runs.ts'
import type { BlobWriter } from '../blobs.ts'
import type { Transaction } from '../connect.ts'
import { columns, unnest, type Value } from '../sql.ts'

export async function writeEffects(
  transaction: Transaction,
  blobs: BlobWriter,
  effects: readonly (readonly [eventId: number, effect: Effect])[],
): Promise<void> {
  if (effects.length === 0) return
  // One statement cannot change a row twice: of an intent and its outcome in one batch the later one counts.
  const newest = new Map(effects.map(([eventId, effect]) => [`${eventId} ${effect.idempotencyKey}`, [eventId, effect] as const]))
  const rows = [...newest.values()].map(([eventId, effect]) =>
    effectValues(eventId, effect, (text) => blobs.putText(effect.clientId, effect.runId, text)),
  )
  const types = ['bigint', 'text', 'text', 'text', 'text', 'text', 'text', 'text', 'bigint', 'text', 'text', 'text'] as const
  await transaction.query(
    `INSERT INTO effects (event_id, idempotency_key, client_id, run_id, node_id, record, safety, status, attempts, output, error, retry_at)
     SELECT * FROM ${unnest(...types)}
     ON CONFLICT (event_id, idempotency_key) DO UPDATE SET run_id = excluded.run_id, node_id = excluded.node_id, record = excluded.record,
       safety = excluded.safety, status = excluded.status, attempts = excluded.attempts, output = excluded.output, error = excluded.error,
       retry_at = excluded.retry_at`,
    columns(rows, types.length),
  )
}

/** Answers the id each record stands under: a run that was resumed finds its own exception there already. */
export async function writeExceptions(
  transaction: Transaction,
  blobs: BlobWriter,
  exceptions: readonly ExceptionRecord[],
): Promise<ReadonlyMap<string, string>> {
  if (exceptions.length === 0) return new Map()
  const rows = exceptions.map((exception): Value[] => [
    exception.id,
    exception.clientId,
    exception.flowId,
    exception.environment,
    exception.version,
    exception.runId,
    exception.nodeId,
    exception.record,
    exception.eventKey,
    toJson(exception.error),
    blobs.putText(exception.clientId, exception.runId, toJson(exception.input)),
    exception.status,
    exception.createdAt,
  ])
  const types = ['text', 'text', 'text', 'text', 'bigint', 'text', 'text', 'text', 'text', 'text', 'text', 'text', 'text'] as const
  const inserted = transaction.query(
    `INSERT INTO exceptions (id, client_id, flow_id, environment, version, run_id, node_id, record, event_key, error, input, status, created_at)
     SELECT * FROM ${unnest(...types)} ON CONFLICT (run_id, node_id, record) DO NOTHING`,
    columns(rows, types.length),
  )
  const places = exceptions.map(({ runId, nodeId, record }) => [runId, nodeId, record])
  const stored = await transaction.query<{ place: number; id: string }>(
    `SELECT wanted.place, exceptions.id FROM ${unnest('text', 'text', 'text')} WITH ORDINALITY AS wanted (run_id, node_id, record, place)
     JOIN exceptions USING (run_id, node_id, record)`,
    columns(places, 3),
  )
  await inserted
  return new Map(stored.rows.map(({ place, id }) => [exceptions[place - 1]?.id ?? '', id]))
}

/** The event with its exception's id as stored. */
export const storedUnder = (event: NewRunEvent, ids: ReadonlyMap<string, string>): NewRunEvent =>
  event.kind === 'step-failed' && event.exceptionId !== undefined
    ? { ...event, exceptionId: ids.get(event.exceptionId) ?? event.exceptionId }
    : event
