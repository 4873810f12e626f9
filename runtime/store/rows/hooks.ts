// Rows of webhooks and schedules, and the models made of them.
import type { Environment } from '#shared/model/accounts.ts'
import type { Hook, Schedule } from '#shared/model/connections.ts'
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
  active: row.active === 1,
  createdAt: row.created_at,
})

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
