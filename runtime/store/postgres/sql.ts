// SQL as the store writes it: `?` for values, as in the embedded store, and whole columns of rows as arrays.

export type Value = string | number | null | Uint8Array
export type Values = readonly (Value | readonly Value[])[]

/** A statement as the driver takes it. The name lets PostgreSQL plan it once for each connection. */
export interface PreparedStatement {
  readonly name: string
  readonly text: string
}

const prepared = new Map<string, PreparedStatement>()

/** The statement with `$1`, `$2`… for its `?`s. No statement of ours has a question mark in a text or an operator. */
export function prepare(sql: string): PreparedStatement {
  let statement = prepared.get(sql)
  if (!statement) {
    let number = 0
    statement = { name: `s${prepared.size}`, text: sql.replace(/\?/g, () => `$${++number}`) }
    prepared.set(sql, statement)
  }
  return statement
}

/** PostgreSQL's text holds every character but NUL; the picture of it takes its place, so that one odd record never stops a run. */
const toText = (value: string): string => (value.includes('\0') ? value.replaceAll('\0', '␀') : value)

function toParameter(value: Value): string | number | Buffer | null {
  if (typeof value === 'string') return toText(value)
  if (value instanceof Uint8Array) return Buffer.from(value.buffer, value.byteOffset, value.byteLength)
  return value
}

export const toParameters = (values: Values): unknown[] =>
  values.map((value) => (Array.isArray(value) ? value.map(toParameter) : toParameter(value as Value)))

type ColumnType = 'text' | 'bigint' | 'bytea'

/** `unnest(?::text[], …)`: any number of rows in one statement. Its values are `columns(rows, types.length)`. */
export const unnest = (...types: readonly ColumnType[]): string => `unnest(${types.map((type) => `?::${type}[]`).join(', ')})`

/** Rows turned into one array for each column. */
export function columns(rows: readonly (readonly Value[])[], width: number): readonly Value[][] {
  return Array.from({ length: width }, (_, column) => rows.map((row) => row[column] ?? null))
}
