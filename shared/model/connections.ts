// Connections, lookup tables, webhooks and schedules of a client.
import type { Environment } from './accounts.ts'

/** A client's access to one system in one environment. Secrets are write-only: only the names of those that are set are ever read back. */
export interface Connection {
  readonly id: string
  readonly clientId: string
  readonly environment: Environment
  readonly connector: string
  readonly name: string
  /** Non-secret settings, valid against the connector's `config` schema. */
  readonly config: Readonly<Record<string, unknown>>
  readonly secretsSet: readonly string[]
  readonly status: 'untested' | 'ok' | 'failed'
  readonly statusMessage?: string
  readonly checkedAt?: string
  readonly createdAt: string
  readonly updatedAt: string
}

/** A value as AES-256-GCM ciphertext, bound to its client, connection and field. */
export interface SealedSecret {
  readonly field: string
  readonly ciphertext: Uint8Array
}

export interface LookupRow {
  readonly key: string
  /** Any JSON value; usually a string or number. */
  readonly value: unknown
  readonly note?: string
  /** First and last day (YYYY-MM-DD, both included) on which it holds; always when left out. One key may have a row for each time. */
  readonly from?: string
  readonly to?: string
}

/** What a key that a table lacks gives, where the rule that looks it up does not say so itself; without it the record is parked. */
export type WhenMissing = { readonly kind: 'blank' } | { readonly kind: 'default'; readonly value: unknown }

/** A client's translation table, such as tenders to payment journals. `name` is what flows use. */
export interface LookupTable {
  readonly id: string
  readonly clientId: string
  readonly environment: Environment
  readonly name: string
  readonly label: string
  readonly rows: readonly LookupRow[]
  readonly whenMissing?: WhenMissing
  /** Grows by one with each save; a save names the revision it was made from. */
  readonly revision: number
  readonly updatedAt: string
}

/** A key that a lookup table lacks, and the records that wait for it. */
export interface UnmappedKey {
  readonly environment: Environment
  readonly table: string
  readonly key: string
  readonly records: number
  readonly flowIds: readonly string[]
  readonly firstAt: string
  readonly lastAt: string
}

/** Where a vendor delivers events for one deployed flow: `/hooks/<token>`. */
export interface Hook {
  readonly id: string
  readonly clientId: string
  readonly flowId: string
  readonly environment: Environment
  readonly connectionId: string
  readonly connector: string
  /** Trigger id of the connector, such as `orders-create`. */
  readonly event: string
  readonly token: string
  /** The vendor's id of the subscription, when the connector made one. */
  readonly subscriptionId?: string
  /** What the vendor was told to deliver to. */
  readonly address?: string
  /** Everything that happened before was fetched, where it had not been delivered. */
  readonly sweptAt?: string
  /** When its subscription was last found missing and made anew. */
  readonly restoredAt?: string
  /** Records that were fetched because their deliveries had not come: since then, or ever. */
  readonly recovered?: number
  /** When its subscription ends unless it is renewed, for vendors whose subscriptions end by themselves. */
  readonly expiresAt?: string
  /** Since when it could not be checked or renewed with its vendor, and why; nothing while it can. */
  readonly failing?: { readonly since: string; readonly message: string }
  readonly active: boolean
  readonly createdAt: string
}

export interface Schedule {
  readonly id: string
  readonly clientId: string
  readonly flowId: string
  readonly environment: Environment
  readonly cron: string
  readonly timeZone: string
  readonly input: unknown
  /** Which of the times that passed while Tillflow was down are run. */
  readonly catchUp: 'skip' | 'last' | 'all'
  /** What happens when a time comes and the run before it has not ended. */
  readonly overlap: 'skip' | 'queue' | 'parallel'
  /** ISO instant of the next tick; `null` when it never fires again. */
  readonly nextAt: string | null
  /** Instants that have come and are not accepted yet, oldest first: those that wait for the run before them. */
  readonly waiting: readonly string[]
  readonly lastRunId?: string
  /** Times left out so far, by either policy. */
  readonly skippedTicks: number
  readonly active: boolean
}
/** A schedule as a deployment wants it; the rest is the scheduler's. */
export type NewSchedule = Omit<Schedule, 'waiting' | 'lastRunId' | 'skippedTicks'>
