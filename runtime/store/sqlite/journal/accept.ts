// The door: an event becomes an inbox row and a run in one commit; a replay becomes a run of an old event.
import { AppError } from '#shared/errors.ts'
import { newId } from '#shared/ids.ts'
import type { NewRunEvent, Run } from '#shared/model/runs.ts'
import type { Accepted, Journal, NewEvent, NewReplay } from '#runtime/engine/ports.ts'
import { begunRun, toRun, type RunRow } from '../../rows/runs.ts'
import { INLINE_LIMIT } from '../../blobs.ts'
import type { EffectRows } from './effect-rows.ts'
import { INSERT_EVENTS } from './event-log.ts'
import type { JournalParts } from './index.ts'
import { INSERT_RUN, type NewRunRow } from './new-run.ts'
import { NOT_QUICK } from '../writer.ts'

type EventIdentity = [clientId: string, flowId: string, environment: string, eventKey: string]

const identity = (event: NewEvent): EventIdentity => [event.clientId, event.flowId, event.environment, event.eventKey]

const EMPTY = new Uint8Array()

const QUEUED = { status: 'queued', owner: null, lease_until: null, fence: 0, started_at: null, finished_at: null } as const

export interface Accepting extends Pick<Journal, 'accept' | 'replay'> {
  /** Only inside a write. */
  acceptNow(event: NewEvent): Accepted
}

