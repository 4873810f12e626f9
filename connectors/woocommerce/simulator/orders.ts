// What WooCommerce does with an order: lines from products, taxes line by line, totals, stock, refunds.
import { Decimal } from 'decimal.js'
import { isRecord } from '#shared/json.ts'
import type { SimulatorRecord, SimulatorRecords } from '#connectors/kit/simulator-records.ts'
import fixture from '../fixtures/shop.json' with { type: 'json' }
import { WooFault } from './fault.ts'
import { mergeMeta, metaIn } from './meta.ts'
import { gmt } from './times.ts'

export const RATE = { rate_id: 75, rate_code: 'GB-VAT-1', label: 'VAT', percent: 20 }
const SHIPPING = '4.95'
const FIRST_ORDER = 1_001

/** Whatever the payload has stands; the rest is made up, the same for the same number. Amounts are computed where they are not given. */
export function newOrder(records: SimulatorRecords, payload: SimulatorRecord, now: Date): SimulatorRecord {
  const sequence = records.nextId('_order', FIRST_ORDER)
  const wanted = Number(payload['id'])
  const id = Number.isSafeInteger(wanted) && wanted > 0 && !records.get('orders', wanted) ? wanted : 10_000 + sequence
  const shopper = fixture.shoppers[sequence % fixture.shoppers.length]
  const at = gmt(now)
  const address = {
    first_name: shopper?.first ?? '',
    last_name: shopper?.last ?? '',
    company: '',
    address_1: shopper?.street ?? '',
    address_2: '',
    city: shopper?.city ?? '',
    state: '',
    postcode: shopper?.postcode ?? '',
    country: 'GB',
  }
  const isPaid = payload['set_paid'] === true || (payload['status'] === undefined && payload['payment_method'] === undefined)
  const { set_paid: _, line_items: given, shipping_lines: _shipping, ...rest } = payload
  const lines = linesOf(records, Array.isArray(given) ? given.filter(isRecord) : defaultLines(sequence))
  const made: SimulatorRecord = {
    id,
    parent_id: 0,
    number: String(id),
    order_key: `wc_order_${id.toString(36).padStart(11, 'x')}`,
    created_via: 'checkout',
    version: '9.4.1',
    status: isPaid ? 'processing' : 'pending',
    currency: fixture.currency,
    date_created: at,
    date_created_gmt: at,
    date_modified: at,
    date_modified_gmt: at,
    date_paid: isPaid ? at : null,
    date_paid_gmt: isPaid ? at : null,
    date_completed: null,
    date_completed_gmt: null,
    prices_include_tax: false,
    customer_id: shopper?.id ?? 0,
    customer_note: '',
    payment_method: 'stripe',
    payment_method_title: 'Credit card',
    transaction_id: isPaid ? `ch_sim${id}` : '',
    billing: { ...address, email: shopper?.email ?? '', phone: '' },
    shipping: { ...address, phone: '' },
    meta_data: [],
    fee_lines: [],
    coupon_lines: [],
    refunds: [],
    shipping_lines: shippingLines(records, payload['shipping_lines']),
  }
  const order: SimulatorRecord = {
    ...made,
    ...totalsOf(records, lines, made['shipping_lines'] as SimulatorRecord[]),
    ...rest,
    id,
    line_items: lines,
  }
  records.put('orders', id, order)
  if (['processing', 'completed', 'on-hold'].includes(String(order['status']))) takeFromStock(records, lines)
  return order
}

/** Without any, the flat rate is charged. */
const shippingLines = (records: SimulatorRecords, given: unknown): SimulatorRecord[] =>
  (Array.isArray(given) ? given.filter(isRecord) : [{}]).map((line) => {
    const total = typeof line['total'] === 'string' ? line['total'] : SHIPPING
    const tax = typeof line['total_tax'] === 'string' ? line['total_tax'] : taxOf(total)
    return {
      method_title: 'Flat rate',
      method_id: 'flat_rate',
      total,
      total_tax: tax,
      taxes: [{ id: RATE.rate_id, total: tax, subtotal: '' }],
      meta_data: [],
      ...line,
      id: records.nextId('_line'),
    }
  })

