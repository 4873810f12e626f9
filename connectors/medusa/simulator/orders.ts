// Orders of the simulated shop: placed with 10 % tax and 5.00 shipping where nothing else is said, nothing rounded, as the real one does it.
import { Decimal } from 'decimal.js'
import { isRecord } from '#shared/json.ts'
import type { SimulatorRecord, SimulatorRecords } from '#connectors/kit/simulator-records.ts'
import { invalid, missing } from './refusal.ts'
import { both, idOf, rawOf } from './raw.ts'

const RATE = 10
const SHIPPING = 5

/** How prices are meant: the rate in percent, and whether they have the tax in them. */
interface Terms {
  readonly rate: number
  readonly inclusive: boolean
}

function taxed(price: Decimal, { rate, inclusive }: Terms) {
  const tax = price.times(rate).div(inclusive ? 100 + rate : 100)
  return inclusive ? { subtotal: price.minus(tax), tax, total: price } : { subtotal: price, tax, total: price.plus(tax) }
}

const taxLines = (id: string, tax: Decimal, { rate }: Terms) =>
  rate === 0 ? [] : [{ id, description: 'Sales tax', code: `vat${rate}`, ...both({ rate, total: tax, subtotal: tax }) }]

/**
 * `payload`: { items: [{ sku, quantity, price, giftCard }], email, currency, shipping, taxRate, metadata }; what is missing is made up, the same for the
 * same number. With a `taxRate` in percent prices include it.
 */
export function placeOrder(records: SimulatorRecords, payload: SimulatorRecord, now: Date): SimulatorRecord {
  const sequence = records.nextId('_order')
  const at = now.toISOString()
  const variants = records.list('variants')
  const given = Array.isArray(payload['items']) ? payload['items'].filter(isRecord) : []
  const wanted = given.length > 0 ? given : [{ sku: variants[sequence % variants.length]?.['sku'], quantity: 1 + (sequence % 3) }]
  const terms: Terms =
    typeof payload['taxRate'] === 'number' ? { rate: payload['taxRate'], inclusive: true } : { rate: RATE, inclusive: false }
  const currency = typeof payload['currency'] === 'string' ? payload['currency'] : 'usd'
  const items = wanted.map((line) => itemOf(records, line, at, terms))
  const lines = items.reduce<Decimal>((sum, item) => sum.plus(rawOf(item, 'total')), new Decimal(0))
  const fee = new Decimal(typeof payload['shipping'] === 'string' ? payload['shipping'] : SHIPPING)
  const shipping = taxed(fee, terms)
  const total = lines.plus(shipping.total)
  const address = {
    id: idOf('ordaddr', sequence),
    company: null,
    first_name: 'Ada',
    last_name: 'Buyer',
    address_1: '1 Main St',
    address_2: null,
    city: 'New York',
    country_code: 'us',
    province: 'us-ny',
    postal_code: '10001',
    phone: null,
  }
  const email = typeof payload['email'] === 'string' ? payload['email'] : `shopper${sequence}@example.com`
  const order = {
    id: idOf('order', sequence),
    display_id: sequence,
    status: 'pending',
    email,
    currency_code: currency,
    created_at: at,
    updated_at: at,
    canceled_at: null,
    metadata: isRecord(payload['metadata']) ? payload['metadata'] : null,
    sales_channel: { id: idOf('sc', 1), name: 'Web shop' },
    customer: { id: idOf('cus', sequence), first_name: null, last_name: null, email },
    items,
    shipping_methods: [
      {
        id: idOf('ordsm', sequence),
        name: 'Standard',
        is_tax_inclusive: terms.inclusive,
        shipping_option_id: idOf('so', 1),
        tax_lines: taxLines(idOf('ordsmtxl', sequence), shipping.tax, terms),
        adjustments: [],
        ...both({
          amount: fee,
          subtotal: shipping.subtotal,
          total: shipping.total,
          tax_total: shipping.tax,
          discount_total: 0,
          discount_subtotal: 0,
        }),
      },
    ],
    shipping_address: address,
    billing_address: { ...address, id: idOf('ordaddr', 1_000_000 + sequence) },
    payment_collections: [
      {
        id: idOf('pay_col', sequence),
        payments: [
          {
            id: idOf('pay', sequence),
            currency_code: currency,
            provider_id: 'pp_system_default',
            captured_at: at,
            canceled_at: null,
            refunds: [],
            ...both({ amount: total }),
          },
        ],
      },
    ],
    fulfillments: [],
    ...totalsOf(total, new Decimal(0)),
  }
  records.put('orders', order.id, order)
  reserve(records, items, 1)
  return order
}

