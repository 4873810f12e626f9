// What Adobe Commerce does with an order: totals, shipments, invoices, credit memos, and the states that follow from them.
import { Decimal } from 'decimal.js'
import { isRecord } from '#shared/json.ts'
import { splitTax } from '#connectors/kit/retailer/sold.ts'
import type { SimulatorRecord, SimulatorRecords } from '#connectors/kit/simulator-records.ts'
import { SHOPPERS } from './customers.ts'
import { CommerceRefusal, invalidDocument } from './refusal.ts'
import { takeFromSource } from './shop.ts'

const VAT = 20
const SHIPPING = 5
const number = (value: unknown) => new Decimal((value ?? 0) as Decimal.Value)
const cents = (value: Decimal) => value.toDecimalPlaces(2).toNumber()
const taxOf = (net: Decimal) => net.times(VAT).div(100)
const itemsOf = (record: SimulatorRecord) => record['items'] as SimulatorRecord[]

/**
 * `lines`: `{ sku, qty, gross, untaxed }`; made up where there are none, the same for the same number. `gross`: of the row, tax included, as a website
 * with such prices has it. Further: `currency`, `shipping` (tax included), `payment`.
 */
export function placeOrder(records: SimulatorRecords, payload: SimulatorRecord, now: string): SimulatorRecord {
  const id = records.nextId('_order', 1)
  const products = records.list('products')
  const given = Array.isArray(payload['lines']) ? payload['lines'].filter(isRecord) : undefined
  const lines: readonly SimulatorRecord[] =
    given ??
    Array.from({ length: 1 + (id % 3) }, (_, nth) => ({
      sku: products[(id * 5 + nth * 3) % products.length]?.['sku'],
      qty: 1 + ((id + nth) % 2),
    }))
  const items = lines.map(({ sku, qty = 1, gross, untaxed }) => {
    const product = products.find((one) => one['sku'] === sku)
    if (!product) throw new Error(`The simulated shop has no product ${String(sku)}.`)
    const row = typeof gross === 'string' ? splitTax(gross, untaxed === true ? 0 : VAT) : undefined
    return orderItem(records.nextId('_item', 1), id, product, Number(qty), row ?? netRow(product, Number(qty)), untaxed === true ? 0 : VAT)
  })
  const delivery =
    typeof payload['shipping'] === 'string'
      ? splitTax(payload['shipping'], VAT)
      : { net: new Decimal(SHIPPING), tax: taxOf(new Decimal(SHIPPING)) }
  const currency = typeof payload['currency'] === 'string' ? payload['currency'] : 'GBP'
  const shopper = SHOPPERS[id % SHOPPERS.length]
  const subtotal = items.reduce<Decimal>((sum, item) => sum.plus(number(item['base_row_total'])), new Decimal(0))
  const tax = items.reduce<Decimal>((sum, item) => sum.plus(number(item['base_tax_amount'])), delivery.tax)
  const total = subtotal.plus(tax).plus(delivery.net)
  const address = {
    firstname: shopper?.firstname,
    lastname: shopper?.lastname,
    street: ['12 Quay Street'],
    city: 'Whitstable',
    postcode: 'CT5 1AQ',
    country_id: 'GB',
    telephone: '01227 000000',
    email: shopper?.email,
  }
  const order: SimulatorRecord = {
    entity_id: id,
    increment_id: String(id).padStart(9, '0'),
    state: 'new',
    status: 'pending',
    created_at: now,
    updated_at: now,
    store_id: 1,
    store_name: 'Main Website\nMain Website Store\nDefault Store View',
    base_currency_code: currency,
    order_currency_code: currency,
    ...both('subtotal', cents(subtotal)),
    ...both('discount_amount', 0),
    ...both('shipping_amount', cents(delivery.net)),
    ...both('shipping_tax_amount', cents(delivery.tax)),
    ...both('tax_amount', cents(tax)),
    ...both('grand_total', cents(total)),
    ...both('total_due', cents(total)),
    shipping_description: 'Flat Rate - Fixed',
    customer_email: shopper?.email,
    customer_firstname: shopper?.firstname,
    customer_lastname: shopper?.lastname,
    customer_is_guest: 1,
    items,
    billing_address: { address_type: 'billing', ...address },
    payment: isRecord(payload['payment'])
      ? payload['payment']
      : { method: 'checkmo', account_status: null, additional_information: ['Check / Money order'], cc_last4: null },
    status_histories: [],
    extension_attributes: {
      shipping_assignments: [{ shipping: { address: { address_type: 'shipping', ...address }, method: 'flatrate_flatrate' }, items }],
      applied_taxes: [{ code: 'GB-VAT', title: 'VAT', percent: VAT, amount: cents(tax), base_amount: cents(tax) }],
    },
  }
  records.put('orders', id, order)
  return order
}

