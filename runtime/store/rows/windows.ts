// Rows of the windows and the models made of them.
import type { Environment } from '#shared/model/accounts.ts'
import type { CollectedWindow, WindowClosing, WindowRecord, WindowStatus } from '#shared/model/windows.ts'
import type { NewEvent } from '#runtime/engine/ports.ts'
import type { ClosedWindow } from '#runtime/engine/window-ports.ts'
import { iso } from './runs.ts'

export interface WindowRow {
  readonly client_id: string
  readonly id: string
  readonly flow_id: string
  readonly environment: Environment
  readonly node_id: string
  readonly window_key: string
  readonly number: number
  readonly status: WindowStatus
  readonly opening: number
  readonly opened_at: number
  readonly closes_at: number | null
  readonly closes_by: WindowClosing | null
  readonly closed_at: number | null
  readonly closed_by: WindowClosing | null
  readonly version: number
  readonly hops: number
  readonly count: number
  readonly expected: number | null
  readonly value: string | null
  readonly run_id: string | null
  /** Of all its records; empty where they came in several, or in none. */
  readonly lane: string | null
}

export interface WindowRecordRow {
  readonly seq: number
  readonly input: string | null
  readonly run_id: string
  readonly json: string
  readonly added_at: number
}

export const toWindow = (row: WindowRow): CollectedWindow => ({
  id: row.id,
  clientId: row.client_id,
  flowId: row.flow_id,
  environment: row.environment,
  nodeId: row.node_id,
  key: row.window_key,
  number: row.number,
  status: row.status,
  opening: row.opening,
  openedAt: iso(row.opened_at),
  ...(row.closes_at !== null && { closesAt: iso(row.closes_at) }),
  ...(row.closes_by !== null && { closesBy: row.closes_by }),
  ...(row.closed_at !== null && { closedAt: iso(row.closed_at) }),
  ...(row.closed_by !== null && { closedBy: row.closed_by }),
  version: row.version,
  count: row.count,
  ...(row.expected !== null && { expected: row.expected }),
  ...(row.value !== null && { value: row.value }),
  ...(row.run_id !== null && { runId: row.run_id }),
})

export const toWindowRecord = (row: WindowRecordRow): WindowRecord => ({
  seq: row.seq,
  ...(row.input !== null && { input: row.input }),
  runId: row.run_id,
  json: row.json,
  addedAt: iso(row.added_at),
})

const toClosedWindow = (row: WindowRow, closedBy: WindowClosing, closedAt: number): ClosedWindow => ({
  window: row.id,
  key: row.window_key,
  number: row.number,
  opening: row.opening,
  count: row.count,
  ...(row.value !== null && { value: row.value }),
  openedAt: iso(row.opened_at),
  closedAt: iso(closedAt),
  closedBy,
})

/** How a window is closed. */
export interface Closing {
  readonly by: WindowClosing
  /** Of the flow, for the run that begins. */
  readonly version: number
  /** See `NewEvent`. */
  readonly ordered: boolean
  readonly at: Date
}

/** The event that the closing of a window is. */
export const closingEvent = (row: WindowRow, { by, version, ordered, at }: Closing): NewEvent => ({
  clientId: row.client_id,
  flowId: row.flow_id,
  environment: row.environment,
  version,
  trigger: 'window',
  eventKey: `window:${row.id}:${row.opening}`,
  body: Buffer.from(JSON.stringify(toClosedWindow(row, by, at.getTime()))),
  receivedAt: at,
  ordered,
  cause: { kind: 'window', windowId: row.id, nodeId: row.node_id, ...(row.lane && { lane: row.lane }), hops: row.hops + 1 },
})
