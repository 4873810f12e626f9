// Reads one sales order by the reference of the shop.
import type { Action } from '#connectors/kit/contract.ts'
import { reads, withCustom } from '../model-fields.ts'
import { SALES_ORDER_EXAMPLE, SalesOrderOutput } from '../sales-order-input.ts'
import { mustFindSalesOrder, toOutput } from '../sales-order.ts'
import { OrderReferenceInput } from '../order-reference.ts'

export const getSalesOrder = {
  id: 'get-sales-order',
  label: 'Get sales order',
  description:
    'Finds a sales order by its customer reference. A reference that is not there sends the record to the exception desk, or lets it wait.',
  effect: 'read',
  safety: 'upsert',
  input: OrderReferenceInput,
  output: SalesOrderOutput,
  example: { ...SALES_ORDER_EXAMPLE, created: false },
  discover: reads('sale.order'),
  async run(input, context) {
    const { reference, whenMissing } = input as OrderReferenceInput
    return await withCustom(context, 'sale.order', async ({ names, valuesOf }) => {
      const row = await mustFindSalesOrder(context, reference, { isOnItsWay: whenMissing === 'wait', more: names })
      return { ...toOutput(row, false), ...valuesOf(row) }
    })
  },
} as const satisfies Action
