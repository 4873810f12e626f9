// Takes runs back from workers that are gone.
import type { Database } from 'better-sqlite3'
import type { Journal } from '#runtime/engine/ports.ts'
import type { RunRow } from '../../rows/runs.ts'
import type { Writer } from '../writer.ts'
import type { FlowCallLog } from '../flow-calls.ts'
import type { WaitLog } from '../waits.ts'
import type { EventLog } from './event-log.ts'
import type { LaneRun, Lanes } from './lanes.ts'

type LostRun = LaneRun & Pick<RunRow, 'cause' | 'recoveries' | 'cancel_requested' | 'next_seq'>

export interface RecoveringParts {
  readonly database: Database
  readonly writer: Writer
  readonly log: EventLog
  readonly lanes: Lanes
  readonly waits: WaitLog
  readonly calls: FlowCallLog
}

export function createRecovering({ database, writer, log, lanes, waits, calls }: RecoveringParts): Pick<Journal, 'recover'> {
  const columns = 'client_id, id, flow_id, environment, lane, event_id, cause, recoveries, cancel_requested, next_seq'
  const allRunning = database.prepare<[], LostRun>(`SELECT ${columns} FROM runs WHERE status = 'running'`)
  const expired = database.prepare<[number], LostRun & { readonly owner: string }>(
    `SELECT ${columns}, owner FROM runs WHERE status = 'running' AND lease_until <= ?`,
  )
  const requeue = database.prepare<[number, number, string, string]>(
    "UPDATE runs SET status = 'queued', recoveries = ?, due_at = ?, owner = NULL, lease_until = NULL WHERE client_id = ? AND id = ?",
  )
  const finish = database.prepare<[number, number, number, string, string]>(
    "UPDATE runs SET status = 'cancelled', recoveries = ?, finished_at = ?, next_seq = ?, owner = NULL, lease_until = NULL WHERE client_id = ? AND id = ?",
  )

  function cancel(run: LostRun, recoveries: number, at: number): void {
    const next = log.append({ clientId: run.client_id, runId: run.id }, run.next_seq, at, [{ kind: 'run-finished', status: 'cancelled' }])
    finish.run(recoveries, at, next, run.client_id, run.id)
    lanes.ended(run, 'cancelled')
    waits.withdraw(run.client_id, run.id, at)
    calls.heard(run, undefined, at)
  }

  return {
    async recover({ now, exceptOwner, held }) {
      const at = now.getTime()
      const keeps = ({ owner, id }: { readonly owner: string; readonly id: string }) =>
        owner === exceptOwner && (held?.includes(id) ?? true)
      const lost = (): readonly LostRun[] => (exceptOwner === undefined ? allRunning.all() : expired.all(at).filter((run) => !keeps(run)))
      if (lost().length === 0) return 0
      return writer.write(() => {
        let recovered = 0
        for (const run of lost()) {
          const recoveries = run.recoveries + 1
          if (run.cancel_requested === 1) {
            cancel(run, recoveries, at)
          } else {
            requeue.run(recoveries, at, run.client_id, run.id)
            recovered++
          }
        }
        return recovered
      })
    },
  }
}
