// A retailer's day as far as it happens in the shop: web orders, sales at Shopify's tills, returns and cancellations.
import { inTwoSteps, type RetailEvent } from '#connectors/kit/retailer/day.ts'
import type { SimulatorRecord, SimulatorRecords } from '#connectors/kit/simulator-records.ts'
import { playedDay } from '#connectors/kit/retailer/played.ts'
import { chargeOf } from '#connectors/kit/retailer/sold.ts'
import { recordsOf } from './order-lines.ts'

type Happen = (event: string, payload: unknown) => Promise<{ readonly record: SimulatorRecord }>

/** False for what happens elsewhere. */
export async function playInShop(event: RetailEvent, day: string, records: SimulatorRecords, happen: Happen): Promise<boolean> {
  const played = playedDay(records, day)
  const orderOf = (id: string) => {
    const known = played.of(id)
    return known && records.get('order', known.recordId)
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
          ? {
              shipping_lines: [{ title: 'Standard delivery', code: 'STANDARD', price: event.shipping }],
              note_attributes: [{ name: 'payment', value: chargeOf(day, event.id) }],
            }
          : { source_name: 'pos', payment_gateway_names: [event.tender === 'gift-card' ? 'gift_card' : event.tender] }
      const { record } = await happen('orders/create', { line_items, currency: event.currency, taxes_included: true, ...place })
      played.keep(event.id, String(record['id']), event)
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
    case 'exchange': {
      const sold = played.of(event.of)?.sold
      if (sold?.kind !== 'store-sale') return false
      const { back, sale } = inTwoSteps(event, sold)
      return (await playInShop(back, day, records, happen)) && playInShop(sale, day, records, happen)
    }
    case 'cancellation': {
      const order = orderOf(event.of)
      if (!order) return false
      await happen('orders/cancelled', { id: order['id'] })
      const refund_line_items = recordsOf(order['line_items']).map((line) => ({ line_item_id: line['id'], restock_type: 'cancel' }))
      await happen('refunds/create', { order_id: order['id'], refund_line_items, shipping: { full_refund: true } })
      return true
    }
    default:
      return false
  }
}
