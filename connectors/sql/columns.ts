// The columns of a table or view, from the catalogue that PostgreSQL, MySQL, MariaDB and SQL Server have in common (ISO 9075-11, information_schema).
// It shows what this user may see.
import { AppError } from '#shared/errors.ts'
import type { DiscoveredField, FieldKind } from '#shared/flow/nodes/discovered.ts'
import { say } from '#shared/sentence.ts'
import type { CallContext } from '#connectors/kit/contract.ts'
import { fieldsBelow, type Discovery } from '#connectors/kit/discover.ts'
import { inTransaction } from './session.ts'
import { quoted } from './statement.ts'

const KINDS: readonly (readonly [types: RegExp, kind: FieldKind])[] = [
  [/^(smallint|integer|int|tinyint|mediumint)$/, 'integer'],
  // Beyond 2^53, or with decimals: texts, so that no digit is lost.
  [/^(bigint|numeric|decimal|money|smallmoney|real|float|double( precision)?)$/, 'decimal'],
  [/^(boolean|bit)$/, 'boolean'],
  [/^date$/, 'date'],
  [/^(timestamp with time zone|datetimeoffset)$/, 'date-time'],
]

/** `place`: where rows stand in the input, `rows`; of a poll, whose record is the row, ''. */
export const columnsOf = (side: 'input' | 'output', place: string): Discovery => ({
  needs: ['table'],
  async read({ table }, context) {
    const fields = fieldsBelow(place, await readColumns(context, typeof table === 'string' ? table : ''))
    return side === 'input' ? { input: fields } : { output: fields }
  },
})

async function readColumns(context: CallContext, table: string): Promise<readonly (readonly [string, DiscoveredField])[]> {
  const parts = table.split('.')
  const { rows } = await inTransaction(context, { kind: 'read', repeatable: true }, (session, dialect) => {
    quoted(table, dialect, '/table')
    const schema = parts.length > 1 ? dialect.parameter(2) : dialect.currentSchema
    // Upper case: a database whose collation knows case has them so, the others do not care.
    const sql = `SELECT COLUMN_NAME AS name, DATA_TYPE AS type, IS_NULLABLE AS nullable FROM INFORMATION_SCHEMA.COLUMNS WHERE TABLE_NAME = ${dialect.parameter(1)} AND TABLE_SCHEMA = ${schema} ORDER BY ORDINAL_POSITION`
    return session.run(sql, [parts.at(-1) ?? '', ...(parts.length > 1 ? [parts.at(-2) ?? ''] : [])], 2_000)
  })
  if (rows.length === 0) {
    throw new AppError('vendor-rejected', {
      message: say`The database shows no table or view "${table}" to this user.`,
      fix: 'Correct the name (with its schema where it is not in the usual one), or give the user the right to read it.',
    })
  }
  return rows.map(({ name, type, nullable }) => {
    const words = typeof type === 'string' ? type.toLowerCase() : ''
    const kind = KINDS.find(([types]) => types.test(words))?.[1] ?? 'text'
    return [typeof name === 'string' ? name : '', { kind, description: `${words}${nullable === 'NO' ? ', never empty' : ''}` }] as const
  })
}
