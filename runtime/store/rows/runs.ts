// Rows of the journal's tables and the models made of them.
import type { Environment } from '#shared/model/accounts.ts'
import type {
  ExceptionRecord,
  ExceptionStatus,
  LoopProgress,
  NewRunEvent,
  ReplayOrigin,
  Run,
  RunCause,
  RunEvent,
  RunStatus,
  TriggerKind,
} from '#shared/model/runs.ts'
import type { ErrorData } from '#shared/errors.ts'
import type { Effect, NewEvent } from '#runtime/engine/ports.ts'
import { fromJson, toJson } from './json.ts'

export interface RunRow {
  readonly client_id: string
  readonly id: string
  readonly event_id: number
  readonly flow_id: string
  readonly environment: Environment
  readonly version: number
  readonly trigger_kind: TriggerKind
  readonly event_key: string
  readonly label: string | null
  readonly status: RunStatus
  readonly recoveries: number
  readonly due_at: number
  readonly created_at: number
  readonly started_at: number | null
  readonly finished_at: number | null
  readonly fence: number
  readonly woken_fence: number
  readonly cancel_requested: number
  readonly next_seq: number
  readonly replay_of: string | null
  readonly cause: string | null
  readonly held: 0 | 1 | 2
  readonly lane: string | null
  readonly tables: string | null
}

const HELD = [undefined, 'unrouted', 'behind'] as const

export const iso = (ms: number): string => new Date(ms).toISOString()

export function toRun(row: RunRow): Run {
  const held = row.status === 'queued' ? HELD[row.held] : undefined
  return {
    id: row.id,
    clientId: row.client_id,
    flowId: row.flow_id,
    environment: row.environment,
    version: row.version,
    trigger: row.trigger_kind,
    eventKey: row.event_key,
    ...(row.label !== null && { label: row.label }),
    status: row.status,
    recoveries: row.recoveries,
    dueAt: iso(row.due_at),
    ...(row.lane !== null && { lane: row.lane }),
    ...(held && { held }),
    ...(row.cause !== null && { cause: fromJson<RunCause>(row.cause) }),
    ...(row.replay_of !== null && { replayOf: fromJson<ReplayOrigin>(row.replay_of) }),
    createdAt: iso(row.created_at),
    ...(row.started_at !== null && { startedAt: iso(row.started_at) }),
    ...(row.finished_at !== null && { finishedAt: iso(row.finished_at) }),
  }
}

/** The run of an event that a worker takes at the door. */
export function begunRun(event: NewEvent, runId: string): Run {
  const { clientId, flowId, environment, version, trigger, eventKey, cause, label } = event
  const at = event.receivedAt.toISOString()
  const identity = { id: runId, clientId, flowId, environment, version, trigger, eventKey }
  return {
    ...identity,
    ...(cause && { cause }),
    ...(label !== undefined && { label }),
    status: 'running',
    recoveries: 0,
    dueAt: at,
    createdAt: at,
    startedAt: at,
  }
}

export interface ExceptionRow {
  readonly id: string
  readonly client_id: string
  readonly flow_id: string
  readonly environment: Environment
  readonly version: number
  readonly run_id: string
  readonly node_id: string
  readonly record: string
  readonly event_key: string
  readonly error: string
  readonly input: string | null
  readonly status: ExceptionStatus
  readonly replay_run_id: string | null
  readonly resolved_by: string | null
  readonly resolved_at: string | null
  readonly note: string | null
  readonly created_at: string
}

export function toException(row: ExceptionRow): ExceptionRecord {
  return {
    id: row.id,
    clientId: row.client_id,
    flowId: row.flow_id,
    environment: row.environment,
    version: row.version,
    runId: row.run_id,
    nodeId: row.node_id,
    record: row.record,
    eventKey: row.event_key,
    error: fromJson<ExceptionRecord['error']>(row.error),
    input: row.input === null ? undefined : fromJson<unknown>(row.input),
    status: row.status,
    ...(row.replay_run_id !== null && { replayRunId: row.replay_run_id }),
    ...(row.resolved_by !== null && { resolvedBy: row.resolved_by }),
    ...(row.resolved_at !== null && { resolvedAt: row.resolved_at }),
    ...(row.note !== null && { note: row.note }),
    createdAt: row.created_at,
  }
}

export interface EffectRow {
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

export const toEffect = (row: EffectRow): Effect => ({
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

/** An effect's columns, in the order of its table. `large` puts a text beside the row where that is too long. */
export const effectValues = (eventId: number, effect: Effect, large: (text: string | null) => string | null) =>
  [
    eventId,
    effect.idempotencyKey,
    effect.clientId,
    effect.runId,
    effect.nodeId,
    effect.record,
    effect.safety,
    effect.status,
    effect.attempts,
    large(effect.output ?? null),
    toJson(effect.error),
    effect.retryAt ?? null,
  ] as const

/** One row of a run's log: all events of one commit, numbered from `seq`. */
export interface EventsRow {
  readonly seq: number
  readonly at: number
  readonly events: string
}

export function toEvents(row: EventsRow): readonly RunEvent[] {
  const at = iso(row.at)
  return fromJson<readonly NewRunEvent[]>(row.events).map((event, index): RunEvent => ({ seq: row.seq + index, at, ...event }))
}

/** The newest word on each long list. */
export function newestLoops(events: readonly RunEvent[]): readonly LoopProgress[] {
  const newest = new Map<string, LoopProgress>()
  for (const event of events) {
    if (event.kind !== 'loop-progress') continue
    const { nodeId, record, next, waiting, total, parked } = event
    newest.set(`${nodeId} ${record}`, { nodeId, record, next, waiting, total, parked })
  }
  return [...newest.values()]
}
