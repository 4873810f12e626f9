// Reading a client's lookup table from an expression. A value that is not in the table rejects the record, unless rule or table says what stands for it:
// a silent blank would post an order to no account.
import { AppError } from '../../errors.ts'
import { say } from '../../sentence.ts'

export interface TableReader {
  /** `undefined` when the key is not there on that day, which is asked for only where rows have days. */
  find(key: string, day: () => string): { readonly value: unknown } | undefined
  /** What stands for a key that is not there; absent when that rejects the record. */
  missing?(): { readonly value: unknown }
}

export interface LookupRequest {
  readonly table: string
  readonly key: unknown
  readonly day: () => string
  readonly whenMissing?: unknown
  readonly defaultValue?: unknown
}

/** Longer ones are no keys: none could be put into a table. */
const LONGEST_KEY = 400

/**
 * The value for the key, else what the rule says (`"blank"`: nothing, `"default"`: that value), else what the table says, else `lookup-missing`. Keys are
 * compared as text: 7 finds the row "7". `readTable` answers undefined for a table that the client has not got (`lookup-table-missing`).
 */
export function lookupValue(readTable: (name: string) => TableReader | undefined, request: LookupRequest): unknown {
  const { table: name, key, day, whenMissing, defaultValue } = request
  if (whenMissing !== undefined && whenMissing !== 'blank' && whenMissing !== 'default') {
    throw new AppError('expression-failed', {
      message: say`The lookup in "${name}" is told ${JSON.stringify(whenMissing)} for a key that is missing: that is "blank" or "default", or is left out.`,
      fix: 'Write $lookup(table, key), $lookup(table, key, "blank") or $lookup(table, key, "default", value).',
      disposition: 'stop',
    })
  }
  const table = readTable(name)
  if (!table)
    throw new AppError('lookup-table-missing', {
      message: say`There is no lookup table "${name}" for this client.`,
      details: { table: name },
    })
  const text = typeof key === 'string' || typeof key === 'number' || typeof key === 'boolean' ? String(key) : undefined
  const row = text === undefined ? undefined : table.find(text, day)
  if (row) return row.value
  if (whenMissing === 'blank') return undefined
  if (whenMissing === 'default') return defaultValue
  if (table.missing) return table.missing().value
  throw new AppError('lookup-missing', {
    message:
      text === undefined
        ? say`There is no value to look up in the table "${name}".`
        : say`The lookup table "${name}" has no entry for "${text.length > 60 ? `${text.slice(0, 60)}…` : text}".`,
    details: { table: name, key: text === undefined || text.length > LONGEST_KEY ? null : text },
  })
}

const DAY = /^\d{4}-\d{2}-\d{2}(?![\d])/

/** The day that `$lookupAt` is asked about: of a date or an instant the date as it is written. Throws `value-invalid`. */
export function dayOf(value: unknown): string {
  const day = typeof value === 'string' ? DAY.exec(value.trim())?.[0] : undefined
  if (day !== undefined) return day
  throw new AppError('value-invalid', {
    message: say`$lookupAt: ${value === undefined ? say`nothing` : JSON.stringify(value)} is no date.`,
    fix: 'Give a date such as "2026-12-31", or $businessDate(instant, zone).',
    details: { function: '$lookupAt' },
  })
}
