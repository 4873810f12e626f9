// Where runs stand in their lanes, for people: how many come first, how many wait behind, and whom they wait for.
import type { Database } from 'better-sqlite3'
import type { LaneStanding, RunStatus } from '#shared/model/runs.ts'
import type { RunRow } from '../rows/runs.ts'

type Member = Pick<RunRow, 'client_id' | 'flow_id' | 'environment' | 'event_id'> & { readonly lane: string }
type Key = [clientId: string, flowId: string, environment: string, lane: string]

export function createLaneStandings(
  database: Database,
): (clientId: string, runIds: readonly string[]) => ReadonlyMap<string, LaneStanding> {
  const IN_LANE = 'm.client_id = ? AND m.flow_id = ? AND m.environment = ? AND m.lane = ?'
  const memberOf = database.prepare<[string, string], Member>(
    `SELECT m.client_id, m.flow_id, m.environment, m.lane, m.event_id FROM runs r JOIN lane_members m
       ON m.client_id = r.client_id AND m.flow_id = r.flow_id AND m.environment = r.environment AND m.lane = r.lane
         AND m.event_id = r.event_id AND m.run_id = r.id
     WHERE r.client_id = ? AND r.id = ?`,
  )
  const counts = database.prepare<[number, number, ...Key], { ahead: number; behind: number }>(
    `SELECT count(DISTINCT CASE WHEN m.event_id < ? THEN m.event_id END) AS ahead, count(CASE WHEN m.event_id > ? THEN 1 END) AS behind
     FROM lane_members m WHERE ${IN_LANE}`,
  )
  const head = database.prepare<Key, { id: string; status: RunStatus; event_id: number }>(
    `SELECT r.id AS id, r.status AS status, m.event_id AS event_id FROM lane_members m JOIN runs r ON r.client_id = m.client_id AND r.id = m.run_id
     WHERE ${IN_LANE} AND m.released = 1 ORDER BY m.event_id, m.run_id DESC LIMIT 1`,
  )

  function standingOf({ client_id, flow_id, environment, lane, event_id }: Member): LaneStanding {
    const key: Key = [client_id, flow_id, environment, lane]
    const { ahead, behind } = counts.get(event_id, event_id, ...key) ?? { ahead: 0, behind: 0 }
    const first = head.get(...key)
    return { lane, ahead, behind, ...(first && first.event_id !== event_id && { waitsFor: { runId: first.id, status: first.status } }) }
  }

  return (clientId, runIds) =>
    new Map(
      runIds.flatMap((runId) => {
        const member = memberOf.get(clientId, runId)
        return member ? [[runId, standingOf(member)]] : []
      }),
    )
}
