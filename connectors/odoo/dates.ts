// Times in Odoo: UTC without a zone, `2026-03-01 10:15:00`.
import { AppError } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'

/** Of an ISO date and time that a person mapped. */
export function toOdooDate(iso: string, path: string): string {
  const instant = new Date(iso)
  if (!Number.isNaN(instant.getTime())) return toOdoo(instant.toISOString())
  throw new AppError('action-input-invalid', {
    message: say`"${iso}" is not a date.`,
    issues: [{ path, code: 'date', message: 'Not a date.' }],
  })
}

/** Of an ISO instant in UTC. */
export const toOdoo = (iso: string): string => iso.slice(0, 19).replace('T', ' ')
/** ISO instant. */
export const fromOdoo = (text: string): string => new Date(`${text.replace(' ', 'T')}Z`).toISOString()
