// Cancels an order. Shopify does it as a job and refuses to do it twice, so it looks first.
import { Type, type Static } from 'typebox'
import type { Action, CallContext } from '#connectors/kit/contract.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { graphql, payloadOf, refuseUserErrors } from '../../client.ts'
import { CANCEL_ORDER, ORDER_STATE } from '../../documents/order-change.ts'
import { orderGid, OrderId } from '../../gid.ts'
import { choice, nullable } from '../../schemas/parts.ts'
import { orderMissing } from './get-order.ts'

const Input = Type.Object(
  {
    orderId: OrderId,
    reason: Type.Optional(choice(['customer', 'inventory', 'fraud', 'declined', 'staff', 'other'], { title: 'Reason', default: 'other' })),
    refund: Type.Optional(
      choice(['original', 'none'], {
        title: 'Pay back',
        description: 'original: everything, the way it was paid; none: nothing',
        default: 'none',
      }),
    ),
    restock: Type.Optional(Type.Boolean({ title: 'Restock', description: 'What was not shipped can be sold again', default: true })),
    notifyCustomer: Type.Optional(Type.Boolean({ title: 'Notify the customer', default: false })),
    staffNote: Type.Optional(Type.String({ title: 'Note', description: 'For staff', maxLength: 255 })),
  },
  { additionalProperties: false },
)

const Output = Type.Object({
  orderId: Type.String({ title: 'Order id' }),
  orderName: Type.String({ title: 'Order number' }),
  cancelled: Type.Boolean({ title: 'Is cancelled', description: 'False while Shopify is still at it' }),
  cancelledAt: nullable(Type.String({ title: 'Cancelled' })),
  reason: nullable(Type.String({ title: 'Reason' })),
  financialStatus: nullable(Type.String({ title: 'Payment status' })),
})

export const cancelOrder = {
  id: 'cancel-order',
  label: 'Cancel an order',
  description: 'Cancels an order that was not shipped, with or without paying back. It cannot be undone.',
  effect: 'write',
  safety: 'look-up-first',
  input: Input,
  output: Output,
  example: {
    orderId: 'gid://shopify/Order/6151042531042',
    orderName: '#1042',
    cancelled: true,
    cancelledAt: '2026-11-20T18:20:00Z',
    reason: 'customer',
    financialStatus: 'refunded',
  },
  async run(input, context) {
    const { orderId, reason, refund, restock, notifyCustomer, staffNote } = parseInput(Input, input)
    const id = orderGid(orderId)
    const before = await stateOf(context, id)
    if (before.cancelled) return before
    const answer = await graphql(context, CANCEL_ORDER, {
      id,
      reason: (reason ?? 'other').toUpperCase(),
      restock: restock ?? true,
      refundMethod: refund === 'original' ? { originalPaymentMethodsRefund: true } : null,
      notify: notifyCustomer ?? false,
      note: staffNote ?? null,
    })
    refuseUserErrors('cancel the order', payloadOf(answer.orderCancel, 'cancel the order').orderCancelUserErrors)
    return await stateOf(context, id)
  },
} as const satisfies Action

async function stateOf(context: CallContext, id: string) {
  const { order } = await graphql(context, ORDER_STATE, { id })
  if (!order) throw orderMissing(id)
  return {
    orderId: order.id,
    orderName: order.name,
    cancelled: order.cancelledAt !== null,
    cancelledAt: order.cancelledAt,
    reason: order.cancelReason?.toLowerCase() ?? null,
    financialStatus: order.displayFinancialStatus?.toLowerCase() ?? null,
  } satisfies Static<typeof Output>
}
