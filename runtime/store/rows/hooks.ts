// Rows of webhooks and schedules, and the models made of them.
import type { Environment } from '#shared/model/accounts.ts'
import type { Hook, Schedule } from '#shared/model/connections.ts'
import type { StoredEvent } from '../ports.ts'
import { fromJson } from './json.ts'

export interface HookRow {
  readonly client_id: string
  readonly id: string
  readonly flow_id: string
  readonly environment: Environment
  readonly connection_id: string
  readonly connector: string
  readonly event: string
  readonly token: string
  readonly subscription_id: string | null
  readonly address: string | null
  readonly swept_at: string | null
  readonly restored_at: string | null
  readonly recovered: number
  readonly expires_at: string | null
  readonly failing_since: string | null
  readonly failure: string | null
  readonly active: number
  readonly created_at: string
}
export const toHook = (row: HookRow): Hook => ({
  id: row.id,
  clientId: row.client_id,
  flowId: row.flow_id,
  environment: row.environment,
  connectionId: row.connection_id,
  connector: row.connector,
  event: row.event,
  token: row.token,
  ...(row.subscription_id !== null && { subscriptionId: row.subscription_id }),
  ...(row.address !== null && { address: row.address }),
  ...(row.swept_at !== null && { sweptAt: row.swept_at }),
  ...(row.restored_at !== null && { restoredAt: row.restored_at }),
  ...(row.recovered > 0 && { recovered: row.recovered }),
  ...(row.expires_at !== null && { expiresAt: row.expires_at }),
  ...(row.failing_since !== null && { failing: { since: row.failing_since, message: row.failure ?? '' } }),
  active: row.active === 1,
  createdAt: row.created_at,
})

/** Values: those of `hookValues`. */
export const PUT_HOOK = `INSERT INTO hooks (client_id, id, flow_id, environment, connection_id, connector, event, token, subscription_id, address,
    swept_at, restored_at, recovered, expires_at, failing_since, failure, active, created_at)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
  ON CONFLICT (client_id, id) DO UPDATE SET connection_id = excluded.connection_id, connector = excluded.connector, event = excluded.event,
    token = excluded.token, subscription_id = excluded.subscription_id, address = excluded.address, swept_at = excluded.swept_at,
    restored_at = excluded.restored_at, recovered = excluded.recovered, expires_at = excluded.expires_at,
    failing_since = excluded.failing_since, failure = excluded.failure, active = excluded.active`

export const hookValues = (hook: Hook) => [
  hook.clientId,
  hook.id,
  hook.flowId,
  hook.environment,
  hook.connectionId,
  hook.connector,
  hook.event,
  hook.token,
  hook.subscriptionId ?? null,
  hook.address ?? null,
  hook.sweptAt ?? null,
  hook.restoredAt ?? null,
  hook.recovered ?? 0,
  hook.expiresAt ?? null,
  hook.failing?.since ?? null,
  hook.failing?.message ?? null,
  hook.active ? 1 : 0,
  hook.createdAt,
]

export interface EventRow {
  readonly event_key: string
  readonly run_id: string
  readonly received_at: number | string
}
export const toStoredEvent = (row: EventRow): StoredEvent => ({
  eventKey: row.event_key,
  runId: row.run_id,
  receivedAt: new Date(Number(row.received_at)),
})

/** Values: client, flow, environment, and those of `instantsBehind`. */
export const LATEST_EVENT = `SELECT event_key, run_id, received_at FROM inbox
  WHERE client_id = ? AND flow_id = ? AND environment = ? AND event_key >= ? AND event_key <= ? ORDER BY event_key DESC LIMIT 1`

/** All keys that go on with a year stand between these, in every collation: they differ from them in digits only. */
export const instantsBehind = (prefix: string): readonly [string, string] => [`${prefix}0000`, `${prefix}9999`]

export interface ScheduleRow {
  readonly client_id: string
  readonly id: string
  readonly flow_id: string
  readonly environment: Environment
  readonly cron: string
  readonly time_zone: string
  readonly input: string | null
  readonly next_at: string | null
  readonly active: number
  readonly catch_up: Schedule['catchUp']
  readonly overlap: Schedule['overlap']
  readonly waiting: string | null
  readonly last_run_id: string | null
  readonly skipped_ticks: number
}
export const toSchedule = (row: ScheduleRow): Schedule => ({
  id: row.id,
  clientId: row.client_id,
  flowId: row.flow_id,
  environment: row.environment,
  cron: row.cron,
  timeZone: row.time_zone,
  input: row.input === null ? undefined : fromJson<unknown>(row.input),
  catchUp: row.catch_up,
  overlap: row.overlap,
  nextAt: row.next_at,
  waiting: row.waiting === null ? [] : fromJson<readonly string[]>(row.waiting),
  ...(row.last_run_id !== null && { lastRunId: row.last_run_id }),
  skippedTicks: row.skipped_ticks,
  active: row.active === 1,
})

export const waitingText = ({ waiting }: Pick<Schedule, 'waiting'>): string | null => (waiting.length > 0 ? JSON.stringify(waiting) : null)
