// Rows of the waits and the model made of them.
import type { Environment } from '#shared/model/accounts.ts'
import type { Question, Wait, WaitKind, WaitStatus } from '#shared/model/waits.ts'
import { fromJson } from './json.ts'
import { iso } from './runs.ts'

export interface WaitRow {
  readonly client_id: string
  readonly id: string
  readonly flow_id: string
  readonly environment: Environment
  readonly run_id: string
  readonly node_id: string
  readonly record: string
  readonly kind: WaitKind
  readonly status: WaitStatus
  readonly until: number
  readonly question: string | null
  readonly child_run_id: string | null
  readonly result: string | null
  readonly created_at: number
  readonly settled_at: number | null
  readonly settled_by: string | null
}

/** The hash of its token stays behind. */
export const toWait = (row: WaitRow): Wait => ({
  id: row.id,
  clientId: row.client_id,
  flowId: row.flow_id,
  environment: row.environment,
  runId: row.run_id,
  nodeId: row.node_id,
  record: row.record,
  kind: row.kind,
  status: row.status,
  until: iso(row.until),
  ...(row.question !== null && { question: fromJson<Question>(row.question) }),
  ...(row.child_run_id !== null && { childRunId: row.child_run_id }),
  ...(row.result !== null && { result: fromJson<unknown>(row.result) }),
  createdAt: iso(row.created_at),
  ...(row.settled_at !== null && { settledAt: iso(row.settled_at) }),
  ...(row.settled_by !== null && { settledBy: row.settled_by }),
})
