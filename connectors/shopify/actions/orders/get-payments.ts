// Reads how an order was paid. The order itself names its gateways but not how much went through each: split tenders need this.
import { Type, type Static } from 'typebox'
import type { Action } from '#connectors/kit/contract.ts'
import { shopMoney } from '../../canonical.ts'
import { graphql } from '../../client.ts'
import { GET_PAYMENTS } from '../../documents/payments.ts'
import { orderGid, OrderId } from '../../gid.ts'
import { Money } from '#connectors/kit/retail/money.ts'
import { orderMissing } from './get-order.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { speaking } from '#connectors/kit/retail/speaking.ts'
import { PAYMENTS_FIELDS } from '../../retail.ts'

const Input = Type.Object({ orderId: OrderId }, { additionalProperties: false })

const Payment = Type.Object({
  id: Type.String({ title: 'Transaction id', description: 'gid://shopify/OrderTransaction/…' }),
  kind: Type.String({ title: 'Kind', description: 'sale, capture, authorization, refund, void or change' }),
  gateway: Type.String({ title: 'Gateway', description: 'The tender, such as shopify_payments or gift_card' }),
  amount: Type.Object(Money.properties, { title: 'Amount', description: "In the shop's currency" }),
  reference: Type.Union([Type.String(), Type.Null()], { title: 'Reference', description: "The payment provider's id" }),
  processedAt: Type.Union([Type.String(), Type.Null()], { title: 'Processed', description: 'ISO instant' }),
})
const Output = Type.Object({
  orderId: Type.String({ title: 'Order id' }),
  name: Type.String({ title: 'Order number' }),
  payments: Type.Array(Payment, { title: 'Payments', description: 'Those that succeeded, in the order they were made' }),
})

export const getPayments = {
  id: 'get-payments',
  label: 'Get the payments of an order',
  description: 'Reads how much of an order was paid with which tender.',
  effect: 'read',
  safety: 'upsert',
  input: Input,
  output: speaking('payment', Output, PAYMENTS_FIELDS),
  example: {
    orderId: 'gid://shopify/Order/6151042531042',
    name: '#1042',
    payments: [
      {
        id: 'gid://shopify/OrderTransaction/7201042531001',
        kind: 'sale',
        gateway: 'gift_card',
        amount: { amount: '20.00', currency: 'GBP' },
        reference: null,
        processedAt: '2026-03-02T09:14:27Z',
      },
      {
        id: 'gid://shopify/OrderTransaction/7201042531002',
        kind: 'sale',
        gateway: 'shopify_payments',
        amount: { amount: '88.00', currency: 'GBP' },
        reference: '#1042.1',
        processedAt: '2026-03-02T09:14:29Z',
      },
    ],
  },
  async run(input, context) {
    const id = orderGid(parseInput(Input, input).orderId)
    const { order } = await graphql(context, GET_PAYMENTS, { id })
    if (!order) throw orderMissing(id)
    const payments = order.transactions
      .filter(({ status }) => status === 'SUCCESS')
      .map(({ id: transaction, kind, gateway, paymentId, processedAt, amountSet }) => ({
        id: transaction,
        kind: kind.toLowerCase(),
        gateway: gateway ?? 'unknown',
        amount: shopMoney(amountSet),
        reference: paymentId,
        processedAt,
      }))
    return { orderId: order.id, name: order.name, payments } satisfies Static<typeof Output>
  },
} as const satisfies Action
