// How the retail functions say that a value is not what they expect, and how a rule says that it may then be left out.
import { AppError } from '../../errors.ts'
import { say, type Words } from '../../sentence.ts'

/** Throws `value-invalid`. */
export function refuse(where: string, value: unknown, why: Words, fix: Words): never {
  const shown = typeof value === 'string' || typeof value === 'number' ? String(value).slice(0, 60) : value === null ? null : typeof value
  throw new AppError('value-invalid', { message: say`${where}: ${why}.`, fix, details: { function: where, value: shown } })
}

/** As `refuse`, but answers nothing when the rule says `"blank"`. */
export function refuseOrBlank(whenInvalid: unknown, where: string, value: unknown, why: Words, fix: Words): undefined {
  if (whenInvalid === 'blank') return undefined
  if (whenInvalid !== undefined)
    return refuse(where, whenInvalid, say`the last argument is ${quoted(whenInvalid)}`, 'Write "blank" or leave it out.')
  return refuse(where, value, why, fix)
}

/** A text or a number as text without blanks around it; undefined for nothing and for an empty text. */
export function textOf(value: unknown): string | undefined {
  const text = typeof value === 'number' ? String(value) : typeof value === 'string' ? value.trim() : undefined
  return text === '' ? undefined : text
}

/** The value in a sentence. */
export function quoted(value: unknown): Words {
  if (typeof value === 'string') return JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}…` : value)
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  return value === undefined || value === null ? say`nothing` : Array.isArray(value) ? say`a list` : say`an object`
}
