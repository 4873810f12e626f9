// Reads a sales order by the customer and the customer's PO number.
import { Type } from 'typebox'
import type { Action } from '#connectors/kit/contract.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { mustFindOrder, ORDER_EXAMPLE, SalesOrder, toSalesOrder } from '../sales-order.ts'

const Input = Type.Object(
  {
    customer: Type.String({ title: 'Customer', description: 'The customer’s name in ERPNext.', minLength: 1, maxLength: 140 }),
    poNumber: Type.String({ title: 'PO number', minLength: 1, maxLength: 140 }),
  },
  { additionalProperties: false },
)

export const getSalesOrder = {
  id: 'get-sales-order',
  label: 'Read sales order',
  description: 'Reads the sales order with a customer’s PO number: number, stage, status, total. Cancelled orders are not found.',
  effect: 'read',
  safety: 'upsert',
  input: Input,
  output: SalesOrder,
  example: ORDER_EXAMPLE,
  async run(input, context) {
    const { customer, poNumber } = parseInput(Input, input)
    return toSalesOrder(await mustFindOrder(context, customer, poNumber), context.config)
  },
} as const satisfies Action
