// Rows of feeds and the models made of them.
import type { ErrorData } from '#shared/errors.ts'
import type { Environment } from '#shared/model/accounts.ts'
import type { Feed, FeedStatus } from '#shared/model/feeds.ts'
import { fromJson } from './json.ts'
import { iso } from './runs.ts'

export interface FeedRow {
  readonly client_id: string
  readonly id: string
  readonly flow_id: string
  readonly environment: Environment
  readonly kind: Feed['kind']
  readonly name: string
  readonly source: string
  readonly cursor: string | null
  readonly status: FeedStatus
  readonly next_at: number
  readonly failures: number
  readonly error: string | null
  readonly records: number
  readonly rejected: number
  readonly size: number
  readonly fence: number
  readonly read_at: number | null
  readonly created_at: number
  readonly finished_at: number | null
}

export const toFeed = (row: FeedRow): Feed => ({
  id: row.id,
  clientId: row.client_id,
  flowId: row.flow_id,
  environment: row.environment,
  kind: row.kind,
  name: row.name,
  source: row.source,
  ...(row.cursor !== null && { cursor: row.cursor }),
  status: row.status,
  nextAt: iso(row.next_at),
  failures: row.failures,
  ...(row.error !== null && { error: fromJson<ErrorData>(row.error) }),
  records: row.records,
  rejected: row.rejected,
  size: row.size,
  ...(row.read_at !== null && { readAt: iso(row.read_at) }),
  createdAt: iso(row.created_at),
  ...(row.finished_at !== null && { finishedAt: iso(row.finished_at) }),
})
