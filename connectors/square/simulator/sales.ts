// Sales at the simulated tills: 20 % VAT in the price, paid by card or in cash, which is rounded to five pence and goes into the drawer.
import { isRecord } from '#shared/json.ts'
import type { SimulatorRecord, SimulatorRecords } from '#connectors/kit/simulator-records.ts'
import { invalid, missing } from './refusal.ts'

export const CURRENCY = 'GBP'
export const gbp = (amount: number) => ({ amount, currency: CURRENCY })
const idOf = (prefix: string, sequence: number) => `${prefix}${String(sequence).padStart(12, '0')}`
const LOCATIONS = [
  { id: 'LQUAYSIDE00001', name: 'Quayside store' },
  { id: 'LHARBOURST0001', name: 'Harbour Street store' },
]
const PRODUCTS = [
  { id: 'VARMUGNAVY', item: 'ITEMMUG', sku: 'HF-MUG-NAVY', name: 'Stoneware Mug', variation: 'Navy', price: 1_250, stock: 33 },
  { id: 'VARBLANKET', item: 'ITEMBLANKET', sku: 'HF-BLANKET-GREY', name: 'Wool Blanket', variation: 'Grey', price: 5_750, stock: 24 },
  { id: 'VARCANDLE', item: 'ITEMCANDLE', sku: 'HF-CANDLE-SEA', name: 'Sea Salt Candle', variation: 'Regular', price: 1_799, stock: 61 },
]

export function seedTills(records: SimulatorRecords): void {
  for (const { id, name } of LOCATIONS) {
    records.put('locations', id, {
      id,
      name,
      timezone: 'Europe/London',
      currency: CURRENCY,
      country: 'GB',
      status: 'ACTIVE',
      merchant_id: 'MHARBOURFINCH',
    })
    openDrawer(records, id, '2026-01-05T08:55:00Z')
    for (const product of PRODUCTS) setCount(records, product.id, id, product.stock, '2026-01-05T08:00:00Z')
  }
  for (const { id, item, sku, name, variation, price } of PRODUCTS) {
    const at = { updated_at: '2026-01-05T08:00:00Z', version: 1, is_deleted: false }
    records.put('catalog', item, { type: 'ITEM', id: item, ...at, item_data: { name } })
    records.put('catalog', id, {
      type: 'ITEM_VARIATION',
      id,
      ...at,
      item_variation_data: {
        item_id: item,
        name: variation,
        sku,
        pricing_type: 'FIXED_PRICING',
        price_money: gbp(price),
        track_inventory: true,
      },
    })
  }
}

function openDrawer(records: SimulatorRecords, location: string, at: string): void {
  const id = idOf('SHIFT', records.nextId('_shift'))
  const zero = gbp(0)
  records.put('shifts', id, {
    id,
    state: 'OPEN',
    opened_at: at,
    location_id: location,
    opened_cash_money: gbp(10_000),
    cash_payment_money: zero,
    cash_refunds_money: zero,
    cash_paid_in_money: zero,
    cash_paid_out_money: zero,
    expected_cash_money: gbp(10_000),
    created_at: at,
    updated_at: at,
  })
}

export function setCount(records: SimulatorRecords, variation: string, location: string, quantity: number, at: string): SimulatorRecord {
  const count = {
    catalog_object_id: variation,
    catalog_object_type: 'ITEM_VARIATION',
    state: 'IN_STOCK',
    location_id: location,
    quantity: String(quantity),
    calculated_at: at,
  }
  records.put('counts', `${variation}/${location}`, count)
  return count
}

/** `payload`: { location_id, tender: 'CASH' | 'CARD', tip, items: [{ sku, quantity }] }; what is missing is made up, the same for the same number. */
export function ringUp(records: SimulatorRecords, payload: SimulatorRecord, now: Date): SimulatorRecord {
  const sequence = records.nextId('_sale')
  const at = now.toISOString()
  const location = String(payload['location_id'] ?? LOCATIONS[sequence % LOCATIONS.length]?.id)
  if (!records.get('locations', location)) throw new Error(`There is no location ${location}.`)
  const isCash = payload['tender'] === undefined ? sequence % 3 === 0 : payload['tender'] === 'CASH'
  const given = Array.isArray(payload['items']) ? payload['items'].filter(isRecord) : []
  const wanted = given.length > 0 ? given : [{ sku: PRODUCTS[sequence % PRODUCTS.length]?.sku, quantity: 1 + (sequence % 2) }]
  const lines = wanted.map((line, index) => lineOf(line, index))
  for (const line of lines) sell(records, String(line['catalog_object_id']), location, Number(line['quantity']), at)
  const sum = (member: string) => lines.reduce((total, line) => total + Number((line[member] as { amount: number }).amount), 0)
  const goods = sum('total_money')
  const tip = isCash ? 0 : Number(payload['tip'] ?? 0)
  const rounding = isCash ? Math.round(goods / 5) * 5 - goods : 0
  const total = goods + tip + rounding
  const paymentId = idOf('PAY', sequence)
  const type = isCash ? 'CASH' : 'CARD'
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
        ...(!isCash && { card_details: { status: 'CAPTURED', card: { card_brand: 'VISA', last_4: '1111' } } }),
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
    source_type: type,
    location_id: location,
    order_id: order['id'],
    amount_money: gbp(total - tip),
    tip_money: gbp(tip),
    total_money: gbp(total),
    receipt_number: paymentId.slice(-4),
  })
  if (isCash) intoDrawer(records, location, total, at)
  return order
}

