// Sales at the simulated tills: 20 % VAT in the price, paid by card or in cash, which is rounded to five pence and goes into the drawer.
import { isRecord } from '#shared/json.ts'
import type { SimulatorRecord, SimulatorRecords } from '#connectors/kit/simulator-records.ts'
import { madeUpLocation, madeUpProduct, productBySku } from './catalogue.ts'
import { moveCash } from './drawers.ts'
import { amountIn, gbp, idOf, takeFromStock } from './stock.ts'

/** Pence, as far as there are coins. */
export const inCash = (amount: number): number => Math.round(amount / 5) * 5

/** What an event about an order tells of it. */
export const orderNote = (order: SimulatorRecord): SimulatorRecord => ({
  order_id: order['id'],
  location_id: order['location_id'],
  state: order['state'],
  version: order['version'],
  created_at: order['created_at'],
  updated_at: order['updated_at'],
})

/** `payload`: { location_id, tender: 'CASH' | 'CARD' | 'SQUARE_GIFT_CARD', tip, items: [{ sku, quantity }] }; what is missing is made up, the same for the same number. */
export function ringUp(records: SimulatorRecords, payload: SimulatorRecord, now: Date): SimulatorRecord {
  const sequence = records.nextId('_sale')
  const at = now.toISOString()
  const location = String(payload['location_id'] ?? madeUpLocation(sequence))
  if (!records.get('locations', location)) throw new Error(`There is no location ${location}.`)
  const isCash = payload['tender'] === undefined ? sequence % 3 === 0 : payload['tender'] === 'CASH'
  const given = Array.isArray(payload['items']) ? payload['items'].filter(isRecord) : []
  const wanted = given.length > 0 ? given : [{ sku: madeUpProduct(sequence), quantity: 1 + (sequence % 2) }]
  const lines = wanted.map((line, index) => lineOf(line, index))
  for (const line of lines) takeFromStock(records, line['catalog_object_id'], location, Number(line['quantity']), at)
  const sum = (member: string) => lines.reduce((total, line) => total + amountIn(line[member]), 0)
  const goods = sum('total_money')
  const tip = isCash ? 0 : Number(payload['tip'] ?? 0)
  const rounding = isCash ? inCash(goods) - goods : 0
  const total = goods + tip + rounding
  const paymentId = idOf('PAY', sequence)
  const type = isCash ? 'CASH' : payload['tender'] === 'SQUARE_GIFT_CARD' ? 'SQUARE_GIFT_CARD' : 'CARD'
  // A gift card is a card to the payment, and a tender of its own to the order.
  const card = { status: 'CAPTURED', card: type === 'CARD' ? { card_brand: 'VISA', last_4: '1111' } : { card_brand: type, last_4: '7730' } }
  const order: SimulatorRecord = {
    id: idOf('ORDER', sequence),
    location_id: location,
    source: { name: 'Square Point of Sale' },
    state: 'COMPLETED',
    version: 4,
    created_at: at,
    updated_at: at,
    closed_at: at,
    line_items: lines,
    taxes: [{ uid: 'vat', name: 'VAT', percentage: '20', type: 'INCLUSIVE', scope: 'ORDER', applied_money: gbp(sum('total_tax_money')) }],
    tenders: [
      {
        id: paymentId,
        location_id: location,
        transaction_id: idOf('ORDER', sequence),
        created_at: at,
        type,
        amount_money: gbp(total),
        tip_money: gbp(tip),
        payment_id: paymentId,
        ...(!isCash && { card_details: card }),
      },
    ],
    ...(rounding !== 0 && { rounding_adjustment: { uid: 'rounding', name: 'Cash rounding', amount_money: gbp(rounding) } }),
    total_money: gbp(total),
    total_tax_money: gbp(sum('total_tax_money')),
    total_discount_money: gbp(0),
    total_tip_money: gbp(tip),
    total_service_charge_money: gbp(0),
    net_amount_due_money: gbp(0),
  }
  records.put('orders', String(order['id']), order)
  records.put('payments', paymentId, {
    id: paymentId,
    created_at: at,
    updated_at: at,
    status: 'COMPLETED',
    source_type: isCash ? 'CASH' : 'CARD',
    location_id: location,
    order_id: order['id'],
    amount_money: gbp(total - tip),
    tip_money: gbp(tip),
    total_money: gbp(total),
    receipt_number: paymentId.slice(-4),
    ...(!isCash && { card_details: card }),
  })
  if (isCash) moveCash(records, location, 'payment', total, at)
  return order
}

function lineOf(line: SimulatorRecord, index: number): SimulatorRecord {
  const product = productBySku(line['sku'])
  if (!product) throw new Error(`There is no product ${String(line['sku'])}.`)
  const quantity = Number(line['quantity'] ?? 1)
  const total = product.price * quantity
  const isGiftCard = product.id === undefined
  const tax = isGiftCard ? 0 : Math.round(total / 6)
  return {
    uid: `line-${index + 1}`,
    name: product.name,
    variation_name: product.variation,
    quantity: String(quantity),
    ...(!isGiftCard && { catalog_object_id: product.id, catalog_version: 1 }),
    item_type: isGiftCard ? 'GIFT_CARD' : 'ITEM',
    base_price_money: gbp(product.price),
    variation_total_price_money: gbp(total),
    gross_sales_money: gbp(total),
    total_discount_money: gbp(0),
    total_tax_money: gbp(tax),
    total_money: gbp(total),
    ...(!isGiftCard && { applied_taxes: [{ uid: `tax-${index + 1}`, tax_uid: 'vat', applied_money: gbp(tax) }] }),
  }
}
