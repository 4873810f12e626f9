// A refund as flows see it: what was given back for which lines, and how.
import { Type, type Static } from 'typebox'
import { Money } from '#connectors/kit/retail/money.ts'
import { shopMoney } from '../../canonical.ts'
import type { Refund } from '../../documents/refund.ts'
import { list, nullable, optionalText, text } from '../../schemas/parts.ts'
import { withoutMarker } from '../marker.ts'

export const RetailRefund = Type.Object({
  id: text('Refund id'),
  orderId: text('Order id'),
  orderName: text('Order number'),
  note: optionalText('Note'),
  createdAt: optionalText('Created'),
  total: Money,
  lines: list(
    Type.Object({
      lineItemId: text('Line id'),
      sku: nullable(Type.String({ title: 'SKU' })),
      quantity: Type.Integer({ title: 'Quantity' }),
      restock: text('Restock', 'return, cancel, no_restock or legacy_restock'),
      subtotal: Money,
      tax: Money,
    }),
    'Lines',
  ),
  payments: list(
    Type.Object({
      id: text('Transaction id'),
      gateway: text('Gateway', 'Such as shopify_payments, gift_card or cash'),
      status: text('Status', 'success, pending, failure, error or awaiting_response: pending is not money yet'),
      amount: Money,
    }),
    'Payments',
    'In the currency of the shop',
  ),
})
export type RetailRefund = Static<typeof RetailRefund>

export function toRetailRefund(refund: Refund, order: { readonly id: string; readonly name: string }): RetailRefund {
  return {
    id: refund.id,
    orderId: order.id,
    orderName: order.name,
    note: withoutMarker(refund.note),
    createdAt: refund.createdAt,
    total: shopMoney(refund.totalRefundedSet),
    lines: refund.refundLineItems.nodes.map(({ lineItem, quantity, restockType, subtotalSet, totalTaxSet }) => ({
      lineItemId: lineItem.id,
      sku: lineItem.sku,
      quantity,
      restock: restockType.toLowerCase(),
      subtotal: shopMoney(subtotalSet),
      tax: shopMoney(totalTaxSet),
    })),
    payments: refund.transactions.nodes.map(({ id, gateway, status, amountSet }) => ({
      id,
      gateway: gateway ?? 'unknown',
      status: status.toLowerCase(),
      amount: shopMoney(amountSet),
    })),
  }
}
