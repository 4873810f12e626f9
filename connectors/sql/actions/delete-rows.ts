// Rows removed by their key.
import { Type, type Static } from 'typebox'
import { AppError } from '#shared/errors.ts'
import type { Action } from '#connectors/kit/contract.ts'
import { inTransaction } from '../session.ts'
import { quoted } from '../statement.ts'
import { MOST_ROWS, Row, Table } from './input.ts'

const Input = Type.Object(
  {
    table: Table,
    keys: Type.Array(Row, {
      title: 'Keys',
      description: 'The key of each row to remove, such as { "sku": "HF-MUG-NAVY" }.',
      minItems: 1,
      maxItems: MOST_ROWS,
    }),
  },
  { additionalProperties: false },
)

export const deleteRows = {
  id: 'delete-rows',
  label: 'Delete rows',
  description: 'Removes the rows with these keys, all in one transaction. What is not there any more stays away.',
  effect: 'write',
  safety: 'upsert',
  input: Input,
  output: Type.Object({ keys: Type.Integer({ title: 'Keys', description: 'Of how many keys no row is there any more.' }) }),
  example: { keys: 1 },
  batch: { items: 'keys' },
  async run(input, context) {
    const { table, keys } = input as Static<typeof Input>
    for (const [index, key] of keys.entries()) {
      // Without a condition every row would go.
      if (Object.keys(key).length > 0 && !Object.values(key).includes(null)) continue
      const message = `Key ${index + 1} is empty or has an empty value.`
      throw new AppError('action-input-invalid', { message, issues: [{ path: `/keys/${index}`, code: 'key', message }] })
    }
    await inTransaction(context, { kind: 'write', repeatable: true }, async (session, dialect) => {
      for (const [index, key] of keys.entries()) {
        const condition = Object.keys(key)
          .map((name, nth) => `${quoted(name, dialect, `/keys/${index}`)} = ${dialect.parameter(nth + 1)}`)
          .join(' AND ')
        await session.run(`DELETE FROM ${quoted(table, dialect, '/table')} WHERE ${condition}`, Object.values(key))
      }
    })
    return { keys: keys.length }
  },
} as const satisfies Action