function itemOf(records: SimulatorRecords, line: SimulatorRecord, at: string, order: Terms): SimulatorRecord {
  const variant = records.find('variants', ({ sku }) => sku === line['sku'])
  if (!variant) throw invalid(`Variants with sku ${String(line['sku'])} do not exist`)
  const quantity = new Decimal(Number(line['quantity'] ?? 1))
  const price = new Decimal(String(line['price'] ?? (variant['prices'] as SimulatorRecord[])[0]?.['amount'] ?? 0))
  const isGiftCard = line['giftCard'] === true
  const terms = isGiftCard ? { ...order, rate: 0 } : order
  const { subtotal, tax, total } = taxed(price.times(quantity), terms)
  const sequence = records.nextId('_item')
  return {
    id: idOf('ordli', sequence),
    title: (variant['product'] as SimulatorRecord)['title'],
    variant_id: variant['id'],
    variant_sku: variant['sku'],
    variant_title: variant['title'],
    product_title: (variant['product'] as SimulatorRecord)['title'],
    requires_shipping: !isGiftCard,
    is_giftcard: isGiftCard,
    is_tax_inclusive: terms.inclusive,
    created_at: at,
    tax_lines: taxLines(idOf('ordlitxl', sequence), tax, terms),
    adjustments: [],
    detail: both({ fulfilled_quantity: 0, shipped_quantity: 0, return_received_quantity: 0, written_off_quantity: 0 }),
    ...both({ unit_price: price, quantity, subtotal, total, discount_total: 0, discount_subtotal: 0, tax_total: tax }),
  }
}

function totalsOf(total: Decimal, refunded: Decimal): SimulatorRecord {
  return {
    ...both({ total: total.minus(refunded) }),
    summary: both({
      original_order_total: total,
      current_order_total: total.minus(refunded),
      refunded_total: refunded,
      pending_difference: 0,
    }),
  }
}

/** `-1` gives free again. */
export function reserve(records: SimulatorRecords, items: readonly SimulatorRecord[], sign: 1 | -1): void {
  for (const item of items) moveStock(records, String(item['variant_sku']), { reserved: rawOf(item, 'quantity').times(sign) })
}

function moveStock(
  records: SimulatorRecords,
  sku: string,
  by: { readonly reserved?: Decimal; readonly stocked?: Decimal; readonly location?: string },
): void {
  const inventory = records.find('inventory_items', (item) => item['sku'] === sku)
  if (!inventory) return
  const levels = inventory['location_levels'] as SimulatorRecord[]
  const at = by.location ?? levels[0]?.['location_id']
  records.put('inventory_items', String(inventory['id']), {
    ...inventory,
    location_levels: levels.map((level) =>
      level['location_id'] === at
        ? {
            ...level,
            ...both({
              stocked_quantity: rawOf(level, 'stocked_quantity').plus(by.stocked ?? 0),
              reserved_quantity: Decimal.max(0, rawOf(level, 'reserved_quantity').plus(by.reserved ?? 0)),
            }),
          }
        : level,
    ),
  })
}

export function fulfilOrder(records: SimulatorRecords, order: SimulatorRecord, body: SimulatorRecord, now: Date): SimulatorRecord {
  const location = String(body['location_id'] ?? '')
  if (!records.get('stock_locations', location)) throw missing('Stock location', location)
  const wanted = Array.isArray(body['items']) ? body['items'].filter(isRecord) : []
  const items = (order['items'] as SimulatorRecord[]).map((item) => {
    const quantity = new Decimal(Number(wanted.find(({ id }) => id === item['id'])?.['quantity'] ?? 0))
    const detail = item['detail'] as SimulatorRecord
    const fulfilled = rawOf(detail, 'fulfilled_quantity').plus(quantity)
    if (fulfilled.gt(rawOf(item, 'quantity'))) {
      throw invalid(`Cannot fulfill more items than what was ordered for item with id ${String(item['id'])}`)
    }
    if (quantity.gt(0)) moveStock(records, String(item['variant_sku']), { reserved: quantity.neg(), stocked: quantity.neg(), location })
    return { ...item, detail: { ...detail, ...both({ fulfilled_quantity: fulfilled }) } }
  })
  const fulfillment = {
    id: idOf('ful', records.nextId('_fulfillment')),
    location_id: location,
    shipped_at: null,
    canceled_at: null,
    metadata: isRecord(body['metadata']) ? body['metadata'] : null,
    labels: [],
    items: wanted.map((line) => ({ line_item_id: line['id'], ...both({ quantity: Number(line['quantity']) }) })),
  }
  records.put('fulfillments', fulfillment.id, fulfillment)
  return change(records, order, { items, fulfillments: [...(order['fulfillments'] as SimulatorRecord[]), fulfillment] }, now)
}

