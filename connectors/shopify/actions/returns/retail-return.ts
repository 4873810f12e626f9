// A return as flows see it: what comes back and why, what goes out instead, how far it is.
import { Decimal } from 'decimal.js'
import { Type, type Static } from 'typebox'
import { Money, moneyOf } from '#connectors/kit/retail/money.ts'
import { shopMoney } from '../../canonical.ts'
import type { Return } from '../../documents/return.ts'
import { list, nullable, optionalText, text } from '../../schemas/parts.ts'
import { withoutMarker } from '../marker.ts'

export const RetailReturn = Type.Object({
  id: text('Return id'),
  name: text('Return number', 'Such as #1042-R1'),
  status: text('Status', 'requested, open, closed, declined or canceled'),
  orderId: text('Order id'),
  orderName: text('Order number'),
  createdAt: text('Created'),
  closedAt: optionalText('Closed'),
  lines: list(
    Type.Object({
      returnLineId: text('Return line id'),
      lineItemId: optionalText('Line id'),
      sku: optionalText('SKU'),
      title: optionalText('Title'),
      quantity: Type.Integer({ title: 'Quantity' }),
      processed: Type.Integer({ title: 'Came back', description: 'How many were processed' }),
      reason: optionalText('Reason'),
      note: optionalText('Note'),
      customerNote: optionalText('Note of the customer'),
    }),
    'Lines',
  ),
  exchange: list(
    Type.Object({
      id: text('Exchange line id'),
      variantId: optionalText('Variant id'),
      quantity: Type.Integer({ title: 'Quantity' }),
      processed: Type.Integer({ title: 'Processed' }),
    }),
    'Sent instead',
  ),
  refunded: nullable(Money),
})
export type RetailReturn = Static<typeof RetailReturn>

export function toRetailReturn(given: Return): RetailReturn {
  const [first, ...more] = given.refunds.nodes.map(({ totalRefundedSet }) => shopMoney(totalRefundedSet))
  const refunded =
    first &&
    moneyOf(
      more.reduce<Decimal>((sum, { amount }) => sum.plus(amount), new Decimal(first.amount)),
      first.currency,
    )
  return {
    id: given.id,
    name: given.name,
    status: given.status.toLowerCase(),
    orderId: given.order.id,
    orderName: given.order.name,
    createdAt: given.createdAt,
    closedAt: given.closedAt,
    lines: given.returnLineItems.nodes.map((line) => ({
      returnLineId: line.id,
      lineItemId: line.fulfillmentLineItem?.lineItem.id ?? null,
      sku: line.fulfillmentLineItem?.lineItem.sku ?? null,
      title: line.fulfillmentLineItem?.lineItem.title ?? null,
      quantity: line.quantity,
      processed: line.processedQuantity,
      reason: line.returnReasonDefinition?.name ?? null,
      note: withoutMarker(line.returnReasonNote),
      customerNote: line.customerNote,
    })),
    exchange: given.exchangeLineItems.nodes.map(({ id, variantId, quantity, processedQuantity }) => ({
      id,
      variantId,
      quantity,
      processed: processedQuantity,
    })),
    refunded: refunded ?? null,
  }
}