/** The shop has one currency: an amount and its base amount are the same. */
const both = (name: string, value: number) => ({ [name]: value, [`base_${name}`]: value })

type Row = ReturnType<typeof splitTax>
const netRow = (product: SimulatorRecord, qty: number): Row => {
  const net = number(product['price']).times(qty)
  return { net, tax: taxOf(net) }
}

function orderItem(
  id: number,
  orderId: number,
  product: SimulatorRecord,
  qty: number,
  { net, tax }: Row,
  percent: number,
): SimulatorRecord {
  return {
    item_id: id,
    order_id: orderId,
    product_id: product['id'],
    product_type: product['type_id'],
    sku: product['sku'],
    name: product['name'],
    is_virtual: 0,
    qty_ordered: qty,
    qty_canceled: 0,
    qty_invoiced: 0,
    qty_refunded: 0,
    qty_shipped: 0,
    ...both('price', net.div(qty).toDecimalPlaces(4).toNumber()),
    ...both('row_total', cents(net)),
    ...both('discount_amount', 0),
    ...both('discount_tax_compensation_amount', 0),
    ...both('tax_amount', cents(tax)),
    tax_percent: percent,
  }
}

const left = {
  ship: (item: SimulatorRecord) =>
    Number(item['qty_ordered']) - Number(item['qty_shipped']) - Number(item['qty_refunded']) - Number(item['qty_canceled']),
  invoice: (item: SimulatorRecord) => Number(item['qty_ordered']) - Number(item['qty_invoiced']) - Number(item['qty_canceled']),
  refund: (item: SimulatorRecord) => Number(item['qty_invoiced']) - Number(item['qty_refunded']),
}
const KINDS = {
  ship: {
    name: 'Shipment',
    type: 'shipments',
    counter: 'qty_shipped',
    none: "You can't create a shipment without products.",
    more: 'ship must not be greater than the unshipped',
  },
  invoice: {
    name: 'Invoice',
    type: 'invoices',
    counter: 'qty_invoiced',
    none: "The invoice can't be created without products. Add products and try again.",
    more: 'invoice must not be greater than the uninvoiced',
  },
  refund: {
    name: 'Creditmemo',
    type: 'creditmemos',
    counter: 'qty_refunded',
    none: "The credit memo can't be created without products. Add products and try again.",
    more: 'creditmemo must not be greater than the unrefunded',
  },
} as const
export type Verb = keyof typeof KINDS

