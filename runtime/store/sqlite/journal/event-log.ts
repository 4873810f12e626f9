// The run's events: all events of one commit are one row, so that a step costs one insert however much it says.
import type { Database } from 'better-sqlite3'
import type { NewRunEvent, RunEvent } from '#shared/model/runs.ts'
import { toEvents, type EventsRow } from '../../rows/runs.ts'

export interface EventLog {
  /** Only inside a write. `seq` is the first event's number; answers the number after the last. */
  append(run: { readonly clientId: string; readonly runId: string }, seq: number, at: number, events: readonly NewRunEvent[]): number
  read(clientId: string, runId: string): readonly RunEvent[]
}

export function createEventLog(database: Database): EventLog {
  const insert = database.prepare<[string, number, string, number, string]>(
    'INSERT INTO run_events (run_id, seq, client_id, at, events) VALUES (?, ?, ?, ?, ?)',
  )
  const select = database.prepare<[string, string], EventsRow>(
    'SELECT seq, at, events FROM run_events WHERE run_id = ? AND client_id = ? ORDER BY seq',
  )
  return {
    append({ clientId, runId }, seq, at, events) {
      if (events.length > 0) insert.run(runId, seq, clientId, at, JSON.stringify(events))
      return seq + events.length
    },
    read: (clientId, runId) => select.all(runId, clientId).flatMap(toEvents),
  }
}
