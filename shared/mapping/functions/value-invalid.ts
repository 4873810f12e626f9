// How the retail functions say that a value is not what they expect, and how a rule says that it may then be left out.
import { AppError } from '../../errors.ts'

/** Throws `value-invalid`. */
export function refuse(where: string, value: unknown, why: string, fix: string): never {
  const shown = typeof value === 'string' || typeof value === 'number' ? String(value).slice(0, 60) : value === null ? null : typeof value
  throw new AppError('value-invalid', { message: `${where}: ${why}.`, fix, details: { function: where, value: shown } })
}

/** As `refuse`, but answers nothing when the rule says `"blank"`. */
export function refuseOrBlank(whenInvalid: unknown, where: string, value: unknown, why: string, fix: string): undefined {
  if (whenInvalid === 'blank') return undefined
  if (whenInvalid !== undefined)
    return refuse(where, whenInvalid, `the last argument is ${quoted(whenInvalid)}`, 'Write "blank" or leave it out.')
  return refuse(where, value, why, fix)
}

/** A text or a number as text without blanks around it; undefined for nothing and for an empty text. */
export function textOf(value: unknown): string | undefined {
  const text = typeof value === 'number' ? String(value) : typeof value === 'string' ? value.trim() : undefined
  return text === '' ? undefined : text
}

/** The value in a sentence. */
export function quoted(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}…` : value)
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  return value === undefined || value === null ? 'nothing' : Array.isArray(value) ? 'a list' : 'an object'
}
