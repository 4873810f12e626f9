// A retailer's day as far as it happens in the web shop: orders paid by card, returns and cancellations, both of which pay back.
import type { RetailEvent } from '#connectors/kit/retailer/day.ts'
import { playedDay } from '#connectors/kit/retailer/played.ts'
import { amountOf, chargeOf, returnedLines, totalOf, type SoldLine } from '#connectors/kit/retailer/sold.ts'
import type { SimulatorRecord, SimulatorRecords } from '#connectors/kit/simulator-records.ts'
import { change, paymentIn, placeOrder, refundPayment, reserve } from './orders.ts'
import { both, rawOf } from './raw.ts'

const VAT = 20

interface Shop {
  readonly records: SimulatorRecords
  readonly now: Date
  /** Makes the variant where the shop does not have it. */
  readonly need: (line: SoldLine) => void
}

/** False for what happens elsewhere. */
export function playInShop(event: RetailEvent, day: string, { records, now, need }: Shop): boolean {
  const played = playedDay(records, day)
  const found = (id: string) => {
    const of = played.of(id)
    const order = of && records.get('orders', of.recordId)
    return order && { order, sold: of.sold }
  }
  switch (event.kind) {
    case 'web-order': {
      for (const line of event.lines) need(line)
      const order = placeOrder(
        records,
        {
          items: event.lines.map(({ sku, quantity, price, giftCard }) => ({ sku, quantity, price, giftCard })),
          currency: event.currency.toLowerCase(),
          shipping: event.shipping,
          taxRate: VAT,
          metadata: { payment: chargeOf(day, event.id) },
        },
        now,
      )
      played.keep(event.id, String(order['id']), event)
      return true
    }
    case 'return': {
      const of = found(event.of)
      if (!of) return false
      const back = returnedLines(of.sold, event.lines)
      const note = `Returned: ${back.map(({ sku, quantity }) => `${quantity} x ${sku}`).join(', ')}`
      refundPayment(records, paymentId(of.order), { amount: amountOf(back).toFixed(2), note }, now)
      const refunded = records.get('orders', String(of.order['id'])) ?? of.order
      const items = (refunded['items'] as SimulatorRecord[]).map((item, index) => (event.lines.includes(index) ? received(item) : item))
      change(records, refunded, { items }, now)
      return true
    }
    case 'cancellation': {
      const of = found(event.of)
      if (!of) return false
      refundPayment(records, paymentId(of.order), { amount: totalOf(of.sold).toFixed(2), note: 'Cancelled by customer' }, now)
      const refunded = records.get('orders', String(of.order['id'])) ?? of.order
      reserve(records, refunded['items'] as SimulatorRecord[], -1)
      change(records, refunded, { status: 'canceled', canceled_at: now.toISOString() }, now)
      return true
    }
    default:
      return false
  }
}

const paymentId = (order: SimulatorRecord): string => String(paymentIn(order)['id'])
const received = (item: SimulatorRecord): SimulatorRecord => ({
  ...item,
  detail: { ...(item['detail'] as SimulatorRecord), ...both({ return_received_quantity: rawOf(item, 'quantity') }) },
})
