// Effects as they are stored: one row for each event and idempotency key, whichever run made the call.
import type { Database } from 'better-sqlite3'
import type { Effect } from '#runtime/engine/ports.ts'
import { effectValues } from '../../rows/runs.ts'
import type { Blobs } from '../blobs.ts'

export interface EffectRows {
  /** Only inside a write. */
  put(eventId: number, effect: Effect): void
}

export const PUT_EFFECT = `INSERT INTO effects (event_id, idempotency_key, client_id, run_id, node_id, record, safety, status, attempts, output, error, retry_at)
 VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
 ON CONFLICT (event_id, idempotency_key) DO UPDATE SET run_id = excluded.run_id, node_id = excluded.node_id, record = excluded.record,
   safety = excluded.safety, status = excluded.status, attempts = excluded.attempts, output = excluded.output, error = excluded.error,
   retry_at = excluded.retry_at`

export function createEffectRows(database: Database, blobs: Blobs): EffectRows {
  const put = database.prepare<(string | number | null)[]>(PUT_EFFECT)
  return {
    put: (eventId, effect) => void put.run(...effectValues(eventId, effect, (text) => blobs.putText(effect.clientId, effect.runId, text))),
  }
}
