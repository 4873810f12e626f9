// Where events come in: webhook addresses and schedules.
import type { Database } from 'better-sqlite3'
import type { Hook, Schedule } from '#shared/model/connections.ts'
import type { HookStore } from '../ports.ts'
import type { Writer } from './writer.ts'
import { toHook, toSchedule, type HookRow, type ScheduleRow } from '../rows/hooks.ts'
import { toJson } from '../rows/json.ts'

export function createHookStore(database: Database, writer: Writer): HookStore {
  const put = database.prepare<(string | number | null)[]>(
    `INSERT INTO hooks (client_id, id, flow_id, environment, connection_id, connector, event, token, subscription_id, active, created_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (client_id, id) DO UPDATE SET connection_id = excluded.connection_id, connector = excluded.connector,
       event = excluded.event, token = excluded.token, subscription_id = excluded.subscription_id, active = excluded.active`,
  )
  const list = database.prepare<[string], HookRow>('SELECT * FROM hooks WHERE client_id = ? ORDER BY created_at, id')
  const byToken = database.prepare<[string], HookRow>('SELECT * FROM hooks WHERE token = ?')
  const byFlow = database.prepare<[string, string, string], HookRow>(
    'SELECT * FROM hooks WHERE client_id = ? AND flow_id = ? AND environment = ? ORDER BY created_at, id',
  )
  const putSchedule = database.prepare<(string | number | null)[]>(
    `INSERT INTO schedules (client_id, id, flow_id, environment, cron, time_zone, input, next_at, active) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (client_id, id) DO UPDATE SET cron = excluded.cron, time_zone = excluded.time_zone, input = excluded.input,
       next_at = excluded.next_at, active = excluded.active`,
  )
  const schedules = database.prepare<[string], ScheduleRow>('SELECT * FROM schedules WHERE client_id = ? ORDER BY flow_id, id')
  const due = database.prepare<[string], ScheduleRow>(
    'SELECT * FROM schedules WHERE active = 1 AND next_at IS NOT NULL AND next_at <= ? ORDER BY next_at, id',
  )
  const advance = database.prepare<[string | null, string, string]>('UPDATE schedules SET next_at = ? WHERE id = ? AND next_at = ?')

  function putNow(hook: Hook): void {
    const { clientId, id, flowId, environment, connectionId, connector, event, token, subscriptionId, active, createdAt } = hook
    const state = [subscriptionId ?? null, active ? 1 : 0]
    put.run(clientId, id, flowId, environment, connectionId, connector, event, token, ...state, createdAt)
  }
  function putScheduleNow({ clientId, id, flowId, environment, cron, timeZone, input, nextAt, active }: Schedule): void {
    putSchedule.run(clientId, id, flowId, environment, cron, timeZone, toJson(input), nextAt, active ? 1 : 0)
  }

  return {
    put: (hook) => writer.write(() => putNow(hook)),
    list: async (clientId) => list.all(clientId).map(toHook),
    byToken: async (token) => {
      const row = byToken.get(token)
      return row && toHook(row)
    },
    byFlow: async (clientId, flowId, environment) => byFlow.all(clientId, flowId, environment).map(toHook),
    putSchedule: (schedule) => writer.write(() => putScheduleNow(schedule)),
    schedules: async (clientId) => schedules.all(clientId).map(toSchedule),
    dueSchedules: async (now) => due.all(now.toISOString()).map(toSchedule),
    advanceSchedule: (scheduleId, from, to) => writer.write(() => advance.run(to, scheduleId, from).changes > 0),
  }
}
