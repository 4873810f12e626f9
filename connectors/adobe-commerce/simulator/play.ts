// A retailer's day as far as it happens in the web shop: orders that are paid by card and so invoiced at once, and credit memos for what comes back
// or is cancelled. Each currency is that of a website of its own.
import type { RetailEvent } from '#connectors/kit/retailer/day.ts'
import { playedDay } from '#connectors/kit/retailer/played.ts'
import { amountOf, chargeOf } from '#connectors/kit/retailer/sold.ts'
import type { SimulatorRecord, SimulatorRecords } from '#connectors/kit/simulator-records.ts'
import { makeDocument, placeOrder } from './orders.ts'
import { needArticle } from './shop.ts'

/** False for what happens elsewhere. `now` as the database has it. */
export function playInShop(event: RetailEvent, day: string, records: SimulatorRecords, now: string): boolean {
  const played = playedDay(records, day)
  switch (event.kind) {
    case 'web-order': {
      for (const { sku } of event.lines) needArticle(records, sku, now)
      const order = placeOrder(
        records,
        {
          lines: event.lines.map((line) => ({
            sku: line.sku,
            qty: line.quantity,
            gross: amountOf([line]).toFixed(2),
            untaxed: line.giftCard,
          })),
          currency: event.currency,
          shipping: event.shipping,
          payment: {
            method: 'stripe_payments',
            account_status: null,
            additional_information: ['Card'],
            cc_last4: '4242',
            last_trans_id: chargeOf(day, event.id),
          },
        },
        now,
      )
      makeDocument(records, 'invoice', order, {}, now)
      played.keep(event.id, String(order['entity_id']), event)
      return true
    }
    case 'return': {
      const order = records.get('orders', played.of(event.of)?.recordId ?? '')
      if (!order) return false
      const items = (order['items'] as SimulatorRecord[])
        .filter((_, index) => event.lines.includes(index))
        .map((item) => ({ order_item_id: item['item_id'] as number, qty: item['qty_ordered'] as number }))
      makeDocument(records, 'refund', order, { items, arguments: { shipping_amount: 0 } }, now)
      return true
    }
    case 'cancellation': {
      // What was invoiced can no longer be cancelled: a credit memo of all of it closes the order.
      const order = records.get('orders', played.of(event.of)?.recordId ?? '')
      if (!order) return false
      makeDocument(records, 'refund', order, {}, now)
      return true
    }
    default:
      return false
  }
}
