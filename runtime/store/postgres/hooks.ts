// Where events come in: webhook addresses and schedules.
import type { HookStore } from '../ports.ts'
import {
  hookValues,
  instantsBehind,
  LATEST_EVENT,
  PUT_HOOK,
  toHook,
  toSchedule,
  toStoredEvent,
  waitingText,
  type EventRow,
  type HookRow,
  type ScheduleRow,
} from '../rows/hooks.ts'
import { toJson } from '../rows/json.ts'
import { EVERY_CLIENT, type Connections } from './connect.ts'

export function createHookStore({ read, change }: Connections): HookStore {
  return {
    async latestEvent({ clientId, flowId, environment }, prefix) {
      const values = [clientId, flowId, environment, ...instantsBehind(prefix)]
      const [row] = await read<EventRow>(clientId, LATEST_EVENT, values)
      return row && toStoredEvent(row)
    },
    put: async (hook) => void (await change(hook.clientId, PUT_HOOK, hookValues(hook))),
    list: async (clientId) =>
      (await read<HookRow>(clientId, 'SELECT * FROM hooks WHERE client_id = ? ORDER BY created_at, id', [clientId])).map(toHook),
    // The token is what tells whose it is.
    byToken: async (token) => {
      const [row] = await read<HookRow>(EVERY_CLIENT, 'SELECT * FROM hooks WHERE token = ?', [token])
      return row && toHook(row)
    },
    byFlow: async (clientId, flowId, environment) => {
      const sql = 'SELECT * FROM hooks WHERE client_id = ? AND flow_id = ? AND environment = ? ORDER BY created_at, id'
      return (await read<HookRow>(clientId, sql, [clientId, flowId, environment])).map(toHook)
    },
    async putSchedule(schedule) {
      const { clientId, id, flowId, environment, cron, timeZone, input, nextAt, active, catchUp, overlap } = schedule
      const same =
        'schedules.active = 1 AND excluded.active = 1 AND schedules.cron = excluded.cron AND schedules.time_zone = excluded.time_zone'
      await change(
        clientId,
        `INSERT INTO schedules (client_id, id, flow_id, environment, cron, time_zone, input, next_at, active, catch_up, overlap)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
         ON CONFLICT (client_id, id) DO UPDATE SET cron = excluded.cron, time_zone = excluded.time_zone, input = excluded.input,
           next_at = CASE WHEN ${same} THEN COALESCE(schedules.next_at, excluded.next_at) ELSE excluded.next_at END,
           waiting = CASE WHEN ${same} THEN schedules.waiting END,
           active = excluded.active, catch_up = excluded.catch_up, overlap = excluded.overlap`,
        [clientId, id, flowId, environment, cron, timeZone, toJson(input), nextAt, active ? 1 : 0, catchUp, overlap],
      )
    },
    schedules: async (clientId) =>
      (await read<ScheduleRow>(clientId, 'SELECT * FROM schedules WHERE client_id = ? ORDER BY flow_id, id', [clientId])).map(toSchedule),
    // Two indexes, hence two questions.
    dueSchedules: async (now) => {
      const sql = `SELECT * FROM schedules WHERE active = 1 AND next_at IS NOT NULL AND next_at <= ?
        UNION SELECT * FROM schedules WHERE active = 1 AND waiting IS NOT NULL ORDER BY next_at NULLS FIRST, id`
      return (await read<ScheduleRow>(EVERY_CLIENT, sql, [now.toISOString()])).map(toSchedule)
    },
    async advanceSchedule(from, to) {
      const advanced = await change(
        from.clientId,
        `UPDATE schedules SET next_at = ?, waiting = ?, last_run_id = ?, skipped_ticks = ?
         WHERE client_id = ? AND id = ? AND next_at IS NOT DISTINCT FROM ? AND waiting IS NOT DISTINCT FROM ?`,
        [to.nextAt, waitingText(to), to.lastRunId ?? null, to.skippedTicks, from.clientId, from.id, from.nextAt, waitingText(from)],
      )
      return advanced.count > 0
    },
  }
}
