// Renews leases over a connection of its own, for the thread that keeps them while the event loop is held up.
import Database from 'better-sqlite3'
import type { LeaseRenewal } from '#runtime/engine/ports.ts'

/** Longer than any commit of the one writer. */
const BUSY_TIMEOUT_MS = 10_000

export function openRenewal({ file }: { readonly file: string }): LeaseRenewal {
  const database = new Database(file, { timeout: BUSY_TIMEOUT_MS, fileMustExist: true })
  // A lease need not outlive a power cut: all are taken back at a start anyway. The writer's next commit syncs it along.
  database.pragma('synchronous = NORMAL')
  // Copying the log back is the writer's business.
  database.pragma('wal_autocheckpoint = 0')
  const owned = database.prepare<[string], { client_id: string; id: string }>(
    "SELECT client_id, id FROM runs WHERE owner = ? AND status = 'running'",
  )
  const renewOne = database.prepare<[number, string, string, string]>(
    "UPDATE runs SET lease_until = ? WHERE client_id = ? AND id = ? AND owner = ? AND status = 'running'",
  )
  const renewAll = database.transaction((owner: string, runIds: ReadonlySet<string>, until: number) => {
    for (const run of owned.all(owner)) if (runIds.has(run.id)) renewOne.run(until, run.client_id, run.id, owner)
  })
  return {
    async renew({ owner, runIds, until }) {
      renewAll.immediate(owner, new Set(runIds), until.getTime())
    },
    close: async () => void database.close(),
  }
}
