// Rows written by their key: new ones are inserted, those that are there are updated or left as they are.
import { Type, type Static } from 'typebox'
import { AppError } from '#shared/errors.ts'
import type { Action } from '#connectors/kit/contract.ts'
import type { Dialect, SqlSession, SqlValue } from '../dialect.ts'
import { columnsOf } from '../columns.ts'
import { inTransaction } from '../session.ts'
import { quoted } from '../statement.ts'
import { Key, MOST_ROWS, Row, Table } from './input.ts'

const Input = Type.Object(
  {
    table: Table,
    key: Key,
    rows: Type.Array(Row, { title: 'Rows', description: 'Of two rows with one key the later counts.', minItems: 1, maxItems: MOST_ROWS }),
    whenThere: Type.Optional(
      Type.Union([Type.Literal('update', { title: 'Update it' }), Type.Literal('leave', { title: 'Leave it as it is' })], {
        title: 'When a row is there',
        description: 'Default: update it with the given columns.',
      }),
    ),
  },
  { additionalProperties: false },
)
type Input = Static<typeof Input>
type RowValues = Readonly<Record<string, SqlValue>>

export const upsertRows = {
  id: 'upsert-rows',
  label: 'Write rows',
  description: 'Inserts rows, or updates those whose key is there, all in one transaction. Repeated, nothing changes.',
  effect: 'write',
  safety: 'upsert',
  input: Input,
  output: Type.Object({ rows: Type.Integer({ title: 'Rows', description: 'How many were written, each key once.' }) }),
  example: { rows: 2 },
  discover: columnsOf('input', 'rows'),
  batch: { items: 'rows' },
  async run(input, context) {
    const { table, key, rows, whenThere = 'update' } = input as Input
    const last = lastOfEachKey(rows, key)
    const columns = Object.keys(last[0] ?? {})
    await inTransaction(context, { kind: 'write', repeatable: true }, async (session, dialect) => {
      const names = columns.map((name) => quoted(name, dialect, '/rows/0'))
      const keyNames = key.map((name, index) => quoted(name, dialect, `/key/${index}`))
      const parts = {
        table: quoted(table, dialect, '/table'),
        columns: names,
        key: keyNames,
        update: whenThere === 'update' ? names.filter((name) => !keyNames.includes(name)) : [],
      }
      await inPieces(last, columns, session, dialect, (piece) => dialect.upsert({ ...parts, rows: piece }))
    })
    return { rows: last.length }
  },
} as const satisfies Action

/** All rows have the columns of the first one, the key among them. */
function lastOfEachKey(rows: readonly RowValues[], key: readonly string[]): readonly RowValues[] {
  const columns = Object.keys(rows[0] ?? {})
  const byKey = new Map<string, RowValues>()
  for (const [index, row] of rows.entries()) {
    const missing = [...columns, ...key].find((name) => !Object.hasOwn(row, name))
    const extra = Object.keys(row).find((name) => !columns.includes(name))
    if (missing !== undefined)
      throw refusal(
        index,
        missing,
        `Row ${index + 1} has no "${missing}", which ${key.includes(missing) ? 'is part of the key' : 'the first row has'}.`,
      )
    if (extra !== undefined) throw refusal(index, extra, `Row ${index + 1} has "${extra}", which the first row has not.`)
    const empty = key.find((name) => row[name] === null)
    // A unique index takes any number of rows without a value: none of them would ever be found again.
    if (empty !== undefined) throw refusal(index, empty, `Row ${index + 1} has no value for "${empty}", which is part of the key.`)
    const name = JSON.stringify(key.map((column) => row[column]))
    byKey.delete(name)
    byKey.set(name, row)
  }
  return [...byKey.values()]
}

function refusal(index: number, column: string, message: string): AppError {
  return new AppError('action-input-invalid', { message, issues: [{ path: `/rows/${index}/${column}`, code: 'row', message }] })
}

/** As many rows in a statement as it may have parameters. */
async function inPieces(
  rows: readonly RowValues[],
  columns: readonly string[],
  session: SqlSession,
  dialect: Dialect,
  sqlOf: (parameters: readonly (readonly string[])[]) => string,
): Promise<void> {
  const most = Math.max(1, Math.min(1_000, Math.floor(dialect.mostParameters / columns.length)))
  for (let from = 0; from < rows.length; from += most) {
    const piece = rows.slice(from, from + most)
    const parameters = piece.map((_, row) => columns.map((__, column) => dialect.parameter(row * columns.length + column + 1)))
    await session.run(
      sqlOf(parameters),
      piece.flatMap((row) => columns.map((name) => row[name] ?? null)),
    )
  }
}
