// Leases: which runs are worked on next, by whom, and until when.
import type { Database } from 'better-sqlite3'
import type { ClaimedRun, Journal } from '#runtime/engine/ports.ts'
import { toRun, type RunRow } from '../../rows/runs.ts'
import type { Writer } from '../writer.ts'

export function createClaiming(database: Database, writer: Writer): Pick<Journal, 'claim' | 'renew' | 'nextDue'> {
  // `status IN ('queued', 'waiting')` stands here as it stands in the partial index: SQLite uses the index only then.
  // The first pending run of the next client: hops from client to client, however many runs each of them has.
  const nextClient = database.prepare<[string], { client_id: string; due_at: number }>(
    `SELECT client_id, due_at FROM runs WHERE status IN ('queued', 'waiting') AND held = 0 AND client_id > ? ORDER BY client_id, due_at LIMIT 1`,
  )
  const dueOfClient = database.prepare<[string, number, number], { client_id: string; id: string; due_at: number }>(
    `SELECT client_id, id, due_at FROM runs WHERE status IN ('queued', 'waiting') AND held = 0 AND client_id = ? AND due_at <= ? ORDER BY due_at, id LIMIT ?`,
  )
  const lease = database.prepare<[string, number, number, string, string], RunRow>(
    `UPDATE runs SET status = 'running', owner = ?, lease_until = ?, fence = fence + 1, started_at = COALESCE(started_at, ?)
     WHERE client_id = ? AND id = ? AND status IN ('queued', 'waiting') AND held = 0 RETURNING *`,
  )
  const bodyOf = database.prepare<[number], { body: Buffer }>('SELECT body FROM inbox WHERE id = ?')
  const startOf = database.prepare<[string, string], { start_input: string; start_steps: string }>(
    'SELECT start_input, start_steps FROM replay_starts WHERE run_id = ? AND client_id = ?',
  )
  const ownedBy = database.prepare<[string], { client_id: string; id: string }>(
    "SELECT client_id, id FROM runs WHERE owner = ? AND status = 'running'",
  )
  const renewOne = database.prepare<[number, string, string, string]>(
    "UPDATE runs SET lease_until = ? WHERE client_id = ? AND id = ? AND owner = ? AND status = 'running'",
  )

  /** Where the last claim ended, so that with more clients than places everyone has a turn. */
  let lastClient = ''

  function* clientsFrom(start: string): Generator<{ client_id: string; due_at: number }> {
    for (const wrapped of [false, true]) {
      let client = wrapped ? '' : start
      for (;;) {
        const row = nextClient.get(client)
        if (!row || (wrapped && row.client_id > start)) break
        yield row
        client = row.client_id
      }
    }
  }

  /** One of each client in turn, each client's oldest first. */
  function candidates(now: number, limit: number): readonly { client_id: string; id: string }[] {
    const clients: string[] = []
    for (const row of clientsFrom(lastClient)) {
      if (row.due_at <= now) clients.push(row.client_id)
      if (clients.length === limit) break
    }
    // Few rows of each first: with many clients most of what more would read is thrown away.
    const share = Math.ceil(limit / Math.max(clients.length, 1))
    let lists = clients.map((client) => dueOfClient.all(client, now, share))
    const found = lists.reduce((sum, list) => sum + list.length, 0)
    if (found < limit && lists.some((list) => list.length === share)) {
      lists = clients.map((client) => dueOfClient.all(client, now, limit))
    }
    const turns = lists.flatMap((list, client) => list.map((run, turn) => ({ run, turn, client })))
    turns.sort((a, b) => a.turn - b.turn || a.client - b.client)
    return turns.slice(0, limit).map(({ run }) => run)
  }

  function toClaimed(row: RunRow): ClaimedRun {
    const start = row.replay_of === null ? undefined : startOf.get(row.id, row.client_id)
    return {
      run: toRun(row),
      fence: row.fence,
      body: bodyOf.get(row.event_id)?.body.toString() ?? '',
      ...(start && { startInput: start.start_input, startSteps: start.start_steps }),
    }
  }

  return {
    async claim({ owner, limit, now, leaseMs }) {
      const at = now.getTime()
      // Asked outside the transaction first: polling an idle store writes nothing.
      if (limit < 1 || candidates(at, 1).length === 0) return []
      const rows = await writer.write(() => {
        const leased = candidates(at, limit).flatMap(({ client_id, id }) => lease.get(owner, at + leaseMs, at, client_id, id) ?? [])
        lastClient = leased.at(-1)?.client_id ?? lastClient
        return leased
      })
      return rows.map(toClaimed)
    },
    async renew({ owner, runIds, until }) {
      if (runIds.length === 0) return
      const wanted = new Set(runIds)
      await writer.write(() => {
        for (const run of ownedBy.all(owner)) {
          if (wanted.has(run.id)) renewOne.run(until.getTime(), run.client_id, run.id, owner)
        }
      })
    },
    async nextDue() {
      let soonest: number | undefined
      for (const { due_at } of clientsFrom('')) soonest = Math.min(soonest ?? due_at, due_at)
      return soonest === undefined ? undefined : new Date(soonest)
    },
  }
}
