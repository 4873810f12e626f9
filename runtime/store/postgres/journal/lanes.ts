// Lanes as queues of places: as in `../../sqlite/journal/lanes.ts`, for many runs in one statement and beside other processes.
//
// Whoever changes a lane holds its advisory lock until the commit. Locks are taken in one order everywhere, lanes first (by their number),
// then runs (by client and id): nobody ever waits for somebody who waits for them.
import type { RunRow } from '../../rows/runs.ts'
import type { Transaction } from '../connect.ts'
import { columns, unnest, type Value } from '../sql.ts'
import type { RunIdentity } from './leases.ts'

export interface Lane {
  readonly client_id: string
  readonly flow_id: string
  readonly environment: string
  readonly lane: string
}
export type LaneRun = Pick<RunRow, 'client_id' | 'flow_id' | 'environment' | 'lane' | 'event_id'> & { readonly id: string }

const LANE_TYPES = ['text', 'text', 'text', 'text'] as const
const laneValues = ({ client_id, flow_id, environment }: Omit<Lane, 'lane'>, lane: string): Value[] => [
  client_id,
  flow_id,
  environment,
  lane,
]

const lockNumber = (of: string) => `hashtextextended(concat_ws(chr(31), ${of}.client_id, ${of}.flow_id, ${of}.environment, ${of}.lane), 0)`
// Materialised, so that the order is that of the list and not of a plan.
const lockAll = (numbers: string) => `WITH wanted AS MATERIALIZED (${numbers} ORDER BY 1) SELECT pg_advisory_xact_lock(number) FROM wanted`

/** Locks the lanes of these runs. A run's lane never changes, so that asking for it before its row is locked is safe. */
export const lockLanesOf = (transaction: Transaction, runs: readonly RunIdentity[]) =>
  transaction.query(
    lockAll(`SELECT DISTINCT ${lockNumber('runs')} AS number FROM runs
      WHERE lane IS NOT NULL AND (client_id, id) IN (SELECT * FROM ${unnest('text', 'text')})`),
    columns(
      runs.map(({ clientId, runId }) => [clientId, runId]),
      2,
    ),
  )

export const lockLanes = (transaction: Transaction, lanes: readonly Lane[]) =>
  transaction.query(
    lockAll(`SELECT DISTINCT ${lockNumber('one')} AS number FROM ${unnest(...LANE_TYPES)} AS one (client_id, flow_id, environment, lane)`),
    columns(
      lanes.map((lane) => laneValues(lane, lane.lane)),
      4,
    ),
  )

/** Releases the place at the head of each lane where none is released. */
function advance(transaction: Transaction, lanes: readonly (readonly Value[])[]): Promise<unknown> {
  return transaction.query(
    `WITH heads AS (
       SELECT one.*, (
         -- A place that was released keeps the lane until it is left, even if an earlier one, a replay's, is taken meanwhile.
         SELECT event_id FROM lane_members AS m
         WHERE m.client_id = one.client_id AND m.flow_id = one.flow_id AND m.environment = one.environment AND m.lane = one.lane
         ORDER BY released DESC, event_id LIMIT 1
       ) AS event_id
       FROM (SELECT DISTINCT * FROM ${unnest(...LANE_TYPES)} AS one (client_id, flow_id, environment, lane)) AS one
     ), released AS (
       UPDATE lane_members AS m SET released = 1 FROM heads AS h
       WHERE m.client_id = h.client_id AND m.flow_id = h.flow_id AND m.environment = h.environment AND m.lane = h.lane
         AND m.event_id = h.event_id AND m.released = 0 RETURNING m.client_id, m.run_id
     )
     UPDATE runs SET held = 0 FROM released WHERE runs.client_id = released.client_id AND runs.id = released.run_id AND held = 2`,
    columns(lanes, 4),
  )
}

