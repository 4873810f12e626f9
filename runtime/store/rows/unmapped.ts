// Keys that lookup tables lack, counted over the open exceptions that wait for them.
import type { Environment } from '#shared/model/accounts.ts'
import type { UnmappedKey } from '#shared/model/connections.ts'
import { fromJson } from './json.ts'

export interface UnmappedRow {
  readonly environment: Environment
  readonly missing_table: string
  readonly missing_key: string
  readonly records: number
  /** A JSON list. */
  readonly flows: string
  readonly first_at: string
  readonly last_at: string
}

export const toUnmapped = (row: UnmappedRow): UnmappedKey => ({
  environment: row.environment,
  table: row.missing_table,
  key: row.missing_key,
  records: row.records,
  flowIds: fromJson<string[]>(row.flows).toSorted(),
  firstAt: row.first_at,
  lastAt: row.last_at,
})

/** `list` makes a JSON list of the flows' ids in the database's own words. Values: the client, the environments as a pair, how many. */
export const unmappedSql = (list: string): string => `
  SELECT environment, missing_table, missing_key, count(*) AS records, ${list} AS flows, min(created_at) AS first_at, max(created_at) AS last_at
  FROM exceptions WHERE client_id = ? AND status = 'open' AND code = 'lookup-missing' AND environment IN (?, ?)
    AND missing_table IS NOT NULL AND missing_key IS NOT NULL
  GROUP BY environment, missing_table, missing_key ORDER BY count(*) DESC, missing_table, missing_key LIMIT ?`
