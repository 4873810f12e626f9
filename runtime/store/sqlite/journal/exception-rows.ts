// Exceptions as a worker or a router stores them.
import type { Database } from 'better-sqlite3'
import type { ExceptionRecord, NewRunEvent } from '#shared/model/runs.ts'
import type { Blobs } from '../blobs.ts'
import { toJson } from '../../rows/json.ts'

export interface ExceptionRows {
  /** Only inside a write. Answers the events with the exceptions' ids as stored: a resumed run finds its own exceptions there already. */
  store(exceptions: readonly ExceptionRecord[], events: readonly NewRunEvent[]): readonly NewRunEvent[]
}

export function createExceptionRows(database: Database, blobs: Blobs): ExceptionRows {
  const insert = database.prepare<(string | number | null)[]>(
    `INSERT INTO exceptions (id, client_id, flow_id, environment, version, run_id, node_id, record, event_key, error, input, status, created_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (run_id, node_id, record) DO NOTHING`,
  )
  const exceptionAt = database.prepare<[string, string, string, string], { id: string }>(
    'SELECT id FROM exceptions WHERE run_id = ? AND node_id = ? AND record = ? AND client_id = ?',
  )

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
  }
}
