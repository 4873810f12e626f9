// Reading a client's lookup table from an expression. A value that is not in the table rejects the record: a silent blank would post an order
// to no account.
import { AppError } from '../../errors.ts'

/** A table by key; `undefined` when the key is not there. */
export type TableReader = (key: string) => { readonly value: unknown } | undefined

/**
 * `$lookup("payment methods", gateway)`: the value for the key, else `lookup-missing`; with `"blank"` nothing; with `"default", value` that value.
 * Keys are compared as text: 7 finds the row "7". `readTable` answers undefined for a table that the client has not got (`lookup-table-missing`).
 */
export function lookupValue(
  readTable: (name: string) => TableReader | undefined,
  name: string,
  key: unknown,
  whenMissing?: unknown,
  defaultValue?: unknown,
): unknown {
  if (whenMissing !== undefined && whenMissing !== 'blank' && whenMissing !== 'default') {
    throw new AppError('expression-failed', {
      message: `$lookup("${name}", …): the third argument is "blank" or "default", or is left out.`,
      fix: 'Write $lookup(table, key), $lookup(table, key, "blank") or $lookup(table, key, "default", value).',
      disposition: 'stop',
    })
  }
  const table = readTable(name)
  if (!table)
    throw new AppError('lookup-table-missing', { message: `There is no lookup table "${name}" for this client.`, details: { table: name } })
  const text = typeof key === 'string' || typeof key === 'number' || typeof key === 'boolean' ? String(key) : undefined
  const row = text === undefined ? undefined : table(text)
  if (row) return row.value
  if (whenMissing === 'blank') return undefined
  if (whenMissing === 'default') return defaultValue
  throw new AppError('lookup-missing', {
    message:
      text === undefined
        ? `There is no value to look up in the table "${name}".`
        : `The lookup table "${name}" has no entry for "${text.length > 60 ? `${text.slice(0, 60)}…` : text}".`,
    details: { table: name, key: text === undefined ? null : text.slice(0, 200) },
  })
}
