// Leases: which runs are worked on next, by whom, and until when.
import type { ClaimedRun, Journal } from '#runtime/engine/ports.ts'
import { openRoom, type Places, type Room } from '#shared/run/room.ts'
import { takeTurns, type Line, type Turn } from '../../turns.ts'
import { fromJson } from '../../rows/json.ts'
import { toRun, type RunRow } from '../../rows/runs.ts'
import type { Blobs, BodyRow } from '../blobs.ts'
import type { Direct } from '../settling.ts'
import type { Writer } from '../writer.ts'
import { LARGEST } from './largest.ts'

type LineHead = Pick<RunRow, 'client_id' | 'flow_id' | 'environment' | 'due_at'>

/** Before and behind every id. */
const NO_LINE = { client_id: '', flow_id: '', environment: '' }
const LAST = '\u{10ffff}'

const keyOf = ({ client_id, flow_id, environment }: LineHead): [string, string, string] => [client_id, flow_id, environment]

const toLine = ({ client_id, flow_id, environment }: LineHead, runs: readonly { readonly id: string }[]): Line => ({
  clientId: client_id,
  flowId: flow_id,
  environment,
  runIds: runs.map(({ id }) => id),
})

/** Only runs that wait are looked at, and these are never unsettled. */
export function createClaiming(database: Direct, writer: Writer, blobs: Blobs): Pick<Journal, 'claim' | 'renew' | 'nextDue'> {
  // The words of the partial index, as it has them: SQLite uses the index only then.
  const PENDING = "status IN ('queued', 'waiting') AND held = 0"
  // The first pending run of the next flow: hops from flow to flow, however many runs each of them has. The largest number stands for "behind all
  // runs of this flow": without it SQLite looks at each of them.
  const nextLine = database.prepare<[string, string, string], LineHead>(
    `SELECT client_id, flow_id, environment, due_at FROM runs WHERE ${PENDING} AND (client_id, flow_id, environment, due_at) > (?, ?, ?, ${LARGEST})
     ORDER BY client_id, flow_id, environment, due_at LIMIT 1`,
  )
  const dueOfLine = database.prepare<[string, string, string, number, number], { id: string }>(
    `SELECT id FROM runs WHERE ${PENDING} AND client_id = ? AND flow_id = ? AND environment = ? AND due_at <= ? ORDER BY due_at, id LIMIT ?`,
  )
  const lease = database.prepare<[string, number, number, string, string], RunRow>(
    `UPDATE runs SET status = 'running', owner = ?, lease_until = ?, fence = fence + 1, started_at = COALESCE(started_at, ?)
     WHERE client_id = ? AND id = ? AND status IN ('queued', 'waiting') AND held = 0 RETURNING *`,
  )
  const bodyOf = database.prepare<[number], BodyRow>('SELECT body, body_blob FROM inbox WHERE id = ?')
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
  let round = 0

  /** All lines behind a client, then those up to it. Yields again from the next client on when told to. */
  function* linesFrom(start: string): Generator<LineHead, void, boolean | undefined> {
    for (const wrapped of [false, true]) {
      let at = wrapped ? NO_LINE : { client_id: start, flow_id: LAST, environment: LAST }
      for (;;) {
        const line = nextLine.get(at.client_id, at.flow_id, at.environment)
        if (!line || (wrapped && line.client_id > start)) break
        const isEnough = yield line
        at = isEnough ? { ...line, flow_id: LAST } : line
      }
    }
  }

  /** Flows with due runs that have room: all of up to `limit` clients. */
  function dueLines(now: number, limit: number, room: Room): readonly LineHead[] {
    const lines: LineHead[] = []
    const clients = new Set<string>()
    const found = linesFrom(lastClient)
    for (let next = found.next(); !next.done;) {
      const line = next.value
      if (clients.size === limit && !clients.has(line.client_id)) break
      const full = !room.hasForClient(line.client_id)
      if (!full && line.due_at <= now && room.has(line.client_id, line.flow_id)) {
        lines.push(line)
        clients.add(line.client_id)
      }
      next = found.next(full)
    }
    return lines
  }

  /** One of each client in turn, of its flows in turn, each flow's oldest first. */
  function candidates(now: number, limit: number, places: Places | undefined): readonly Turn[] {
    const heads = dueLines(now, limit, openRoom(places))
    // Few rows of each first: with many lines most of what more would read is thrown away.
    const share = Math.ceil(limit / Math.max(heads.length, 1))
    const read = (most: number) => heads.map((head) => toLine(head, dueOfLine.all(...keyOf(head), now, most)))
    const lines = read(share)
    const turns = takeTurns(lines, limit, openRoom(places), round)
    const isCutShort = turns.length < limit && lines.some(({ runIds }) => runIds.length === share)
    return isCutShort ? takeTurns(read(limit), limit, openRoom(places), round) : turns
  }

  function toClaimed(row: RunRow): ClaimedRun {
    const start = row.replay_of === null ? undefined : startOf.get(row.id, row.client_id)
    const read = (text: string) => blobs.getText(row.client_id, text)
    return {
      run: toRun(row),
      fence: row.fence,
      body: blobs.bodyText(row.client_id, bodyOf.get(row.event_id)) ?? '',
      ...(start && { startInput: read(start.start_input), startSteps: read(start.start_steps) }),
      ...(row.tables !== null && { tables: fromJson<Record<string, number>>(row.tables) }),
    }
  }

  return {
    async claim({ owner, limit, now, leaseMs, places }) {
      const at = now.getTime()
      // Asked outside the transaction first: polling an idle store writes nothing.
      if (limit < 1 || dueLines(at, 1, openRoom(places)).length === 0) return []
      const take = () => {
        const leased = candidates(at, limit, places).flatMap(
          ({ clientId, runId }) => lease.get(owner, at + leaseMs, at, clientId, runId) ?? [],
        )
        lastClient = leased.at(-1)?.client_id ?? lastClient
        round++
        return leased
      }
      const rows = await writer.write(take, take)
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
      for (const { due_at } of linesFrom('')) soonest = Math.min(soonest ?? due_at, due_at)
      return soonest === undefined ? undefined : new Date(soonest)
    },
  }
}
