// Lanes as queues of places. A place is the number of an event; whoever works on that event stands there: the run, later its replays.
// One place of a lane is released at a time, the earliest; the runs of the others are held. All of it only inside a write.
import type { Database } from 'better-sqlite3'
import type { RunRow } from '../../rows/runs.ts'

export interface Lane {
  readonly client_id: string
  readonly flow_id: string
  readonly environment: string
  readonly lane: string
}
export type LaneRun = Pick<RunRow, 'client_id' | 'flow_id' | 'environment' | 'lane' | 'event_id'> & { readonly id: string }

export interface Lanes {
  /** The run takes its place in the lane, and begins when that is at the head. */
  enter(run: Omit<LaneRun, 'lane'>, lane: string, holds: boolean): void
  /** The run has ended: it leaves its lane, or keeps its place while records of it are parked. */
  ended(run: LaneRun, status: RunRow['status']): void
  /** A parked record was resolved: the last one of an ended run frees its place. */
  resolved(run: LaneRun): void
  /** The runs of a lane that have not begun, but for replays, which a person asked for, and windows, which hold more than the newest record. */
  notBegun(lane: Lane): readonly { readonly id: string; readonly event_id: number }[]
}

type Key = [clientId: string, flowId: string, environment: string, lane: string]

const keyOf = ({ client_id, flow_id, environment }: Omit<Lane, 'lane'>, lane: string): Key => [client_id, flow_id, environment, lane]

export function createLanes(database: Database): Lanes {
  const IN_LANE = 'client_id = ? AND flow_id = ? AND environment = ? AND lane = ?'
  const insert = database.prepare<[...Key, number, string, number]>(
    'INSERT INTO lane_members (client_id, flow_id, environment, lane, event_id, run_id, holds, released) VALUES (?, ?, ?, ?, ?, ?, ?, 0)',
  )
  const hold = database.prepare<[string, string, string]>('UPDATE runs SET lane = ?, held = 2 WHERE client_id = ? AND id = ?')
  const remove = database.prepare<[...Key, number, string]>(`DELETE FROM lane_members WHERE ${IN_LANE} AND event_id = ? AND run_id = ?`)
  const holdsOf = database.prepare<[...Key, number, string], { holds: number }>(
    `SELECT holds FROM lane_members WHERE ${IN_LANE} AND event_id = ? AND run_id = ?`,
  )
  // A place that was released keeps the lane until it is left, even if an earlier one, a replay's, is taken meanwhile.
  const releasedPlace = database.prepare<Key, { event_id: number }>(
    `SELECT event_id FROM lane_members WHERE ${IN_LANE} AND released = 1 ORDER BY event_id LIMIT 1`,
  )
  const firstPlace = database.prepare<Key, { event_id: number }>(
    `SELECT event_id FROM lane_members WHERE ${IN_LANE} ORDER BY event_id LIMIT 1`,
  )
  const release = database.prepare<[...Key, number], { run_id: string }>(
    `UPDATE lane_members SET released = 1 WHERE ${IN_LANE} AND event_id = ? AND released = 0 RETURNING run_id`,
  )
  const free = database.prepare<[string, string]>('UPDATE runs SET held = 0 WHERE client_id = ? AND id = ? AND held = 2')
  const openException = database.prepare<[string, string]>(
    "SELECT 1 FROM exceptions WHERE run_id = ? AND client_id = ? AND status = 'open' LIMIT 1",
  )
  const notBegun = database.prepare<Key, { id: string; event_id: number }>(
    `SELECT m.run_id AS id, m.event_id AS event_id FROM lane_members m JOIN runs r ON r.client_id = m.client_id AND r.id = m.run_id
     WHERE m.client_id = ? AND m.flow_id = ? AND m.environment = ? AND m.lane = ?
       AND r.status = 'queued' AND r.started_at IS NULL AND r.replay_of IS NULL AND r.trigger_kind <> 'window'`,
  )

  function advance(key: Key): void {
    const place = releasedPlace.get(...key) ?? firstPlace.get(...key)
    if (!place) return
    for (const { run_id } of release.all(...key, place.event_id)) free.run(key[0], run_id)
  }

  function leave(run: LaneRun, lane: string): void {
    const key = keyOf(run, lane)
    if (remove.run(...key, run.event_id, run.id).changes > 0) advance(key)
  }

  return {
    enter(run, lane, holds) {
      const key = keyOf(run, lane)
      insert.run(...key, run.event_id, run.id, holds ? 1 : 0)
      hold.run(lane, run.client_id, run.id)
      advance(key)
    },
    ended(run, status) {
      if (run.lane === null) return
      const mayHold = status === 'parked' || status === 'quarantined'
      const member = mayHold ? holdsOf.get(...keyOf(run, run.lane), run.event_id, run.id) : undefined
      if (member?.holds === 1 && openException.get(run.id, run.client_id)) return
      leave(run, run.lane)
    },
    resolved(run) {
      if (run.lane !== null && !openException.get(run.id, run.client_id)) leave(run, run.lane)
    },
    notBegun: ({ client_id, flow_id, environment, lane }) => notBegun.all(client_id, flow_id, environment, lane),
  }
}
