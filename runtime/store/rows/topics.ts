// Rows of the topics and the models made of them.
import type { Environment } from '#shared/model/accounts.ts'
import type { Subscription, Topic, TopicEvent } from '#shared/model/topics.ts'
import { fromJson } from './json.ts'
import { iso } from './runs.ts'

export interface TopicRow {
  readonly client_id: string
  readonly environment: Environment
  readonly name: string
  readonly schema: string | null
  readonly retention_days: number
  readonly updated_at: string
}
export interface EventRow {
  readonly id: string
  readonly topic: string
  readonly body: string
  readonly published_at: number
  readonly run_id: string
  readonly delivered: string
}
export interface SubscriptionRow {
  readonly client_id: string
  readonly flow_id: string
  readonly environment: Environment
  readonly topic: string
  readonly ordered: number
}

export const toTopic = (row: TopicRow): Topic => ({
  clientId: row.client_id,
  environment: row.environment,
  name: row.name,
  ...(row.schema !== null && { schema: fromJson<unknown>(row.schema) }),
  retentionDays: row.retention_days,
  updatedAt: row.updated_at,
})
export const toEvent = (row: EventRow): TopicEvent => ({
  id: row.id,
  topic: row.topic,
  body: row.body,
  publishedAt: iso(row.published_at),
  runId: row.run_id,
  delivered: fromJson<readonly string[]>(row.delivered),
})
export const toSubscription = (row: SubscriptionRow): Subscription => ({
  clientId: row.client_id,
  flowId: row.flow_id,
  environment: row.environment,
  topic: row.topic,
  ordered: row.ordered === 1,
})