/** The runs take their places in their lanes, and begin when those are at the head. */
export async function enterLanes(
  transaction: Transaction,
  entering: readonly { readonly run: Omit<LaneRun, 'lane'>; readonly lane: string; readonly holds: boolean }[],
): Promise<void> {
  if (entering.length === 0) return
  const members = entering.map(({ run, lane, holds }): Value[] => [...laneValues(run, lane), run.event_id, run.id, holds ? 1 : 0])
  const types = [...LANE_TYPES, 'bigint', 'text', 'bigint'] as const
  await Promise.all([
    transaction.query(
      `INSERT INTO lane_members (client_id, flow_id, environment, lane, event_id, run_id, holds, released)
       SELECT *, 0 FROM ${unnest(...types)}`,
      columns(members, types.length),
    ),
    transaction.query(
      `UPDATE runs SET lane = entering.lane, held = 2 FROM ${unnest('text', 'text', 'text')} AS entering (client_id, id, lane)
       WHERE runs.client_id = entering.client_id AND runs.id = entering.id`,
      columns(
        entering.map(({ run, lane }) => [run.client_id, run.id, lane]),
        3,
      ),
    ),
    advance(
      transaction,
      members.map((member) => member.slice(0, 4)),
    ),
  ])
}

/** The runs have ended: they leave their lanes, or keep their places while records of them are parked. */
export async function leaveLanes(
  transaction: Transaction,
  ended: readonly { readonly run: LaneRun; readonly status: RunRow['status'] }[],
): Promise<void> {
  const leaving = ended.flatMap(({ run, status }): Value[][] => {
    if (run.lane === null) return []
    const mayHold = status === 'parked' || status === 'quarantined'
    return [[...laneValues(run, run.lane), run.event_id, run.id, mayHold ? 1 : 0]]
  })
  if (leaving.length === 0) return
  const types = [...LANE_TYPES, 'bigint', 'text', 'bigint'] as const
  await Promise.all([
    transaction.query(
      `DELETE FROM lane_members AS m USING ${unnest(...types)} AS ended (client_id, flow_id, environment, lane, event_id, run_id, may_hold)
       WHERE m.client_id = ended.client_id AND m.flow_id = ended.flow_id AND m.environment = ended.environment AND m.lane = ended.lane
         AND m.event_id = ended.event_id AND m.run_id = ended.run_id AND NOT (ended.may_hold = 1 AND m.holds = 1 AND EXISTS (
           SELECT 1 FROM exceptions AS x WHERE x.run_id = m.run_id AND x.client_id = m.client_id AND x.status = 'open'))`,
      columns(leaving, types.length),
    ),
    advance(
      transaction,
      leaving.map((member) => member.slice(0, 4)),
    ),
  ])
}

/** A parked record of an ended run was resolved: the last one frees its place. */
export async function leaveWhereResolved(transaction: Transaction, run: LaneRun): Promise<void> {
  const open = await transaction.query("SELECT 1 FROM exceptions WHERE run_id = ? AND client_id = ? AND status = 'open' LIMIT 1", [
    run.id,
    run.client_id,
  ])
  if (open.count === 0) await leaveLanes(transaction, [{ run, status: 'succeeded' }])
}

/** The runs of a lane that have not begun, but for replays, which a person asked for, and windows, which hold more than the newest record. */
export async function notBegunIn(transaction: Transaction, { lane, ...flow }: Lane): Promise<readonly RunRow[]> {
  const { rows } = await transaction.query<RunRow>(
    `SELECT r.* FROM lane_members AS m JOIN runs AS r ON r.client_id = m.client_id AND r.id = m.run_id
     WHERE m.client_id = ? AND m.flow_id = ? AND m.environment = ? AND m.lane = ?
       AND r.status = 'queued' AND r.started_at IS NULL AND r.replay_of IS NULL AND r.trigger_kind <> 'window'
     ORDER BY r.client_id, r.id FOR UPDATE OF r`,
    laneValues(flow, lane),
  )
  return rows
}