const defaultLines = (sequence: number): SimulatorRecord[] => {
  const sold = fixture.products.filter(({ stock }) => stock !== null)
  return Array.from({ length: 1 + (sequence % 3) }, (_, index) => ({
    product_id: sold[(sequence * 5 + index * 3) % sold.length]?.id,
    quantity: 1 + ((sequence + index) % 2),
  }))
}

function linesOf(records: SimulatorRecords, given: readonly SimulatorRecord[]): SimulatorRecord[] {
  return given.map((line) => {
    const id = Number(line['variation_id']) || Number(line['product_id'])
    const product = records.get('products', id)
    if (!product && line['subtotal'] === undefined) {
      throw new WooFault(400, 'woocommerce_rest_required_product_reference', 'Product ID or SKU is required.')
    }
    const quantity = Number(line['quantity'] ?? 1)
    const subtotal = String(line['subtotal'] ?? new Decimal(String(product?.['price'] || '0')).times(quantity).toFixed(2))
    const total = String(line['total'] ?? subtotal)
    const parent = product?.['parent_id'] ? records.get('products', product['parent_id'] as number) : undefined
    return {
      name: product?.['name'] ?? '',
      product_id: parent?.['id'] ?? id,
      variation_id: parent ? id : 0,
      tax_class: '',
      subtotal_tax: taxOf(subtotal),
      total_tax: taxOf(total),
      taxes: [{ id: RATE.rate_id, total: taxOf(total), subtotal: taxOf(subtotal) }],
      meta_data: [],
      sku: product?.['sku'] ?? '',
      // A double in the real answer, too.
      price: quantity === 0 ? 0 : new Decimal(total).div(quantity).toNumber(),
      parent_name: parent?.['name'] ?? null,
      ...line,
      id: Number(line['id']) || records.nextId('_line', 300),
      quantity,
      subtotal,
      total,
    }
  })
}

const taxOf = (net: string) => new Decimal(net).times(RATE.percent).div(100).toFixed(2)
const sum = (values: readonly SimulatorRecord[], member: string) =>
  values.reduce((total, value) => total.plus(String(value[member] || '0')), new Decimal(0))

function totalsOf(records: SimulatorRecords, lines: readonly SimulatorRecord[], shipping: readonly SimulatorRecord[]): SimulatorRecord {
  const net = sum(lines, 'total')
  const tax = sum(lines, 'total_tax')
  const discount = sum(lines, 'subtotal').minus(net)
  const shippingTax = sum(shipping, 'total_tax')
  return {
    discount_total: discount.toFixed(2),
    discount_tax: sum(lines, 'subtotal_tax').minus(tax).toFixed(2),
    shipping_total: sum(shipping, 'total').toFixed(2),
    shipping_tax: shippingTax.toFixed(2),
    cart_tax: tax.toFixed(2),
    total_tax: tax.plus(shippingTax).toFixed(2),
    total: net.plus(tax).plus(sum(shipping, 'total')).plus(shippingTax).toFixed(2),
    tax_lines: [
      {
        id: records.nextId('_line'),
        rate_code: RATE.rate_code,
        rate_id: RATE.rate_id,
        label: RATE.label,
        compound: false,
        tax_total: tax.toFixed(2),
        shipping_tax_total: shippingTax.toFixed(2),
        rate_percent: RATE.percent,
        meta_data: [],
      },
    ],
  }
}

function takeFromStock(records: SimulatorRecords, lines: readonly SimulatorRecord[], sign = -1): void {
  for (const line of lines) {
    const id = Number(line['variation_id']) || Number(line['product_id'])
    const product = records.get('products', id)
    if (product?.['manage_stock'] !== true) continue
    const left = Number(product['stock_quantity']) + sign * Number(line['quantity'])
    records.put('products', id, { ...product, stock_quantity: left, stock_status: left > 0 ? 'instock' : 'outofstock' })
  }
}

