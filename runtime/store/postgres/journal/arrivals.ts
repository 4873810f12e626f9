// Events at the door, many in one transaction: inbox rows and runs, or the runs of those that came before.
import { AppError } from '#shared/errors.ts'
import { newId } from '#shared/ids.ts'
import type { Accepted, NewEvent } from '#runtime/engine/ports.ts'
import { toJson } from '../../rows/json.ts'
import { blobHash, INLINE_LIMIT } from '../../blobs.ts'
import { begunRun } from '../../rows/runs.ts'
import type { Outcome } from '../batcher.ts'
import { createBlobWriter } from '../blobs.ts'
import type { Transaction } from '../connect.ts'
import { columns, unnest, type Value } from '../sql.ts'
import { createEventLog } from './event-log.ts'

/** An event with the id its run will have: made before the database is asked, so that asking twice makes one run. */
export interface Arrival {
  readonly event: NewEvent
  readonly runId: string
}

const EMPTY = new Uint8Array()

const isLarge = (event: NewEvent): boolean => event.body.length > INLINE_LIMIT

const keyOf = (event: Pick<NewEvent, 'clientId' | 'flowId' | 'environment' | 'eventKey'>): string =>
  JSON.stringify([event.clientId, event.flowId, event.environment, event.eventKey])

const byKey = (a: Arrival, b: Arrival): number => {
  const [x, y] = [keyOf(a.event), keyOf(b.event)]
  return x < y ? -1 : x > y ? 1 : 0
}

async function insertEvents(transaction: Transaction, arrivals: readonly Arrival[]): Promise<ReadonlyMap<string, number>> {
  const rows = arrivals.map(({ event, runId }): Value[] => [
    event.clientId,
    event.flowId,
    event.environment,
    event.eventKey,
    runId,
    event.receivedAt.getTime(),
    ...(isLarge(event) ? [EMPTY, blobHash(event.body)] : [event.body, null]),
  ])
  const stored = await transaction.query<{ run_id: string; id: number }>(
    `INSERT INTO inbox (client_id, flow_id, environment, event_key, run_id, received_at, body, body_blob)
     SELECT * FROM ${unnest('text', 'text', 'text', 'text', 'text', 'bigint', 'bytea', 'text')}
     ON CONFLICT DO NOTHING RETURNING run_id, id`,
    columns(rows, 8),
  )
  return new Map(stored.rows.map(({ run_id, id }) => [run_id, id]))
}

/** The runs that the events' keys stand for. */
async function findRuns(transaction: Transaction, arrivals: readonly Arrival[]): Promise<ReadonlyMap<string, string>> {
  const rows = arrivals.map(({ event }) => [event.clientId, event.flowId, event.environment, event.eventKey])
  const found = await transaction.query<{
    client_id: string
    flow_id: string
    environment: NewEvent['environment']
    event_key: string
    run_id: string
  }>(
    `SELECT client_id, flow_id, environment, event_key, run_id FROM inbox
     JOIN ${unnest('text', 'text', 'text', 'text')} AS wanted (client_id, flow_id, environment, event_key)
       USING (client_id, flow_id, environment, event_key)`,
    columns(rows, 4),
  )
  return new Map(
    found.rows.map((row) => [
      keyOf({ clientId: row.client_id, flowId: row.flow_id, environment: row.environment, eventKey: row.event_key }),
      row.run_id,
    ]),
  )
}

export const RUN_COLUMNS =
  'client_id, id, event_id, flow_id, environment, version, trigger_kind, event_key, due_at, created_at, next_seq, status, finished_at, held, cause, label'

async function insertRuns(transaction: Transaction, arrivals: readonly Arrival[], eventIds: ReadonlyMap<string, number>): Promise<void> {
  const blobs = createBlobWriter()
  const log = createEventLog(blobs)
  const rows = arrivals.flatMap(({ event, runId }): Value[][] => {
    const eventId = eventIds.get(runId)
    if (eventId === undefined) return []
    if (isLarge(event)) blobs.put(event.clientId, runId, event.body)
    const at = event.receivedAt.getTime()
    const { clientId, flowId, environment, version, trigger, eventKey, skip, ordered, cause, label = null, begin } = event
    const skipped = skip === undefined ? [] : [{ kind: 'run-finished', status: 'skipped', reason: skip } as const]
    const next = log.append({ clientId, runId }, 1, at, [{ kind: 'run-accepted', trigger }, ...skipped])
    const state = skip === undefined ? [begin ? 'running' : 'queued', null] : ['skipped', at]
    const lease = begin ? [begin.owner, at + begin.leaseMs, 1, at] : [null, null, 0, null]
    const identity = [clientId, runId, eventId, flowId, environment, version, trigger, eventKey]
    return [[...identity, at, at, next, ...state, ordered ? 1 : 0, toJson(cause), label, ...lease]]
  })
  if (rows.length === 0) return
  const types = [
    'text',
    'text',
    'bigint',
    'text',
    'text',
    'bigint',
    'text',
    'text',
    'bigint',
    'bigint',
    'bigint',
    'text',
    'bigint',
    'bigint',
    'text',
    'text',
    'text',
    'bigint',
    'bigint',
    'bigint',
  ] as const
  await Promise.all([
    transaction.query(
      `INSERT INTO runs (${RUN_COLUMNS}, owner, lease_until, fence, started_at) SELECT * FROM ${unnest(...types)}`,
      columns(rows, types.length),
    ),
    log.write(transaction),
    blobs.write(transaction),
  ])
}

export const toArrival = (event: NewEvent): Arrival => ({ event, runId: newId('run', event.receivedAt.getTime()) })

/** Stores them; answers each, in the order given. */
export async function acceptArrivals(transaction: Transaction, given: readonly Arrival[]): Promise<readonly Outcome<Accepted>[]> {
  // In the order of their keys: two processes that take the same events must not wait for each other's.
  const arrivals = given.toSorted(byKey)
  const eventIds = await insertEvents(transaction, arrivals)
  const duplicates = arrivals.filter(({ runId }) => !eventIds.has(runId))
  const runs = insertRuns(transaction, arrivals, eventIds)
  const firstRuns = duplicates.length > 0 ? await findRuns(transaction, duplicates) : new Map<string, string>()
  await runs
  return given.map(({ event, runId }) => {
    const first = eventIds.has(runId) ? runId : firstRuns.get(keyOf(event))
    if (first === undefined)
      return { ok: false, error: new AppError('internal', { message: 'An event clashed with one that is not there.' }) }
    if (first !== runId || !event.begin) return { ok: true, value: { runId: first, duplicate: first !== runId } }
    return { ok: true, value: { runId, duplicate: false, begun: begunRun(event, runId) } }
  })
}