/** Makes a shipment, an invoice or a credit memo; answers its id. Without items it is all that is left, as in the real shop. */
export function makeDocument(records: SimulatorRecords, verb: Verb, order: SimulatorRecord, body: SimulatorRecord, now: string): number {
  const kind = KINDS[verb]
  const given = (Array.isArray(body['items']) ? body['items'] : []).filter(isRecord)
  const wanted = new Map(
    given.length > 0
      ? given.map((line) => [Number(line['order_item_id']), Number(line['qty'])] as const)
      : itemsOf(order).map((item) => [Number(item['item_id']), left[verb](item)] as const),
  )
  const reasons = [...wanted].flatMap(([id, qty]) => {
    const item = itemsOf(order).find((one) => one['item_id'] === id)
    if (!item) return [`The ${kind.name.toLowerCase()} contains product item that is not part of the original order.`]
    return qty > left[verb](item) ? [`The quantity to ${kind.more} quantity for product SKU "${String(item['sku'])}".`] : []
  })
  if (['canceled', 'closed', 'holded'].includes(String(order['state'])))
    reasons.unshift(`A ${kind.name.toLowerCase()} cannot be created when an order has a status of ${String(order['status'])}`)
  if ([...wanted.values()].reduce((sum, qty) => sum + qty, 0) <= 0) reasons.push(kind.none)
  if (reasons.length > 0) throw invalidDocument(kind.name, reasons)

  const lines = itemsOf(order).flatMap((item) => {
    const qty = wanted.get(Number(item['item_id'])) ?? 0
    return qty > 0 ? [{ item, qty }] : []
  })
  const total = verb === 'ship' ? undefined : totalOf(verb, order, lines, isRecord(body['arguments']) ? body['arguments'] : {})
  const id = records.nextId(`_${kind.type}`, 1)
  const comment = isRecord(body['comment'])
    ? [{ entity_id: records.nextId('_comment'), parent_id: id, is_customer_notified: 0, created_at: now, ...body['comment'] }]
    : []
  records.put(kind.type, id, {
    entity_id: id,
    increment_id: String(id).padStart(9, '0'),
    order_id: order['entity_id'],
    created_at: now,
    updated_at: now,
    total_qty: lines.reduce((sum, { qty }) => sum + qty, 0),
    items: lines.map(({ item, qty }, nth) => ({
      entity_id: id * 100 + nth,
      order_item_id: item['item_id'],
      sku: item['sku'],
      qty,
      base_price: item['base_price'],
      base_cost: 0,
      ...(verb === 'refund' && refundedAmounts(item, qty)),
    })),
    comments: comment,
    ...(verb === 'ship' && { tracks: tracksOf(records, id, order, body) }),
    ...(verb === 'refund' && { state: 2, ...shippingBack(order, total?.shipping ?? number(0)) }),
    ...(total && { ...both('grand_total', cents(total.amount)), ...both('shipping_amount', cents(total.shipping)) }),
  })
  if (verb === 'ship') for (const { item, qty } of lines) takeFromSource(records, sourceOf(body), String(item['sku']), qty)
  const items = itemsOf(order).map((item) => ({
    ...item,
    [kind.counter]: Number(item[kind.counter]) + (wanted.get(Number(item['item_id'])) ?? 0),
  }))
  changeOrder(records, { ...order, items, ...(total && paymentAfter(verb, order, total)) }, now)
  return id
}

const sourceOf = (body: SimulatorRecord): string => {
  const more: unknown = isRecord(body['arguments']) ? body['arguments']['extension_attributes'] : undefined
  return isRecord(more) && typeof more['source_code'] === 'string' ? more['source_code'] : 'default'
}

const tracksOf = (records: SimulatorRecords, id: number, order: SimulatorRecord, body: SimulatorRecord): readonly object[] =>
  (Array.isArray(body['tracks']) ? body['tracks'].filter(isRecord) : []).map((track) => ({
    entity_id: records.nextId('_track'),
    parent_id: id,
    order_id: order['entity_id'],
    weight: 0,
    qty: 0,
    description: '',
    ...track,
  }))

function refundedAmounts(item: SimulatorRecord, qty: number): SimulatorRecord {
  const share = number(qty).div(number(item['qty_ordered']))
  const part = (member: string) => both(member, cents(number(item[`base_${member}`]).times(share)))
  return { name: item['name'], product_id: item['product_id'], ...part('row_total'), ...part('tax_amount') }
}

function shippingBack(order: SimulatorRecord, shipping: Decimal): SimulatorRecord {
  const whole = number(order['base_shipping_amount'])
  const tax = whole.isZero() ? whole : number(order['base_shipping_tax_amount']).times(shipping).div(whole)
  return {
    base_currency_code: order['base_currency_code'],
    order_currency_code: order['order_currency_code'],
    ...both('shipping_tax_amount', cents(tax)),
  }
}

interface DocumentTotal {
  readonly amount: Decimal
  /** Without tax. */
  readonly shipping: Decimal
}