export function changeOrder(records: SimulatorRecords, order: SimulatorRecord, values: SimulatorRecord, now: Date): SimulatorRecord {
  const at = gmt(now)
  const { set_paid: paid, ...rest } = values
  const completed =
    values['status'] === 'completed' && order['status'] !== 'completed' ? { date_completed: at, date_completed_gmt: at } : {}
  const isPaidNow = paid === true && order['date_paid_gmt'] === null
  const changed = {
    ...order,
    ...(isPaidNow && { status: 'processing', date_paid: at, date_paid_gmt: at }),
    ...rest,
    ...completed,
    id: order['id'],
    date_modified: at,
    date_modified_gmt: at,
    meta_data: mergeMeta(records, order['meta_data'] as SimulatorRecord[], metaIn(values)),
  }
  records.put('orders', String(order['id']), changed)
  return changed
}

export function newRefund(records: SimulatorRecords, order: SimulatorRecord, body: SimulatorRecord, now: Date): SimulatorRecord {
  const lines = Array.isArray(body['line_items']) ? body['line_items'].filter(isRecord) : []
  const ofLines = lines.reduce<Decimal>((total, line) => total.plus(decimalIn(line, 'refund_total')).plus(taxesOf(line)), new Decimal(0))
  const amount = new Decimal(String(body['amount'] ?? ofLines.toFixed(2)))
  const before = (order['refunds'] as SimulatorRecord[]).reduce<Decimal>(
    (total, refund) => total.plus(new Decimal(String(refund['total'])).abs()),
    new Decimal(0),
  )
  if (amount.isNegative()) throw new WooFault(400, 'woocommerce_rest_invalid_order_refund', 'Refund amount must be greater than zero.')
  if (amount.gt(new Decimal(String(order['total'])).minus(before))) {
    throw new WooFault(400, 'woocommerce_rest_cannot_create_order_refund', 'Invalid refund amount')
  }
  const id = records.nextId('_refund', 20_001)
  const at = gmt(now)
  const refund = {
    id,
    parent_id: order['id'],
    date_created: at,
    date_created_gmt: at,
    amount: amount.toFixed(2),
    reason: String(body['reason'] ?? ''),
    refunded_by: 1,
    refunded_payment: body['api_refund'] !== false,
    meta_data: mergeMeta(records, [], metaIn(body)),
    line_items: lines.map((line) => refundLine(records, order, line)),
    shipping_lines: [],
    tax_lines: [],
    fee_lines: [],
  }
  records.put('refunds', id, refund)
  if (body['api_restock'] !== false)
    takeFromStock(
      records,
      refund.line_items.map((line) => ({ ...line, quantity: -Number(line['quantity']) })),
      1,
    )
  const refunds = [...(order['refunds'] as SimulatorRecord[]), { id, reason: refund.reason, total: `-${refund.amount}` }]
  const isAll = before.plus(amount).eq(String(order['total']))
  changeOrder(records, order, { refunds, ...(isAll && { status: 'refunded' }) }, now)
  return refund
}

const decimalIn = (given: Readonly<Record<string, unknown>>, member: string): Decimal => new Decimal((given[member] ?? 0) as Decimal.Value)

const taxesOf = (line: SimulatorRecord): Decimal =>
  (Array.isArray(line['refund_tax']) ? line['refund_tax'].filter(isRecord) : []).reduce<Decimal>(
    (total, tax) => total.plus(decimalIn(tax, 'refund_total')),
    new Decimal(0),
  )

function refundLine(records: SimulatorRecords, order: SimulatorRecord, line: SimulatorRecord): SimulatorRecord {
  const of = (order['line_items'] as SimulatorRecord[]).find(({ id }) => id === line['id'])
  if (!of) throw new WooFault(400, 'woocommerce_rest_invalid_line_item', 'Line item ID is invalid.')
  const total = new Decimal(decimalIn(line, 'refund_total')).neg().toFixed(2)
  const tax = taxesOf(line).neg().toFixed(2)
  return {
    ...of,
    id: records.nextId('_line'),
    quantity: -Number(line['quantity'] ?? 0),
    subtotal: total,
    subtotal_tax: tax,
    total,
    total_tax: tax,
    taxes: [{ id: RATE.rate_id, total: tax, subtotal: tax }],
    meta_data: [{ id: records.nextId('_meta'), key: '_refunded_item_id', value: String(of['id']) }],
  }
}
