// Rules of retention that both stores share: which ended run may go.
import { DEDUPE_DAYS, type Retention } from '#shared/model/retention.ts'
import type { RunStatus } from '#shared/model/runs.ts'

const DAY_MS = 86_400_000
/** Rows deleted in one transaction: some milliseconds, which nobody at the door notices. */
export const ROWS_AT_ONCE = 2_000
/** Closed windows looked at for one transaction. */
export const WINDOWS_AT_ONCE = 20
/** Runs looked at for one transaction. */
export const RUNS_AT_ONCE = 200

export interface EndedRow {
  readonly id: string
  readonly event_id: number
  readonly status: RunStatus
  readonly finished_at: number | null
  readonly in_lane: 0 | 1
}
export interface ExceptionsRow {
  readonly open: number
  readonly resolved: string | null
}
export interface RetentionRow {
  readonly succeeded_days: number
  readonly parked_days: number
  readonly resolved_days: number
}

export const daysBefore = (now: Date, days: number): number => now.getTime() - days * DAY_MS

/** No echo comes later: a flow may wait for one for a day at most. */
export const ECHO_DAYS = 1

/** Every run's id stands before this. */
export const AFTER_ALL_RUNS = 'run_~'

/** Events that came before this are not delivered again. */
export const forgetBefore = (now: Date): number => daysBefore(now, DEDUPE_DAYS)

/** No younger run may go, whatever became of it. */
export const youngest = (retention: Retention, now: Date): number =>
  daysBefore(now, Math.min(retention.succeededDays, retention.parkedDays))

/** What belongs to no run alone goes when none that had to do with it can be left: versions of lanes, closed windows. */
export const oldestShared = (retention: Retention, now: Date): number =>
  daysBefore(now, Math.max(retention.succeededDays, retention.parkedDays))

/** True when its time is over; its exceptions have a say where there may be some: then `mayGo` is asked. */
export function isOver(run: EndedRow, retention: Retention, now: Date): boolean {
  // One that still stands in a lane keeps others waiting: they go by it.
  if (run.finished_at === null || run.in_lane === 1) return false
  return run.finished_at < daysBefore(now, wentWell(run) ? retention.succeededDays : retention.parkedDays)
}

export const wentWell = ({ status }: EndedRow): boolean => status === 'succeeded' || status === 'skipped'

/** While an exception is open its run stays; and for some days after the last one was closed. */
export const mayGo = ({ open, resolved }: ExceptionsRow, retention: Retention, now: Date): boolean =>
  open === 0 && (resolved === null || Date.parse(resolved) < daysBefore(now, retention.resolvedDays))

export const toRetention = (row: RetentionRow): Retention => ({
  succeededDays: row.succeeded_days,
  parkedDays: row.parked_days,
  resolvedDays: row.resolved_days,
})

/** The run stands in its lane: both stores ask in these words. */
export const IN_LANE = `EXISTS (
  SELECT 1 FROM lane_members AS member WHERE member.client_id = runs.client_id AND member.flow_id = runs.flow_id
    AND member.environment = runs.environment AND member.lane = runs.lane AND member.event_id = runs.event_id AND member.run_id = runs.id)`
