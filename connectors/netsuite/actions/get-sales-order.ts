// Reads a sales order by its external id.
import { Type, type Static } from 'typebox'
import { AppError } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import type { Action } from '#connectors/kit/contract.ts'
import { reads, withCustom } from '../record-fields.ts'
import { findOrder, FoundSalesOrder, ORDER_EXAMPLE } from '../sales-order.ts'

const Input = Type.Object(
  { externalId: Type.String({ title: 'External id', minLength: 1, maxLength: 100 }) },
  { additionalProperties: false },
)

export const getSalesOrder = {
  id: 'get-sales-order',
  label: 'Read sales order',
  description: 'Reads a sales order by its external id: number, status, total, and fields that were added to orders.',
  effect: 'read',
  safety: 'upsert',
  input: Input,
  output: FoundSalesOrder,
  example: ORDER_EXAMPLE,
  discover: reads('salesOrder'),
  async run(input, context) {
    const { externalId } = input as Static<typeof Input>
    const order = await findOrder(context, externalId)
    if (!order) throw new AppError('vendor-rejected', { message: say`NetSuite has no sales order with the external id "${externalId}".` })
    return await withCustom(context, 'salesOrder', order)
  },
} as const satisfies Action
