// Writes a customer deposit by its external id: money that was paid before there is an invoice, such as with a web order. It is a liability until it is
// set against the invoice.
// https://docs.oracle.com/en/cloud/saas/netsuite/ns-online-help/article_0830072110.html
import { Type } from 'typebox'
import { AppError } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import type { Action } from '#connectors/kit/contract.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { speaking } from '#connectors/kit/retail/speaking.ts'
import { upsert } from '../client.ts'
import { findPayment, PAID, paidValues, WRITTEN_PAYMENT, WrittenPayment } from '../payment.ts'
import { fieldValues, writes } from '../record-fields.ts'
import { DEPOSIT_FIELDS } from '../retail.ts'
import { findOrder } from '../sales-order.ts'

const Input = Type.Object(
  {
    ...PAID,
    orderExternalId: Type.Optional(
      Type.String({ title: 'Order’s external id', description: 'Of the sales order that it is for.', minLength: 1, maxLength: 100 }),
    ),
  },
  { additionalProperties: false },
)

export const upsertDeposit = {
  id: 'upsert-deposit',
  label: 'Write customer deposit',
  description: 'Books money that was paid ahead, such as with a web order, or changes the deposit of the same external id.',
  effect: 'write',
  safety: 'upsert',
  input: speaking('payment', Input, DEPOSIT_FIELDS),
  output: WrittenPayment,
  example: WRITTEN_PAYMENT,
  discover: writes('customerDeposit'),
  async run(input, context) {
    const { orderExternalId, fields, ...paid } = parseInput(Input, input)
    const order = orderExternalId === undefined ? undefined : await findOrder(context, orderExternalId)
    if (orderExternalId !== undefined && !order)
      throw new AppError('vendor-rejected', { message: say`NetSuite has no sales order with the external id "${orderExternalId}".` })
    const own = await fieldValues(context, 'customerDeposit', { body: fields })
    await upsert(context, 'customerDeposit', paid.externalId, {
      ...own.body,
      ...(await paidValues(context, paid)),
      ...(order && { salesOrder: { id: order.id } }),
    })
    return await findPayment(context, 'CustDep', paid.externalId)
  },
} as const satisfies Action
