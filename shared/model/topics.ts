// Topics: what flows of one client and environment tell each other.
import type { Environment } from './accounts.ts'

export interface Topic {
  readonly clientId: string
  readonly environment: Environment
  readonly name: string
  /** JSON Schema that published events have to fit. */
  readonly schema?: unknown
  /** How long its events can be looked at. */
  readonly retentionDays: number
  readonly updatedAt: string
}

export const TOPIC_RETENTION_DAYS = 7

export interface TopicEvent {
  readonly id: string
  readonly topic: string
  /** JSON text. */
  readonly body: string
  readonly publishedAt: string
  /** The run that published it. */
  readonly runId: string
  /** The runs that it began. */
  readonly delivered: readonly string[]
}

/** A flow that is started by a topic, as it is deployed. */
export interface Subscription {
  readonly clientId: string
  readonly flowId: string
  readonly environment: Environment
  readonly topic: string
  /** The flow keeps an order: see `FlowLane`. */
  readonly ordered: boolean
}
