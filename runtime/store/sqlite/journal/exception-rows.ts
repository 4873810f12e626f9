// Exceptions as workers and routers store them, and how one is resolved. All of it only inside a write.
import type { Database } from 'better-sqlite3'
import { TERMINAL_STATUSES, type ExceptionRecord, type NewRunEvent } from '#shared/model/runs.ts'
import type { RunStore } from '../../ports.ts'
import type { Blobs } from '../blobs.ts'
import { toJson } from '../../rows/json.ts'
import type { RunRow } from '../../rows/runs.ts'
import type { Lanes } from './lanes.ts'

export interface ExceptionRows {
  /** Answers the events with the exceptions' ids as stored: a resumed run finds its own exceptions there already. */
  store(exceptions: readonly ExceptionRecord[], events: readonly NewRunEvent[]): readonly NewRunEvent[]
  /** False when it is not open any more. The last one of an ended run frees the run's place in its lane. */
  resolve(clientId: string, exceptionId: string, change: Parameters<RunStore['resolveException']>[2]): boolean
}

export function createExceptionRows(database: Database, blobs: Blobs, lanes: Lanes): ExceptionRows {
  const insert = database.prepare<(string | number | null)[]>(
    `INSERT INTO exceptions (id, client_id, flow_id, environment, version, run_id, node_id, record, event_key, error, input, status, created_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (run_id, node_id, record) DO NOTHING`,
  )
  const exceptionAt = database.prepare<[string, string, string, string], { id: string }>(
    'SELECT id FROM exceptions WHERE run_id = ? AND node_id = ? AND record = ? AND client_id = ?',
  )

  const resolve = database.prepare<(string | null)[], { run_id: string }>(
    `UPDATE exceptions SET status = ?, resolved_by = ?, resolved_at = ?, replay_run_id = ?, note = ?, bulk_id = ?
     WHERE client_id = ? AND id = ? AND status = 'open' RETURNING run_id`,
  )
  const runOf = database.prepare<[string, string], RunRow>('SELECT * FROM runs WHERE client_id = ? AND id = ?')

  /** Answers the id the record stands under. */
  function storeOne(exception: ExceptionRecord): string {
    const { id, clientId, flowId, environment, version, runId, nodeId, record, eventKey, error, input, status, createdAt } = exception
    const values = [
      id,
      clientId,
      flowId,
      environment,
      version,
      runId,
      nodeId,
      record,
      eventKey,
      toJson(error),
      blobs.putText(clientId, runId, toJson(input)),
      status,
      createdAt,
    ]
    if (insert.run(...values).changes > 0) return id
    return exceptionAt.get(runId, nodeId, record, clientId)?.id ?? id
  }

  return {
    store(exceptions, events) {
      if (exceptions.length === 0) return events
      const ids = new Map(exceptions.map((exception) => [exception.id, storeOne(exception)]))
      return events.map((event) =>
        event.kind === 'step-failed' && event.exceptionId !== undefined
          ? { ...event, exceptionId: ids.get(event.exceptionId) ?? event.exceptionId }
          : event,
      )
    },
    resolve(clientId, exceptionId, { status, by, at, replayRunId, note, bulkId }) {
      const resolved = resolve.get(status, by, at.toISOString(), replayRunId ?? null, note ?? null, bulkId ?? null, clientId, exceptionId)
      const run = resolved && runOf.get(clientId, resolved.run_id)
      if (run && TERMINAL_STATUSES.includes(run.status)) lanes.resolved(run)
      return resolved !== undefined
    },
  }
}
