// Rows of bulk replays and causes, and the models made of them.
import type { ErrorCode } from '#shared/error-codes.ts'
import type { Disposition, ErrorData } from '#shared/errors.ts'
import type { Environment } from '#shared/model/accounts.ts'
import type { BulkReplay, ExceptionCause, ExceptionFilter } from '#shared/model/bulk-replays.ts'
import type { RunningBulkReplay } from '../ports.ts'
import { fromJson } from './json.ts'

/** As `toISOString` writes them. */
const INSTANT_LENGTH = 24

export interface BulkReplayRow {
  readonly client_id: string
  readonly id: string
  readonly filter: string
  readonly version: BulkReplay['version']
  readonly note: string | null
  readonly status: BulkReplay['status']
  readonly total: number
  readonly replayed: number
  readonly refused: number
  readonly last_refusal: string | null
  readonly at_created: string | null
  readonly at_id: string | null
  readonly requested_by: string
  readonly created_at: string
  readonly finished_at: string | null
  readonly stopped_by: string | null
}

/**
 * How many a job (of table or alias `of`) replayed, counted among the exceptions themselves: a process that dies between a replay and the note
 * of it counts none twice and none not at all.
 */
const replayedBy = (of: string) =>
  `(SELECT count(*) FROM exceptions AS x WHERE x.client_id = ${of}.client_id AND x.bulk_id = ${of}.id AND x.bulk_id IS NOT NULL)`

/** When it ends, the number is kept: retention removes exceptions that were dealt with. */
export const BULK_COLUMNS = `b.*, COALESCE(b.replayed_at_end, ${replayedBy('b')}) AS replayed`

/** Values: status, instant, by whom it was stopped, client, id. */
export const FINISH_BULK = `UPDATE bulk_replays SET status = ?, finished_at = ?, stopped_by = ?, replayed_at_end = ${replayedBy('bulk_replays')}
  WHERE client_id = ? AND id = ? AND status = 'running'`

export function toBulkReplay(row: BulkReplayRow): BulkReplay {
  return {
    id: row.id,
    clientId: row.client_id,
    filter: fromJson<ExceptionFilter>(row.filter),
    version: row.version,
    ...(row.note !== null && { note: row.note }),
    status: row.status,
    total: row.total,
    replayed: row.replayed,
    refused: row.refused,
    ...(row.last_refusal !== null && { lastRefusal: fromJson<ErrorData>(row.last_refusal) }),
    requestedBy: row.requested_by,
    createdAt: row.created_at,
    ...(row.finished_at !== null && { finishedAt: row.finished_at }),
    ...(row.stopped_by !== null && { stoppedBy: row.stopped_by }),
  }
}

export const toRunningBulkReplay = (row: BulkReplayRow): RunningBulkReplay => ({
  ...toBulkReplay(row),
  ...(row.at_created !== null && row.at_id !== null && { cursor: { createdAt: row.at_created, id: row.at_id } }),
})

export interface CauseRow {
  readonly flow_id: string
  readonly environment: Environment
  readonly node_id: string
  readonly code: ErrorCode
  readonly disposition: Disposition
  readonly count: number
  readonly oldest_at: string
  /** An instant, and the id behind it. */
  readonly newest: string
  readonly error: string
}

/** As many as people read of one. */
const MOST_ISSUES = 12

export function toCause(row: CauseRow): ExceptionCause {
  const { message, fix, said, issues } = fromJson<ErrorData>(row.error)
  return {
    flowId: row.flow_id,
    environment: row.environment,
    nodeId: row.node_id,
    code: row.code,
    disposition: row.disposition,
    count: row.count,
    oldestAt: row.oldest_at,
    newestAt: row.newest.slice(0, INSTANT_LENGTH),
    message,
    fix,
    ...(said && { said }),
    ...(issues && { issues: issues.slice(0, MOST_ISSUES) }),
  }
}

/** What an exception has to fit, as conditions with their values. */
export function fitting({
  flowId,
  environment,
  nodeId,
  code,
  lookupTable,
  lookupKey,
}: ExceptionFilter): readonly (readonly [sql: string, value: string])[] {
  const conditions: readonly (readonly [sql: string, value: string | undefined])[] = [
    ['flow_id = ?', flowId],
    ['environment = ?', environment],
    ['node_id = ?', nodeId],
    ['code = ?', code],
    ['missing_table = ?', lookupTable],
    ['missing_key = ?', lookupKey],
  ]
  return conditions.filter((condition): condition is readonly [string, string] => condition[1] !== undefined)
}

/**
 * Groups of the open exceptions of a client that fit, each with the error of its newest. `fits`: conditions on the exception, with `?`.
 * Values: the client, the conditions', how many groups.
 */
export const causesSql = (fits: readonly string[]): string => `
  SELECT g.*, newest.error FROM (
    SELECT client_id, flow_id, environment, node_id, code, disposition, count(*) AS count, min(created_at) AS oldest_at, max(created_at || id) AS newest
    FROM exceptions WHERE ${["status = 'open'", 'client_id = ?', ...fits].join(' AND ')}
    GROUP BY client_id, flow_id, environment, node_id, code, disposition ORDER BY count(*) DESC, max(created_at || id) DESC LIMIT ?
  ) AS g JOIN exceptions AS newest ON newest.client_id = g.client_id AND newest.id = substr(g.newest, ${INSTANT_LENGTH + 1}) ORDER BY g.count DESC, g.newest DESC`
