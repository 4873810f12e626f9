// A parked record is dealt with, and the last one of an ended run frees the run's place in its lane.
import { TERMINAL_STATUSES } from '#shared/model/runs.ts'
import type { RunRow } from '../../rows/runs.ts'
import type { RunStore } from '../../ports.ts'
import type { Transaction } from '../connect.ts'
import { leaveWhereResolved, lockLanesOf } from './lanes.ts'

/** False when it is not open any more. */
export async function resolveException(
  transaction: Transaction,
  clientId: string,
  exceptionId: string,
  { status, by, at, replayRunId, note, bulkId }: Parameters<RunStore['resolveException']>[2],
): Promise<boolean> {
  const { rows } = await transaction.query<{ run_id: string }>('SELECT run_id FROM exceptions WHERE client_id = ? AND id = ?', [
    clientId,
    exceptionId,
  ])
  const [exception] = rows
  if (!exception) return false
  // The lane first, then the record, as a worker does that parks one.
  const locked = lockLanesOf(transaction, [{ clientId, runId: exception.run_id }])
  const resolved = await transaction.query(
    `UPDATE exceptions SET status = ?, resolved_by = ?, resolved_at = ?, replay_run_id = ?, note = ?, bulk_id = ?
     WHERE client_id = ? AND id = ? AND status = 'open'`,
    [status, by, at.toISOString(), replayRunId ?? null, note ?? null, bulkId ?? null, clientId, exceptionId],
  )
  await locked
  if (resolved.count === 0) return false
  const run = await transaction.query<RunRow>('SELECT * FROM runs WHERE client_id = ? AND id = ?', [clientId, exception.run_id])
  const [ended] = run.rows.filter((row) => TERMINAL_STATUSES.includes(row.status))
  if (ended) await leaveWhereResolved(transaction, ended)
  return true
}
