// Takes runs back from workers that are gone. Workers ask for it all the time; one does it, the others step over.
import type { Journal } from '#runtime/engine/ports.ts'
import type { RunRow } from '../../rows/runs.ts'
import { createBlobWriter } from '../blobs.ts'
import type { Connections } from '../connect.ts'
import { columns, unnest, type Value, type Values } from '../sql.ts'
import { hearCalls } from '../flow-calls.ts'
import { withdrawWaits } from '../waits.ts'
import { createEventLog } from './event-log.ts'
import { leaveLanes, lockLanesOf, type LaneRun } from './lanes.ts'

type LostRun = LaneRun & Pick<RunRow, 'cause' | 'cancel_requested' | 'next_seq'>

/** A worker holds 64; what is left is taken by the next look. */
const MOST_AT_ONCE = 10_000

export function createRecovering({ journal, journalTransaction }: Connections): Pick<Journal, 'recover'> {
  return {
    async recover({ now, exceptOwner, held }) {
      const at = now.getTime()
      const [lost, values]: [string, Values] =
        exceptOwner === undefined
          ? ["status = 'running'", []]
          : held === undefined
            ? ["status = 'running' AND lease_until <= ? AND owner <> ?", [at, exceptOwner]]
            : ["status = 'running' AND lease_until <= ? AND (owner <> ? OR id <> ALL(?::text[]))", [at, exceptOwner, held]]
      // Asked outside a transaction first: nearly always nobody is lost.
      const seen = await journal<LostRun>(`SELECT client_id, id FROM runs WHERE ${lost} LIMIT ${MOST_AT_ONCE}`, values)
      if (seen.count === 0) return 0
      return journalTransaction(async (transaction) => {
        const locked = lockLanesOf(
          transaction,
          seen.rows.map((run) => ({ clientId: run.client_id, runId: run.id })),
        )
        const { rows } = await transaction.query<LostRun>(
          `SELECT client_id, id, flow_id, environment, lane, event_id, cause, cancel_requested, next_seq FROM runs WHERE ${lost} AND id = ANY(?::text[]) FOR UPDATE SKIP LOCKED`,
          [...values, seen.rows.map(({ id }) => id)],
        )
        await locked
        const log = createEventLog(createBlobWriter())
        const changed = rows.map((run): Value[] => {
          const cancelled = run.cancel_requested === 1
          const events = cancelled ? [{ kind: 'run-finished', status: 'cancelled' } as const] : []
          const next = log.append({ clientId: run.client_id, runId: run.id }, run.next_seq, at, events)
          return [run.client_id, run.id, cancelled ? 'cancelled' : 'queued', next]
        })
        const ended = rows.filter((run) => run.cancel_requested === 1)
        await Promise.all([
          log.write(transaction),
          transaction.query(
            `UPDATE runs SET status = new.status, recoveries = recoveries + 1, next_seq = new.next_seq, owner = NULL, lease_until = NULL,
               due_at = CASE WHEN new.status = 'queued' THEN ? ELSE due_at END,
               finished_at = CASE WHEN new.status = 'cancelled' THEN ?::bigint END
             FROM ${unnest('text', 'text', 'text', 'bigint')} AS new (client_id, id, status, next_seq)
             WHERE runs.client_id = new.client_id AND runs.id = new.id`,
            [at, at, ...columns(changed, 4)],
          ),
          leaveLanes(
            transaction,
            ended.map((run) => ({ run, status: 'cancelled' })),
          ),
          withdrawWaits(
            transaction,
            ended.map((run) => ({ clientId: run.client_id, runId: run.id, at })),
          ),
        ])
        await hearCalls(
          transaction,
          ended.map((run) => ({ run, at })),
        )
        return rows.length - ended.length
      })
    },
  }
}
