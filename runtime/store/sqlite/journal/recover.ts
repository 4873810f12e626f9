// Takes runs back from workers that are gone. A run that has lost its worker too often is set aside as poison.
import type { Database } from 'better-sqlite3'
import type { Journal } from '#runtime/engine/ports.ts'
import type { RunStatus } from '#shared/model/runs.ts'
import type { RunRow } from '../run-rows.ts'
import type { Writer } from '../writer.ts'
import type { EventLog } from './event-log.ts'

/** At the third loss. Fewer would set aside runs that were merely there at two power cuts; more lets poison kill more workers. */
const QUARANTINE_AT = 3

type LostRun = Pick<RunRow, 'client_id' | 'id' | 'recoveries' | 'cancel_requested' | 'next_seq'>

export function createRecovering(database: Database, writer: Writer, log: EventLog): Pick<Journal, 'recover'> {
  const columns = 'client_id, id, recoveries, cancel_requested, next_seq'
  const allRunning = database.prepare<[], LostRun>(`SELECT ${columns} FROM runs WHERE status = 'running'`)
  const expired = database.prepare<[number, string], LostRun>(
    `SELECT ${columns} FROM runs WHERE status = 'running' AND lease_until <= ? AND owner <> ?`,
  )
  const requeue = database.prepare<[number, number, string, string]>(
    "UPDATE runs SET status = 'queued', recoveries = ?, due_at = ?, owner = NULL, lease_until = NULL WHERE client_id = ? AND id = ?",
  )
  const finish = database.prepare<[string, number, number, number, string, string]>(
    'UPDATE runs SET status = ?, recoveries = ?, finished_at = ?, next_seq = ?, owner = NULL, lease_until = NULL WHERE client_id = ? AND id = ?',
  )

  function end(run: LostRun, status: RunStatus, recoveries: number, at: number): void {
    const next = log.append({ clientId: run.client_id, runId: run.id }, run.next_seq, at, [{ kind: 'run-finished', status }])
    finish.run(status, recoveries, at, next, run.client_id, run.id)
  }

  return {
    async recover({ now, exceptOwner }) {
      const at = now.getTime()
      const lost = () => (exceptOwner === undefined ? allRunning.all() : expired.all(at, exceptOwner))
      if (lost().length === 0) return { recovered: 0, quarantined: [] }
      return writer.write(() => {
        const quarantined: string[] = []
        let recovered = 0
        for (const run of lost()) {
          const recoveries = run.recoveries + 1
          if (run.cancel_requested === 1) {
            end(run, 'cancelled', recoveries, at)
          } else if (recoveries >= QUARANTINE_AT) {
            end(run, 'quarantined', recoveries, at)
            quarantined.push(run.id)
          } else {
            requeue.run(recoveries, at, run.client_id, run.id)
            recovered++
          }
        }
        return { recovered, quarantined }
      })
    },
  }
}
