// Where runs stand in their lanes, for people: how many come first, how many wait behind, and whom they wait for.
import type { LaneStanding, RunStatus } from '#shared/model/runs.ts'
import type { RunStore } from '../ports.ts'
import type { Connections } from './connect.ts'

interface Row {
  readonly run_id: string
  readonly lane: string
  readonly event_id: number
  readonly ahead: number
  readonly behind: number
  readonly first_id: string | null
  readonly first_status: RunStatus | null
  readonly first_event: number | null
}

const IN_LANE = 'o.client_id = m.client_id AND o.flow_id = m.flow_id AND o.environment = m.environment AND o.lane = m.lane'
const STANDINGS = `SELECT m.run_id, m.lane, m.event_id, counts.*, first.*
  FROM runs AS r JOIN lane_members AS m ON m.client_id = r.client_id AND m.flow_id = r.flow_id AND m.environment = r.environment
      AND m.lane = r.lane AND m.event_id = r.event_id AND m.run_id = r.id,
    LATERAL (
      SELECT count(DISTINCT o.event_id) FILTER (WHERE o.event_id < m.event_id) AS ahead, count(*) FILTER (WHERE o.event_id > m.event_id) AS behind
      FROM lane_members AS o WHERE ${IN_LANE}
    ) AS counts
    LEFT JOIN LATERAL (
      SELECT h.id AS first_id, h.status AS first_status, o.event_id AS first_event
      FROM lane_members AS o JOIN runs AS h ON h.client_id = o.client_id AND h.id = o.run_id
      WHERE ${IN_LANE} AND o.released = 1 ORDER BY o.event_id, o.run_id DESC LIMIT 1
    ) AS first ON true
  WHERE r.client_id = ? AND r.id = ANY (?::text[])`

function toStanding({ lane, event_id, ahead, behind, first_id, first_status, first_event }: Row): LaneStanding {
  const isFirst = first_id === null || first_status === null || first_event === event_id
  return { lane, ahead, behind, ...(!isFirst && { waitsFor: { runId: first_id, status: first_status } }) }
}

export function createLaneStandings({ read }: Connections): RunStore['laneStandings'] {
  return async (clientId, runIds) =>
    new Map((await read<Row>(clientId, STANDINGS, [clientId, runIds])).map((row) => [row.run_id, toStanding(row)]))
}