export function createAccepting(parts: JournalParts, effects: EffectRows): Accepting {
  const { database, direct, writer, log, lanes, blobs, exceptions, unsettled } = parts
  const findEvent = database.prepare<EventIdentity, { run_id: string }>(
    'SELECT run_id FROM inbox WHERE client_id = ? AND flow_id = ? AND environment = ? AND event_key = ?',
  )
  const insertEvent = database.prepare<[...EventIdentity, string, number, Uint8Array, string | null], { id: number }>(
    `INSERT INTO inbox (client_id, flow_id, environment, event_key, run_id, received_at, body, body_blob) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT DO NOTHING RETURNING id`,
  )
  const insertRun = database.prepare<[NewRunRow], RunRow>(`${INSERT_RUN} RETURNING *`)
  // A run that waits changes nothing of those that are unsettled.
  const insertWaiting = direct.prepare<[NewRunRow]>(INSERT_RUN)
  const insertFirstEvent = direct.prepare<[string, number, string, number, string]>(INSERT_EVENTS)
  const insertStart = database.prepare<[string, string, string, string, string]>(
    'INSERT INTO replay_starts (run_id, client_id, start_input, start_steps, requested_by) VALUES (?, ?, ?, ?, ?)',
  )
  const eventOfRun = database.prepare<[string, string], Pick<RunRow, 'event_id' | 'lane' | 'cause' | 'label'>>(
    'SELECT event_id, lane, cause, label FROM runs WHERE client_id = ? AND id = ?',
  )

  const getRun = database.prepare<[string, string], RunRow>('SELECT * FROM runs WHERE client_id = ? AND id = ?')

  function duplicateOf(event: NewEvent): Accepted | undefined {
    const first = findEvent.get(...identity(event))
    return first && { runId: first.run_id, duplicate: true }
  }

  function acceptNow(event: NewEvent): Accepted {
    const at = event.receivedAt.getTime()
    const runId = newId('run', at)
    const { clientId, flowId, environment, trigger, eventKey } = event
    const isLarge = event.body.length > INLINE_LIMIT
    const blob = isLarge && !duplicateOf(event) ? blobs.put(clientId, runId, event.body) : null
    const stored = insertEvent.get(clientId, flowId, environment, eventKey, runId, at, isLarge ? EMPTY : event.body, blob)
    if (!stored) {
      const duplicate = duplicateOf(event)
      if (!duplicate) throw new AppError('internal', { message: 'An event clashed with one that is not there.' })
      return duplicate
    }
    const skipped = event.skip === undefined ? [] : [{ kind: 'run-finished', status: 'skipped', reason: event.skip } as const]
    const next = log.append({ clientId, runId }, 1, at, [{ kind: 'run-accepted', trigger }, ...skipped])
    insertRun.run(newRow(event, runId, stored.id, next))
    return toAccepted(event, runId)
  }

  /** Its row in the inbox, and a step for the log where it begins at the door. */
  function acceptQuickly(event: NewEvent): Accepted | typeof NOT_QUICK {
    if (event.cause || event.skip !== undefined || event.body.length > INLINE_LIMIT) return NOT_QUICK
    const at = event.receivedAt.getTime()
    const runId = newId('run', at)
    const { clientId, flowId, environment, trigger, eventKey } = event
    const stored = insertEvent.get(clientId, flowId, environment, eventKey, runId, at, event.body, null)
    if (!stored) return duplicateOf(event) ?? NOT_QUICK
    const row = newRow(event, runId, stored.id, 2)
    const accepted = JSON.stringify({ kind: 'run-accepted', trigger })
    if (event.begin) unsettled.begin(row, accepted)
    else {
      insertFirstEvent.run(runId, 1, clientId, at, `[${accepted}]`)
      insertWaiting.run(row)
    }
    return toAccepted(event, runId)
  }

  function replayNow(replay: NewReplay): Run {
    const { clientId, id: originalId, flowId, environment, eventKey } = replay.original
    const event = eventOfRun.get(clientId, originalId)
    if (!event) throw new AppError('not-found')
    const at = replay.at.getTime()
    const runId = newId('run', at)
    const next = log.append({ clientId, runId }, 1, at, [{ kind: 'run-accepted', trigger: 'replay' }, ...confirmation(replay)])
    const large = (text: string) => blobs.putText(clientId, runId, text)
    insertStart.run(runId, clientId, large(replay.startInput), large(replay.startSteps), replay.requestedBy)
    blobs.share(clientId, originalId, runId)
    const row = insertRun.get({
      ...QUEUED,
      client_id: clientId,
      id: runId,
      event_id: event.event_id,
      flow_id: flowId,
      environment,
      version: replay.version,
      trigger_kind: 'replay',
      event_key: eventKey,
      at,
      next_seq: next,
      replay_of: JSON.stringify(replay.origin),
      held: replay.ordered && event.lane === null ? 1 : 0,
      label: event.label,
      cause: event.cause,
    })
    if (!row) throw new AppError('internal', { message: 'A run was not stored.' })
    if (replay.confirmed) effects.put(event.event_id, replay.confirmed)
    // First in, then the exception's run out: the place is never empty meanwhile.
    if (event.lane !== null) lanes.enter(row, event.lane, replay.ordered?.holds ?? false)
    if (replay.resolves) resolve(replay, runId)
    return toRun(getRun.get(clientId, runId) ?? row)
  }

  function resolve({ original, requestedBy, at, resolves }: NewReplay, runId: string): void {
    const { exceptionId = '', note, bulkId } = resolves ?? {}
    const change = {
      status: 'replayed',
      by: requestedBy,
      at,
      replayRunId: runId,
      ...(note !== undefined && { note }),
      ...(bulkId && { bulkId }),
    } as const
    if (!exceptions.resolve(original.clientId, exceptionId, change)) throw new AppError('conflict')
  }

  return {
    accept: (event) =>
      writer.write(
        () => acceptNow(event),
        () => acceptQuickly(event),
      ),
    acceptNow,
    replay: (replay) => writer.write(() => replayNow(replay)),
  }
}

const toAccepted = (event: NewEvent, runId: string): Accepted => ({
  runId,
  duplicate: false,
  ...(event.begin && { begun: begunRun(event, runId) }),
})

function newRow(event: NewEvent, runId: string, eventId: number, next: number): NewRunRow {
  const at = event.receivedAt.getTime()
  return {
    ...QUEUED,
    ...(event.begin && { status: 'running', owner: event.begin.owner, lease_until: at + event.begin.leaseMs, fence: 1, started_at: at }),
    ...(event.skip !== undefined && { status: 'skipped', finished_at: at }),
    client_id: event.clientId,
    id: runId,
    event_id: eventId,
    flow_id: event.flowId,
    environment: event.environment,
    version: event.version,
    trigger_kind: event.trigger,
    event_key: event.eventKey,
    at,
    next_seq: next,
    replay_of: null,
    held: event.ordered ? 1 : 0,
    label: event.label ?? null,
    cause: event.cause ? JSON.stringify(event.cause) : null,
  }
}

const confirmation = ({ confirmed, requestedBy }: NewReplay): readonly NewRunEvent[] =>
  confirmed ? [{ kind: 'effect-confirmed', nodeId: confirmed.nodeId, record: confirmed.record, by: requestedBy }] : []