export function shipFulfillment(
  records: SimulatorRecords,
  order: SimulatorRecord,
  id: string,
  body: SimulatorRecord,
  now: Date,
): SimulatorRecord {
  const fulfillments = order['fulfillments'] as SimulatorRecord[]
  const found = fulfillments.find((fulfillment) => fulfillment['id'] === id)
  if (!found) throw missing('Fulfillment', id)
  if (found['shipped_at'] !== null) throw invalid('Shipment has already been created')
  const shipped = { ...found, shipped_at: now.toISOString(), labels: Array.isArray(body['labels']) ? body['labels'] : [] }
  records.put('fulfillments', id, shipped)
  return change(records, order, { fulfillments: fulfillments.map((one) => (one === found ? shipped : one)) }, now)
}

/** The payment, with its refunds. */
export function refundPayment(records: SimulatorRecords, id: string, body: SimulatorRecord, now: Date): SimulatorRecord {
  const order = records.find('orders', (candidate) => paymentIn(candidate)['id'] === id)
  if (!order) throw missing('Payment', id)
  const payment = paymentIn(order)
  const amount = new Decimal(String(body['amount'] ?? payment['amount']))
  const before = rawOf(order['summary'] as SimulatorRecord, 'refunded_total')
  if (before.plus(amount).gt(rawOf(payment, 'amount'))) throw invalid('You cannot refund more than what is captured on the payment.')
  const refund = {
    id: idOf('ref', records.nextId('_refund')),
    payment_id: id,
    note: typeof body['note'] === 'string' ? body['note'] : null,
    created_at: now.toISOString(),
    ...both({ amount }),
  }
  records.put('refunds', refund.id, refund)
  const paid = { ...payment, refunds: [...(payment['refunds'] as SimulatorRecord[]), refund] }
  const collection = (order['payment_collections'] as SimulatorRecord[])[0]
  const total = rawOf(order['summary'] as SimulatorRecord, 'original_order_total')
  change(records, order, { payment_collections: [{ ...collection, payments: [paid] }], ...totalsOf(total, before.plus(amount)) }, now)
  return paid
}

export const paymentIn = (order: SimulatorRecord): SimulatorRecord =>
  (order['payment_collections'] as { payments: SimulatorRecord[] }[])[0]?.payments[0] ?? {}

export function change(records: SimulatorRecords, order: SimulatorRecord, values: SimulatorRecord, now: Date): SimulatorRecord {
  const changed = { ...order, ...values, updated_at: now.toISOString() }
  records.put('orders', String(order['id']), changed)
  return changed
}

/** With the statuses that Medusa computes. */
export function orderView(order: SimulatorRecord): SimulatorRecord {
  const refunded = rawOf(order['summary'] as SimulatorRecord, 'refunded_total')
  const total = rawOf(order['summary'] as SimulatorRecord, 'original_order_total')
  const items = order['items'] as SimulatorRecord[]
  const open = items.some((item) => rawOf(item['detail'] as SimulatorRecord, 'fulfilled_quantity').lt(rawOf(item, 'quantity')))
  const fulfillments = order['fulfillments'] as SimulatorRecord[]
  const stage = fulfillments.length > 0 && fulfillments.every(({ shipped_at: at }) => at !== null) ? 'shipped' : 'fulfilled'
  return {
    ...order,
    payment_status: refunded.gte(total) ? 'refunded' : refunded.gt(0) ? 'partially_refunded' : 'captured',
    fulfillment_status: fulfillments.length === 0 ? 'not_fulfilled' : open ? `partially_${stage}` : stage,
  }
}
