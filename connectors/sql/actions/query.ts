// Rows that a SELECT gives.
import { Type, type Static } from 'typebox'
import type { Action } from '#connectors/kit/contract.ts'
import { inTransaction } from '../session.ts'
import { mustRead, toStatement } from '../statement.ts'
import { Parameters, Sql } from './input.ts'

const Input = Type.Object(
  {
    sql: Sql,
    parameters: Parameters,
    maxRows: Type.Optional(
      Type.Integer({ title: 'Most rows', description: 'Reading ends after so many. Default 1,000.', minimum: 1, maximum: 50_000 }),
    ),
  },
  { additionalProperties: false },
)
const Output = Type.Object({
  rows: Type.Array(Type.Record(Type.String(), Type.Unknown()), {
    title: 'Rows',
    description: 'Exact numbers (decimals, long ids), dates and times are texts; binary values are Base64.',
  }),
  complete: Type.Boolean({ title: 'Complete', description: 'False when there are more rows than were read.' }),
})

export const query = {
  id: 'query',
  label: 'Read rows',
  description: 'Runs a SELECT with parameters, in a transaction that may not write.',
  effect: 'read',
  safety: 'upsert',
  input: Input,
  output: Output,
  example: { rows: [{ sku: 'HF-MUG-NAVY', price: '12.50' }], complete: true },
  async run(input, context) {
    const { sql, parameters = {}, maxRows = 1_000 } = input as Static<typeof Input>
    mustRead(sql)
    const { rows, complete } = await inTransaction(context, { kind: 'read', repeatable: true }, (session, dialect) => {
      const statement = toStatement(sql, parameters, dialect)
      return session.run(statement.sql, statement.values, maxRows)
    })
    return { rows: [...rows], complete }
  },
} as const satisfies Action
