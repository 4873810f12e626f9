// The payload of refunds/create, and the members of an order's `refunds`.
// Lines + shipping + adjustments = the successful refund transactions. Since 2024-10 shipping refunds are lines of their own.
// Source: https://shopify.dev/docs/api/webhooks?reference=toml#list-of-topics-refunds/create
import { Type } from 'typebox'
import { LineItem } from './line-item.ts'
import { amountSet, gid, id, instant, list, nullable, optionalText, text } from './parts.ts'

const RefundLineItem = Type.Object({
  id: id('Refund line id'),
  line_item_id: id('Line id'),
  line_item: LineItem,
  quantity: Type.Integer({ title: 'Quantity' }),
  location_id: nullable(id('Location id of the restock')),
  restock_type: text('Restock', 'return, cancel, no_restock or legacy_restock'),
  // Shopify sends these two as numbers; the sets have the exact text.
  subtotal: Type.Number({ title: 'Subtotal', description: 'A number: use subtotal_set' }),
  subtotal_set: amountSet('Subtotal'),
  total_tax: Type.Number({ title: 'Tax', description: 'A number: use total_tax_set' }),
  total_tax_set: amountSet('Tax'),
})

const RefundShippingLine = Type.Object({
  id: id('Refunded shipping line id'),
  subtotal_amount_set: Type.Optional(amountSet('Amount without tax')),
})

const OrderAdjustment = Type.Object({
  id: id('Adjustment id'),
  kind: optionalText('Kind', 'refund_discrepancy or shipping_refund'),
  reason: optionalText('Reason'),
  amount: text('Amount', 'Negative: given back'),
  amount_set: amountSet('Amount'),
  tax_amount: text('Tax'),
  tax_amount_set: amountSet('Tax'),
})

const Transaction = Type.Object({
  id: id('Transaction id'),
  admin_graphql_api_id: gid('Transaction id'),
  kind: text('Kind', 'refund or void'),
  gateway: text('Gateway'),
  status: text('Status', 'success, pending, failure or error: a pending one is not money yet'),
  amount: text('Amount'),
  currency: text('Currency'),
  created_at: instant('Created'),
  processed_at: optionalText('Processed'),
})

export const WebhookRefund = Type.Object(
  {
    id: id('Refund id'),
    admin_graphql_api_id: gid('Refund id'),
    order_id: id('Order id'),
    created_at: instant('Created'),
    processed_at: instant('Processed'),
    note: optionalText('Note'),
    user_id: nullable(id('Staff member id')),
    refund_line_items: list(RefundLineItem, 'Lines'),
    refund_shipping_lines: Type.Optional(list(RefundShippingLine, 'Shipping')),
    order_adjustments: list(OrderAdjustment, 'Adjustments'),
    transactions: list(Transaction, 'Transactions'),
    total_duties_set: Type.Optional(amountSet('Duties')),
  },
  { title: 'Shopify refund', description: 'As sent by the webhook' },
)
