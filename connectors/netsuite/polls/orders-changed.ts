// Looks regularly for sales orders that are new or have changed.
import { toErrorData } from '#shared/errors.ts'
import type { CallContext, PollTrigger } from '#connectors/kit/contract.ts'
import { columnsOf, columnFields, readsColumns, valuesOfColumns } from '../column-fields.ts'
import { fieldsNow, type Field } from '../catalog.ts'
import { suiteQl, type SuiteRow } from '../client.ts'
import { FoundSalesOrder, FROM_ORDERS, ORDER_COLUMNS, ORDER_EXAMPLE, toOrder } from '../sales-order.ts'
import { changedTransactions } from './changed.ts'

export const ordersChanged = {
  kind: 'poll',
  id: 'orders-changed',
  label: 'New and changed sales orders',
  description: 'Reads the sales orders that were made or changed since the last time, with fields that were added to orders.',
  output: FoundSalesOrder,
  example: ORDER_EXAMPLE,
  discover: readsColumns('salesOrder'),
  async poll(page, context) {
    let fields: readonly Field[] = await columnFields(context, 'salesOrder')
    const read = async (where: string, limit: number): Promise<readonly SuiteRow[]> => {
      const query = () => select(context, fields, where, limit)
      try {
        return await query()
      } catch (error) {
        if (fields.length === 0 || toErrorData(error).code !== 'vendor-rejected') throw error
        // A field has gone since the catalog was read; one that the role may not read must not take the orders away either.
        fields = columnsOf(await fieldsNow(context, 'salesOrder'))
        return await query().catch((again: unknown) => {
          if (toErrorData(again).code !== 'vendor-rejected') throw again
          fields = []
          return query()
        })
      }
    }
    return await changedTransactions(page, context, {
      type: 'SalesOrd',
      read,
      toValues: async (rows) =>
        new Map(
          rows.map((row) => [row['id'] ?? '', { ...toOrder(row), ...(fields.length > 0 && { fields: valuesOfColumns(fields, row) }) }]),
        ),
    })
  },
} as const satisfies PollTrigger

async function select(context: CallContext, fields: readonly Field[], where: string, limit: number): Promise<readonly SuiteRow[]> {
  const columns = [
    ORDER_COLUMNS,
    ...fields.map(({ name, kind }) => (kind === 'date' ? `TO_CHAR(t.${name}, 'YYYY-MM-DD') AS ${name}` : `t.${name}`)),
  ]
  return (await suiteQl(context, `SELECT ${columns.join(', ')} ${FROM_ORDERS} AND ${where}`, { limit })).rows
}
