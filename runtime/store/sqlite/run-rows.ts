// Rows of the journal's tables and the models made of them.
import type { Environment } from '#shared/model/accounts.ts'
import type { ExceptionRecord, ExceptionStatus, ReplayOrigin, Run, RunStatus, TriggerKind } from '#shared/model/runs.ts'
import { fromJson } from './json-column.ts'

export interface RunRow {
  readonly client_id: string
  readonly id: string
  readonly event_id: number
  readonly flow_id: string
  readonly environment: Environment
  readonly version: number
  readonly trigger_kind: TriggerKind
  readonly event_key: string
  readonly status: RunStatus
  readonly recoveries: number
  readonly due_at: number
  readonly created_at: number
  readonly started_at: number | null
  readonly finished_at: number | null
  readonly fence: number
  readonly cancel_requested: number
  readonly next_seq: number
  readonly replay_of: string | null
}

export const iso = (ms: number): string => new Date(ms).toISOString()

export function toRun(row: RunRow): Run {
  return {
    id: row.id,
    clientId: row.client_id,
    flowId: row.flow_id,
    environment: row.environment,
    version: row.version,
    trigger: row.trigger_kind,
    eventKey: row.event_key,
    status: row.status,
    recoveries: row.recoveries,
    dueAt: iso(row.due_at),
    ...(row.replay_of !== null && { replayOf: fromJson<ReplayOrigin>(row.replay_of) }),
    createdAt: iso(row.created_at),
    ...(row.started_at !== null && { startedAt: iso(row.started_at) }),
    ...(row.finished_at !== null && { finishedAt: iso(row.finished_at) }),
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
