// Runs' rows while a batch works on them: locked and read together, written back together.
import type { RunStatus } from '#shared/model/runs.ts'
import type { RunRow } from '../../rows/runs.ts'
import type { Transaction } from '../connect.ts'
import { lockLanesOf, type LaneRun } from './lanes.ts'
import { columns, unnest, type Value } from '../sql.ts'

type LeaseRow = Pick<
  RunRow,
  keyof LaneRun | 'cause' | 'fence' | 'woken_fence' | 'status' | 'cancel_requested' | 'next_seq' | 'due_at' | 'finished_at'
>

/** A run's row while a batch works on it; written back once, as it is at the end. */
export interface Lease {
  readonly run: LaneRun & Pick<RunRow, 'cause'>
  readonly fence: number
  /** A wait of the run was settled during this lease. */
  readonly woken: boolean
  readonly cancelRequested: boolean
  status: RunStatus
  nextSeq: number
  dueAt: number
  finishedAt: number | null
  changed: boolean
}

export interface RunIdentity {
  readonly clientId: string
  readonly runId: string
}
export const identity = ({ clientId, runId }: RunIdentity): string => `${clientId} ${runId}`

/** Locks the runs' lanes and rows, in one order everywhere: see lanes.ts. */
export async function lockLeases(transaction: Transaction, runs: readonly RunIdentity[]): Promise<ReadonlyMap<string, Lease>> {
  const lanes = lockLanesOf(transaction, runs)
  const { rows } = await transaction.query<LeaseRow>(
    `SELECT client_id, id, flow_id, environment, lane, event_id, cause, fence, woken_fence, status, cancel_requested, next_seq, due_at, finished_at FROM runs
     WHERE (client_id, id) IN (SELECT * FROM ${unnest('text', 'text')}) ORDER BY client_id, id FOR UPDATE`,
    columns(
      runs.map(({ clientId, runId }) => [clientId, runId]),
      2,
    ),
  )
  await lanes
  return new Map(
    rows.map((row) => [
      identity({ clientId: row.client_id, runId: row.id }),
      {
        run: row,
        fence: row.fence,
        woken: row.woken_fence === row.fence,
        cancelRequested: row.cancel_requested === 1,
        status: row.status,
        nextSeq: row.next_seq,
        dueAt: row.due_at,
        finishedAt: row.finished_at,
        changed: false,
      },
    ]),
  )
}

export async function writeLeases(transaction: Transaction, leases: ReadonlyMap<string, Lease>): Promise<void> {
  const rows = [...leases].flatMap(([key, lease]): Value[][] => {
    if (!lease.changed) return []
    const [clientId = '', runId = ''] = key.split(' ')
    return [[clientId, runId, lease.nextSeq, lease.status, lease.dueAt, lease.finishedAt]]
  })
  if (rows.length === 0) return
  await transaction.query(
    `UPDATE runs SET next_seq = new.next_seq, status = new.status, due_at = new.due_at, finished_at = new.finished_at,
       owner = CASE WHEN new.status = 'running' THEN owner END, lease_until = CASE WHEN new.status = 'running' THEN lease_until END
     FROM ${unnest('text', 'text', 'bigint', 'text', 'bigint', 'bigint')} AS new (client_id, id, next_seq, status, due_at, finished_at)
     WHERE runs.client_id = new.client_id AND runs.id = new.id`,
    columns(rows, 6),
  )
}

/** Which revisions of lookup tables the runs have read: client, run, JSON. */
export async function writeTables(transaction: Transaction, rows: readonly (readonly Value[])[]): Promise<void> {
  if (rows.length === 0) return
  await transaction.query(
    `UPDATE runs SET tables = new.tables FROM ${unnest('text', 'text', 'text')} AS new (client_id, id, tables)
     WHERE runs.client_id = new.client_id AND runs.id = new.id`,
    columns(rows, 3),
  )
}