function lineOf(line: SimulatorRecord, index: number): SimulatorRecord {
  const product = PRODUCTS.find(({ sku }) => sku === line['sku'])
  if (!product) throw new Error(`There is no product ${String(line['sku'])}.`)
  const quantity = Number(line['quantity'] ?? 1)
  const total = product.price * quantity
  const tax = Math.round(total / 6)
  return {
    uid: `line-${index + 1}`,
    name: product.name,
    variation_name: product.variation,
    quantity: String(quantity),
    catalog_object_id: product.id,
    catalog_version: 1,
    item_type: 'ITEM',
    base_price_money: gbp(product.price),
    variation_total_price_money: gbp(total),
    gross_sales_money: gbp(total),
    total_discount_money: gbp(0),
    total_tax_money: gbp(tax),
    total_money: gbp(total),
    applied_taxes: [{ uid: `tax-${index + 1}`, tax_uid: 'vat', applied_money: gbp(tax) }],
  }
}

function sell(records: SimulatorRecords, variation: string, location: string, quantity: number, at: string): void {
  const count = records.get('counts', `${variation}/${location}`)
  setCount(records, variation, location, Number(count?.['quantity'] ?? 0) - quantity, at)
}

function intoDrawer(records: SimulatorRecords, location: string, amount: number, at: string): void {
  const shift = records.find('shifts', (one) => one['location_id'] === location && one['state'] === 'OPEN')
  if (!shift) return
  const plus = (member: string) => gbp(Number((shift[member] as { amount: number }).amount) + amount)
  records.put('shifts', String(shift['id']), {
    ...shift,
    cash_payment_money: plus('cash_payment_money'),
    expected_cash_money: plus('expected_cash_money'),
    updated_at: at,
  })
  const id = idOf('EVENT', records.nextId('_event'))
  records.put('shift_events', id, {
    id,
    event_type: 'CASH_TENDER_PAYMENT',
    event_money: gbp(amount),
    created_at: at,
    description: '',
    _shift: shift['id'],
  })
}

/** Counts the drawer: `short` pence are missing. A new one is opened. */
export function closeDrawer(records: SimulatorRecords, location: string, short: number, now: Date): SimulatorRecord {
  const at = now.toISOString()
  const shift = records.find('shifts', (one) => one['location_id'] === location && one['state'] === 'OPEN')
  if (!shift) throw new Error(`There is no open drawer at ${location}.`)
  const expected = Number((shift['expected_cash_money'] as { amount: number }).amount)
  const closed = { ...shift, state: 'CLOSED', ended_at: at, closed_at: at, updated_at: at, closed_cash_money: gbp(expected - short) }
  records.put('shifts', String(shift['id']), closed)
  openDrawer(records, location, at)
  return closed
}

export function refundPayment(records: SimulatorRecords, body: SimulatorRecord, now: Date): SimulatorRecord {
  const payment = records.get('payments', String(body['payment_id']))
  if (!payment) throw missing('Payment', String(body['payment_id']))
  const amount = Number((body['amount_money'] as { amount?: number } | undefined)?.amount)
  const paid = Number((payment['total_money'] as { amount: number }).amount)
  const before = Number((payment['refunded_money'] as { amount: number } | undefined)?.amount ?? 0)
  if (!Number.isSafeInteger(amount) || amount < 1)
    throw invalid('INVALID_VALUE', 'Amount must be greater than zero.', 'amount_money.amount')
  if (before + amount > paid)
    throw invalid('REFUND_AMOUNT_INVALID', 'The requested refund amount exceeds the amount available to refund.', 'amount_money.amount')
  const at = now.toISOString()
  const sequence = records.nextId('_refund')
  const refund = {
    id: `${String(payment['id'])}_${idOf('R', sequence)}`,
    status: 'PENDING',
    amount_money: gbp(amount),
    payment_id: payment['id'],
    order_id: idOf('RETURN', sequence),
    location_id: payment['location_id'],
    created_at: at,
    updated_at: at,
    ...(typeof body['reason'] === 'string' && { reason: body['reason'] }),
  }
  records.put('refunds', refund.id, refund)
  records.put('payments', String(payment['id']), { ...payment, refunded_money: gbp(before + amount), updated_at: at })
  return refund
}
