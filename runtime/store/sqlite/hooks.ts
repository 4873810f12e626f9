// Where events come in: webhook addresses and schedules.
import type { Database } from 'better-sqlite3'
import type { NewSchedule } from '#shared/model/connections.ts'
import type { HookStore } from '../ports.ts'
import { rememberUntilWritten } from './memory.ts'
import type { Writer } from './writer.ts'
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

export function createHookStore(database: Database, writer: Writer): HookStore {
  const latest = database.prepare<string[], EventRow>(LATEST_EVENT)
  const put = database.prepare<(string | number | null)[]>(PUT_HOOK)
  const list = database.prepare<[string], HookRow>('SELECT * FROM hooks WHERE client_id = ? ORDER BY created_at, id')
  const byToken = database.prepare<[string], HookRow>('SELECT * FROM hooks WHERE token = ?')
  const byFlow = database.prepare<[string, string, string], HookRow>(
    'SELECT * FROM hooks WHERE client_id = ? AND flow_id = ? AND environment = ? ORDER BY created_at, id',
  )
  const same =
    'schedules.active = 1 AND excluded.active = 1 AND schedules.cron = excluded.cron AND schedules.time_zone = excluded.time_zone'
  const putSchedule = database.prepare<(string | number | null)[]>(
    `INSERT INTO schedules (client_id, id, flow_id, environment, cron, time_zone, input, next_at, active, catch_up, overlap)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (client_id, id) DO UPDATE SET cron = excluded.cron, time_zone = excluded.time_zone, input = excluded.input,
       next_at = CASE WHEN ${same} THEN COALESCE(schedules.next_at, excluded.next_at) ELSE excluded.next_at END,
       waiting = CASE WHEN ${same} THEN schedules.waiting END,
       active = excluded.active, catch_up = excluded.catch_up, overlap = excluded.overlap`,
  )
  const schedules = database.prepare<[string], ScheduleRow>('SELECT * FROM schedules WHERE client_id = ? ORDER BY flow_id, id')
  // Two indexes, hence two questions.
  const due = database.prepare<[string], ScheduleRow>(
    `SELECT * FROM schedules WHERE active = 1 AND next_at IS NOT NULL AND next_at <= ?
     UNION SELECT * FROM schedules WHERE active = 1 AND waiting IS NOT NULL ORDER BY next_at, id`,
  )
  const advance = database.prepare<(string | number | null)[]>(
    `UPDATE schedules SET next_at = ?, waiting = ?, last_run_id = ?, skipped_ticks = ?
     WHERE client_id = ? AND id = ? AND next_at IS NOT DISTINCT FROM ? AND waiting IS NOT DISTINCT FROM ?`,
  )

  function putScheduleNow(schedule: NewSchedule): void {
    const { clientId, id, flowId, environment, cron, timeZone, input, nextAt, active, catchUp, overlap } = schedule
    putSchedule.run(clientId, id, flowId, environment, cron, timeZone, toJson(input), nextAt, active ? 1 : 0, catchUp, overlap)
  }

  const hookOf = rememberUntilWritten(writer, (token: string) => {
    const row = byToken.get(token)
    return row && toHook(row)
  })

  return {
    latestEvent: async ({ clientId, flowId, environment }, prefix) => {
      const row = latest.get(clientId, flowId, environment, ...instantsBehind(prefix))
      return row && toStoredEvent(row)
    },
    put: (hook) => writer.write(() => void put.run(...hookValues(hook))),
    list: async (clientId) => list.all(clientId).map(toHook),
    byToken: async (token) => hookOf(token),
    byFlow: async (clientId, flowId, environment) => byFlow.all(clientId, flowId, environment).map(toHook),
    putSchedule: (schedule) => writer.write(() => putScheduleNow(schedule)),
    schedules: async (clientId) => schedules.all(clientId).map(toSchedule),
    dueSchedules: async (now) => due.all(now.toISOString()).map(toSchedule),
    advanceSchedule: (from, to) =>
      writer.write(() => {
        const state = [to.nextAt, waitingText(to), to.lastRunId ?? null, to.skippedTicks]
        return advance.run(...state, from.clientId, from.id, from.nextAt, waitingText(from)).changes > 0
      }),
  }
}
