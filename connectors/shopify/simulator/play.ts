// A retailer's day as far as it happens in the shop: web orders, sales at Shopify's tills, returns and cancellations.
import type { RetailEvent } from '#connectors/kit/retailer/day.ts'
import type { SimulatorRecord, SimulatorRecords } from '#connectors/kit/simulator-records.ts'
import { recordsOf } from './order-lines.ts'

type Happen = (event: string, payload: unknown) => Promise<{ readonly record: SimulatorRecord }>

/** Remembers which order an event made: what is returned or cancelled later in the day names it. Types that begin with `_` are no records. */
const PLAYED = '_played'

/** False for what happens elsewhere. */
export async function playInShop(event: RetailEvent, day: string, records: SimulatorRecords, happen: Happen): Promise<boolean> {
  const orderOf = (id: string) => {
    const order = records.get(PLAYED, `${day}/${id}`)?.['order'] as string | undefined
    return order === undefined ? undefined : records.get('order', order)
  }
  switch (event.kind) {
    case 'web-order':
    case 'store-sale': {
      const line_items = event.lines.map(({ sku, title, variant, quantity, price, giftCard }) => ({
        sku,
        title,
        variant_title: variant,
        quantity,
        price,
        ...(giftCard && { gift_card: true, requires_shipping: false, taxable: false }),
      }))
      const place =
        event.kind === 'web-order'
          ? {}
          : { source_name: 'pos', payment_gateway_names: [event.tender === 'gift-card' ? 'gift_card' : event.tender] }
      const { record } = await happen('orders/create', { line_items, currency: event.currency, taxes_included: true, ...place })
      records.put(PLAYED, `${day}/${event.id}`, { order: String(record['id']) })
      return true
    }
    case 'return': {
      const order = orderOf(event.of)
      if (!order) return false
      const lines = recordsOf(order['line_items'])
      const refund_line_items = event.lines.flatMap((index) => {
        const line = lines[index]
        return line ? [{ line_item_id: line['id'], quantity: line['quantity'], restock_type: 'return' }] : []
      })
      await happen('refunds/create', { order_id: order['id'], refund_line_items })
      return true
    }
    case 'cancellation': {
      const order = orderOf(event.of)
      if (!order) return false
      await happen('orders/cancelled', { id: order['id'] })
      return true
    }
    default:
      return false
  }
}
