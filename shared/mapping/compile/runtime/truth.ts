// What counts as true, and what counts as a number.
import { fail } from './state.ts'

export function isNumeric(value: unknown): value is number {
  if (typeof value !== 'number' || Number.isNaN(value)) return false
  if (!Number.isFinite(value)) fail('D1001', { value })
  return true
}

/** `$boolean`, with nothing as false. */
export function truthy(value: unknown): boolean {
  if (typeof value === 'boolean') return value
  if (typeof value === 'string') return value !== ''
  if (value === undefined || value === null || typeof value === 'function') return false
  if (typeof value === 'number') return isNumeric(value) && value !== 0
  if (!Array.isArray(value)) return Object.keys(value).length > 0
  if (value.length === 1) return truthy(value[0])
  // All are looked at, as the reference does: an infinite number is an error wherever it stands.
  return value.filter((item) => truthy(item)).length > 0
}