function totalOf(
  verb: 'invoice' | 'refund',
  order: SimulatorRecord,
  lines: readonly { readonly item: SimulatorRecord; readonly qty: number }[],
  more: Readonly<Record<string, unknown>>,
): DocumentTotal {
  const goods = lines.reduce<Decimal>((sum, { item, qty }) => {
    const share = number(qty).div(number(item['qty_ordered']))
    return sum.plus(number(item['base_row_total']).plus(number(item['base_tax_amount'])).times(share))
  }, new Decimal(0))
  const whole = number(order['base_shipping_amount'])
  const open = whole.minus(number(order[verb === 'invoice' ? 'base_shipping_invoiced' : 'base_shipping_refunded']))
  const shipping = verb === 'refund' && more['shipping_amount'] !== undefined ? number(more['shipping_amount']) : open
  if (shipping.gt(open)) throw new CommerceRefusal(400, 'Maximum shipping amount allowed to refund is: %1', [open.toFixed(2)])
  const tax = whole.isZero() ? whole : number(order['base_shipping_tax_amount']).times(shipping).div(whole)
  const adjusted = number(more['adjustment_positive']).minus(number(more['adjustment_negative']))
  return { amount: goods.plus(shipping).plus(tax).plus(adjusted), shipping }
}

function paymentAfter(verb: Verb, order: SimulatorRecord, { amount, shipping }: DocumentTotal): SimulatorRecord {
  if (verb === 'refund')
    return {
      ...both('total_refunded', cents(number(order['base_total_refunded']).plus(amount))),
      ...both('shipping_refunded', cents(number(order['base_shipping_refunded']).plus(shipping))),
    }
  const paid = number(order['base_total_paid']).plus(amount)
  return {
    ...both('shipping_invoiced', cents(number(order['base_shipping_invoiced']).plus(shipping))),
    ...both('total_paid', cents(paid)),
    ...both('total_due', cents(number(order['base_grand_total']).minus(paid))),
  }
}

/** `false` where nothing can be cancelled. */
export function cancelOrder(records: SimulatorRecords, order: SimulatorRecord, now: string): boolean {
  const isOpen = itemsOf(order).some((item) => left.invoice(item) > 0)
  if (!isOpen || ['canceled', 'complete', 'closed', 'holded'].includes(String(order['state']))) return false
  const items = itemsOf(order).map((item) => ({ ...item, qty_canceled: left.invoice(item) }))
  const unpaid = number(order['base_grand_total']).minus(number(order['base_total_paid']))
  changeOrder(records, { ...order, items, ...both('total_canceled', cents(unpaid)) }, now)
  return true
}

export function commentOrder(records: SimulatorRecords, order: SimulatorRecord, given: SimulatorRecord, now: string): void {
  for (const name of ['comment', 'is_customer_notified', 'is_visible_on_front', 'parent_id']) {
    if (given[name] === undefined) throw new CommerceRefusal(400, '"%fieldName" is required. Enter and try again.', { fieldName: name })
  }
  const id = records.nextId('_comment')
  const status = String(given['status'] ?? order['status'])
  records.put('comments', id, { entity_id: id, entity_name: 'order', created_at: now, ...given, parent_id: order['entity_id'], status })
  records.put('orders', String(order['entity_id']), { ...order, status, updated_at: now })
}

function changeOrder(records: SimulatorRecords, order: SimulatorRecord, now: string): void {
  const state = stateOf(order)
  const status = state === order['state'] ? order['status'] : state
  records.put('orders', String(order['entity_id']), { ...order, state, status, updated_at: now })
}

function stateOf(order: SimulatorRecord): string {
  const items = itemsOf(order)
  const all = (member: string) => items.every((item) => Number(item[member]) >= Number(item['qty_ordered']) - Number(item['qty_canceled']))
  if (items.every((item) => item['qty_canceled'] === item['qty_ordered'])) return 'canceled'
  if (items.every((item) => Number(item['qty_refunded']) > 0) && all('qty_refunded')) return 'closed'
  const isDone = all('qty_invoiced') && items.every((item) => left.ship(item) <= 0)
  return isDone ? 'complete' : 'processing'
}
