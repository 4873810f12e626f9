// Rows of alerts and of calls that wait, and the models made of them.
import type { Alert, AlertKind } from '#shared/model/flow-control.ts'
import type { StoredReservation } from '../ports.ts'

export interface ReservationRow {
  readonly run_id: string
  readonly due_at: number
  readonly paid: number
}

export const toReservation = (row: ReservationRow): StoredReservation => ({
  runId: row.run_id,
  dueAt: new Date(row.due_at),
  paid: row.paid === 1,
})

export interface AlertRow {
  readonly client_id: string
  readonly id: string
  readonly kind: AlertKind
  readonly subject: string
  readonly message: string
  readonly raised_at: string
  readonly cleared_at: string | null
}

export const toAlert = (row: AlertRow): Alert => ({
  id: row.id,
  clientId: row.client_id,
  kind: row.kind,
  subject: row.subject,
  message: row.message,
  raisedAt: row.raised_at,
  ...(row.cleared_at !== null && { clearedAt: row.cleared_at }),
})
