// Any statement.
import { Type, type Static } from 'typebox'
import type { Action } from '#connectors/kit/contract.ts'
import { inTransaction } from '../session.ts'
import { toStatement } from '../statement.ts'
import { Parameters, Sql } from './input.ts'

const Input = Type.Object({ sql: Sql, parameters: Parameters }, { additionalProperties: false })

export const execute = {
  id: 'execute',
  label: 'Run a statement',
  description:
    'Runs any statement with parameters, such as an UPDATE or a procedure. After a lost answer a person decides, because nobody knows whether a repetition is safe.',
  effect: 'write',
  safety: 'none',
  input: Input,
  output: Type.Object({
    affected: Type.Integer({ title: 'Changed rows', description: 'As the database counts them.' }),
    rows: Type.Array(Type.Record(Type.String(), Type.Unknown()), {
      title: 'Rows',
      description: 'What the statement gives back, at most 1,000.',
    }),
  }),
  example: { affected: 1, rows: [] },
  async run(input, context) {
    const { sql, parameters = {} } = input as Static<typeof Input>
    const { affected, rows } = await inTransaction(context, { kind: 'write', repeatable: false }, (session, dialect) => {
      const statement = toStatement(sql, parameters, dialect)
      return session.run(statement.sql, statement.values)
    })
    return { affected, rows: rows.slice(0, 1_000) }
  },
} as const satisfies Action
