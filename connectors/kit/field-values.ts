// Values given for fields that only the connected system knows, checked by what the system says of each field before anything is written.
import type { FieldKind } from '#shared/flow/nodes/discovered.ts'
import type { Issue } from '#shared/errors.ts'
import { refuseFields, type SystemFieldValue } from './discover.ts'

/** A value that the field does not take; its message names the field. */
export class Unfit extends Error {}

type One = string | number | boolean

/** Decimals stay text. Throws `Unfit`. */
export function fitted(kind: FieldKind, name: string, value: One): One {
  const text = String(value)
  const must = (isSo: boolean, what: string): void => {
    if (!isSo) throw new Unfit(`"${name}" takes ${what}.`)
  }
  switch (kind) {
    case 'boolean':
      must(typeof value === 'boolean', 'true or false')
      return value
    case 'integer':
      must(/^-?\d{1,15}$/.test(text), 'a whole number')
      return Number(text)
    case 'decimal':
    case 'number':
      must(/^-?(0|[1-9]\d*)(\.\d+)?$/.test(text) && typeof value !== 'boolean', 'a number, as text such as 12.50')
      return text
    case 'date':
      must(/^\d{4}-\d{2}-\d{2}$/.test(text), 'a date such as 2026-03-01')
      return text
    case 'date-time':
      must(
        /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})$/.test(text) && !Number.isNaN(Date.parse(text)),
        'a date and time with its zone, such as 2026-03-01T10:15:00Z',
      )
      return text
    default:
      return typeof value === 'boolean' ? text : value
  }
}

/** Empty: the field is to be emptied. */
export const isEmpty = (value: SystemFieldValue): value is null | '' => value === null || value === ''

export const isList = (value: SystemFieldValue): value is readonly (One | null)[] => Array.isArray(value)

/** One value, not a list and not empty. Throws `Unfit`. */
export function single(name: string, value: SystemFieldValue): One {
  if (isList(value) || value === null) throw new Unfit(`"${name}" takes one value, not a list.`)
  return value
}

/**
 * Each field that was given, made what the system takes by `write`, which throws `Unfit` for what does not fit. Throws `action-input-invalid` with an
 * issue for each field, before anything is written. `place`: where the fields stand in the input.
 */
export async function writeFields<Value>(
  system: string,
  given: Readonly<Record<string, Value>>,
  write: (name: string, value: Value) => unknown,
  place = '/fields',
): Promise<Readonly<Record<string, unknown>>> {
  const values: Record<string, unknown> = {}
  const issues: Issue[] = []
  for (const [name, value] of Object.entries(given)) {
    try {
      values[name] = await write(name, value)
    } catch (error) {
      if (!(error instanceof Unfit)) throw error
      issues.push({ path: `${place}/${name}`, code: 'field-invalid', message: error.message })
    }
  }
  refuseFields(system, issues)
  return values
}
