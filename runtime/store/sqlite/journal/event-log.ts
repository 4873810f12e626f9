// The run's events: all events of one commit are one row, so that a step costs one insert however much it says.
import type { Database } from 'better-sqlite3'
import type { NewRunEvent, RunEvent } from '#shared/model/runs.ts'
import { attachPayloads, eventsText } from '../../blobs.ts'
import { fromJson } from '../../rows/json.ts'
import { toEvents, type EventsRow } from '../../rows/runs.ts'
import type { Blobs } from '../blobs.ts'

export interface EventLog {
  /** Only inside a write. `seq` is the first event's number; answers the number after the last. */
  append(run: { readonly clientId: string; readonly runId: string }, seq: number, at: number, events: readonly NewRunEvent[]): number
  read(clientId: string, runId: string): readonly RunEvent[]
  /** Events of one kind that is never large. */
  readKind(clientId: string, runId: string, kind: RunEvent['kind']): readonly RunEvent[]
}

export const INSERT_EVENTS = 'INSERT INTO run_events (run_id, seq, client_id, at, events) VALUES (?, ?, ?, ?, ?)'

export function createEventLog(database: Database, blobs: Blobs): EventLog {
  const insert = database.prepare<[string, number, string, number, string]>(INSERT_EVENTS)
  const select = database.prepare<[string, string], EventsRow>(
    'SELECT seq, at, events FROM run_events WHERE run_id = ? AND client_id = ? ORDER BY seq',
  )
  const selectKind = database.prepare<[string, string, string], EventsRow>(
    'SELECT seq, at, events FROM run_events WHERE run_id = ? AND client_id = ? AND events LIKE ? ORDER BY seq',
  )
  const toText = (clientId: string, runId: string, events: readonly NewRunEvent[]): string =>
    eventsText(events, (json) => blobs.put(clientId, runId, Buffer.from(json)))

  return {
    append({ clientId, runId }, seq, at, events) {
      if (events.length > 0) insert.run(runId, seq, clientId, at, toText(clientId, runId, events))
      return seq + events.length
    },
    readKind: (clientId, runId, kind) =>
      selectKind
        .all(runId, clientId, `%"kind":"${kind}"%`)
        .flatMap(toEvents)
        .filter((event) => event.kind === kind),
    read(clientId, runId) {
      const loaded = new Map<string, unknown>()
      const load = (hash: string) => {
        if (!loaded.has(hash)) loaded.set(hash, fromJson<unknown>(Buffer.from(blobs.get(clientId, hash)).toString()))
        return loaded.get(hash)
      }
      const events = select.all(runId, clientId).flatMap(toEvents)
      return events.map((event) => attachPayloads(event, load))
    },
  }
}
