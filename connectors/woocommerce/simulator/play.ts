// A retailer's day as far as it happens in the web shop: orders paid by card, returns and cancellations, both of which pay back.
import type { Decimal } from 'decimal.js'
import type { RetailEvent } from '#connectors/kit/retailer/day.ts'
import { playedDay } from '#connectors/kit/retailer/played.ts'
import { amountOf, chargeOf, splitTax, type SoldLine } from '#connectors/kit/retailer/sold.ts'
import type { SimulatorRecord, SimulatorRecords } from '#connectors/kit/simulator-records.ts'
import { changeOrder, newRefund, RATE } from './orders.ts'
import { needArticle } from './products.ts'

interface Shop {
  readonly records: SimulatorRecords
  readonly now: () => Date
  /** As the checkout does. */
  readonly place: (order: SimulatorRecord) => Promise<SimulatorRecord>
  readonly changed: (order: SimulatorRecord) => Promise<unknown>
}

/** False for what happens elsewhere. */
export async function playInShop(event: RetailEvent, day: string, { records, now, place, changed }: Shop): Promise<boolean> {
  const played = playedDay(records, day)
  const orderOf = (id: string) => records.get('orders', played.of(id)?.recordId ?? '')
  switch (event.kind) {
    case 'web-order': {
      const line_items = records.atomically(() => event.lines.map((line) => lineOf(line, needArticle(records, line.sku, now()))))
      const shipping = withoutTax(event.shipping)
      const order = await place({
        currency: event.currency,
        prices_include_tax: true,
        set_paid: true,
        transaction_id: chargeOf(day, event.id),
        line_items,
        shipping_lines: [
          { method_title: Number(event.shipping) === 0 ? 'Free shipping' : 'Flat rate', total: shipping.net, total_tax: shipping.tax },
        ],
      })
      played.keep(event.id, String(order['id']), event)
      return true
    }
    case 'return': {
      const order = orderOf(event.of)
      if (!order) return false
      const lines = (order['line_items'] as SimulatorRecord[]).filter((_, index) => event.lines.includes(index))
      records.atomically(() => newRefund(records, order, { line_items: lines.map(backOf), reason: 'Returned goods' }, now()))
      await changed(orderOf(event.of) ?? order)
      return true
    }
    case 'cancellation': {
      const order = orderOf(event.of)
      if (!order) return false
      const cancelled = records.atomically(() => changeOrder(records, order, { status: 'cancelled' }, now()))
      await changed(cancelled)
      const line_items = (order['line_items'] as SimulatorRecord[]).map(backOf)
      records.atomically(() =>
        newRefund(records, cancelled, { amount: order['total'], line_items, reason: 'Cancelled by customer' }, now()),
      )
      await changed(orderOf(event.of) ?? cancelled)
      return true
    }
    default:
      return false
  }
}

function withoutTax(gross: Decimal.Value): { readonly net: string; readonly tax: string } {
  const { net, tax } = splitTax(gross, RATE.percent)
  return { net: net.toFixed(2), tax: tax.toFixed(2) }
}

function lineOf(line: SoldLine, product: SimulatorRecord): SimulatorRecord {
  const gross = amountOf([line])
  const { net, tax } = line.giftCard ? { net: gross.toFixed(2), tax: '0.00' } : withoutTax(gross)
  return {
    product_id: product['id'],
    name: product['name'],
    quantity: line.quantity,
    subtotal: net,
    total: net,
    subtotal_tax: tax,
    total_tax: tax,
    taxes: line.giftCard ? [] : [{ id: RATE.rate_id, total: tax, subtotal: tax }],
  }
}

const backOf = (line: SimulatorRecord): SimulatorRecord => ({
  id: line['id'],
  quantity: line['quantity'],
  refund_total: line['total'],
  refund_tax: (line['taxes'] as SimulatorRecord[]).map(({ id, total }) => ({ id: id as number, refund_total: total as string })),
})
