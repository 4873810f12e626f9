// A retailer's day as far as it happens in the web shop: orders paid by card, returns and cancellations, both of which pay back.
import type { RetailEvent } from '#connectors/kit/retailer/day.ts'
import { playedDay } from '#connectors/kit/retailer/played.ts'
import { amountOf, chargeOf, minorOf, returnedLines, totalOf } from '#connectors/kit/retailer/sold.ts'
import type { SimulatorRecord, SimulatorRecords } from '#connectors/kit/simulator-records.ts'
import { cancelOrder, needArticle, placeOrder, refundOrder } from './orders.ts'

const VAT = 20

/** False for what happens elsewhere. */
export function playInShop(event: RetailEvent, day: string, records: SimulatorRecords, now: Date): boolean {
  const played = playedDay(records, day)
  switch (event.kind) {
    case 'web-order': {
      for (const { sku } of event.lines) needArticle(records, sku)
      const order = placeOrder(
        records,
        {
          items: event.lines.map(({ sku, quantity, price, giftCard }) => ({
            sku,
            quantity,
            priceWithTax: minorOf(price),
            untaxed: giftCard,
          })),
          currency: event.currency,
          shippingWithTax: minorOf(event.shipping),
          taxRate: VAT,
          transactionId: chargeOf(day, event.id),
        },
        now,
      )
      played.keep(event.id, String(order['id']), event)
      return true
    }
    case 'return':
    case 'cancellation': {
      const of = played.of(event.of)
      const order = of && records.get('orders', of.recordId)
      if (!order) return false
      const all = order['lines'] as SimulatorRecord[]
      if (event.kind === 'return') {
        const lines = all.filter((_, index) => event.lines.includes(index))
        const total = minorOf(amountOf(returnedLines(of.sold, event.lines)))
        refundOrder(records, order, { total, lines, reason: 'Returned goods' }, now)
        return true
      }
      const refunded = refundOrder(records, order, { total: minorOf(totalOf(of.sold)), lines: all, reason: 'Cancelled by customer' }, now)
      cancelOrder(records, refunded, now)
      return true
    }
    default:
      return false
  }
}
