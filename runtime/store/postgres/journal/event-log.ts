// The run's events: all events of one commit are one row, so that a step costs one insert however much it says.
import type { NewRunEvent, RunEvent } from '#shared/model/runs.ts'
import { attachPayloads, eventsText } from '../../blobs.ts'
import { fromJson } from '../../rows/json.ts'
import { toEvents, type EventsRow } from '../../rows/runs.ts'
import { loadPayloads, type Ask, type BlobWriter } from '../blobs.ts'
import type { Transaction } from '../connect.ts'
import { columns, unnest, type Value } from '../sql.ts'

/** Rows of `run_events` to come, of many runs, written together. */
export interface EventLog {
  /** `seq` is the first event's number; answers the number after the last. */
  append(run: { readonly clientId: string; readonly runId: string }, seq: number, at: number, events: readonly NewRunEvent[]): number
  write(transaction: Transaction): Promise<unknown>
}

export function createEventLog(blobs: BlobWriter): EventLog {
  const rows: Value[][] = []

  const toText = (clientId: string, runId: string, events: readonly NewRunEvent[]): string =>
    eventsText(events, (json) => blobs.put(clientId, runId, Buffer.from(json)))

  return {
    append({ clientId, runId }, seq, at, events) {
      if (events.length > 0) rows.push([runId, seq, clientId, at, toText(clientId, runId, events)])
      return seq + events.length
    },
    async write(transaction) {
      if (rows.length === 0) return
      await transaction.query(
        `INSERT INTO run_events (run_id, seq, client_id, at, events) SELECT * FROM ${unnest('text', 'bigint', 'text', 'bigint', 'text')}`,
        columns(rows, 5),
      )
    },
  }
}

const hashesIn = (event: object): readonly string[] =>
  [Reflect.get(event, 'inputBlob'), Reflect.get(event, 'outputBlob')].filter((hash) => typeof hash === 'string')

export async function readEvents(ask: Ask, clientId: string, runId: string): Promise<readonly RunEvent[]> {
  const sql = 'SELECT seq, at, events FROM run_events WHERE run_id = ? AND client_id = ? ORDER BY seq'
  const events = (await ask<EventsRow>(sql, [runId, clientId])).flatMap(toEvents)
  const hashes = [...new Set(events.flatMap(hashesIn))]
  const payloads = await loadPayloads(
    ask,
    hashes.map((hash) => ({ clientId, hash })),
  )
  const values = new Map(hashes.map((hash) => [hash, fromJson<unknown>(Buffer.from(payloads.bytes(clientId, hash)).toString())]))
  return events.map((event) => attachPayloads(event, (hash) => values.get(hash)))
}
