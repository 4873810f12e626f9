// Walking from flow to flow along a partial index, however many runs each of them has: PostgreSQL has no such step of its own.
import type { RunRow } from '../../rows/runs.ts'

/** One flow of a client in one environment. */
export type LineKey = Pick<RunRow, 'client_id' | 'flow_id' | 'environment'>

/** Before every other. */
export const FIRST_LINE: LineKey = { client_id: '', flow_id: '', environment: '' as LineKey['environment'] }

export const lineValues = ({ client_id, flow_id, environment }: LineKey) => [client_id, flow_id, environment]

const LINE = 'client_id, flow_id, environment'

/** The words of the partial indexes. */
export const PENDING = "status IN ('queued', 'waiting') AND held = 0"
export const UNROUTED = "status = 'queued' AND held = 1"

/** A recursive query of the lines behind a line, with the first run's `first` column of each. Its values are `lineValues` of that line. */
export const linesBehind = (name: string, words: string, first: 'due_at' | 'event_id') => `${name} AS (
    (SELECT ${LINE}, ${first} FROM runs WHERE ${words} AND (${LINE}) > (?, ?, ?) ORDER BY ${LINE}, ${first} LIMIT 1)
    UNION ALL
    SELECT next.* FROM ${name} AS line, LATERAL (
      SELECT ${LINE}, ${first} FROM runs
      WHERE ${words} AND (${LINE}) > (line.client_id, line.flow_id, line.environment) ORDER BY ${LINE}, ${first} LIMIT 1
    ) AS next
  )`
