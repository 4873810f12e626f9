// Lines of a simulated order: what the caller left out is completed, with its share of tax.
import { Decimal } from 'decimal.js'
import { isRecord } from '#shared/json.ts'
import type { SimulatorRecord } from '#connectors/kit/simulator-records.ts'
import { PRODUCTS, type Product } from './shop.ts'

export interface OrderMoney {
  readonly currency: string
  readonly presentment: string
}

interface LineContext {
  readonly id: number
  readonly money: OrderMoney
  readonly taxesIncluded: boolean
}

export const VAT_RATE = 0.2

/** Both currencies of one amount. A caller whose order has two gives the sets itself: there is no exchange rate here. */
export function setOf(amount: string, money: OrderMoney): SimulatorRecord {
  return {
    shop_money: { amount, currency_code: money.currency },
    presentment_money: { amount, currency_code: money.presentment },
  }
}

export function productLine(product: Product, quantity: number): SimulatorRecord {
  return { sku: product.sku, quantity }
}

export function completeLine(line: SimulatorRecord, { id, money, taxesIncluded }: LineContext): SimulatorRecord {
  const product = PRODUCTS.find(({ sku }) => sku === line['sku'])
  const title = String(line['title'] ?? product?.title ?? line['sku'] ?? 'Item')
  const variant = (line['variant_title'] ?? product?.variant ?? null) as string | null
  const quantity = Number(line['quantity'] ?? 1)
  const price = String(line['price'] ?? product?.price ?? '10.00')
  const isGiftCard = line['gift_card'] === true
  const allocations = recordsOf(line['discount_allocations']).map((allocation) => ({
    discount_application_index: 0,
    amount_set: setOf(String(allocation['amount']), money),
    ...allocation,
  }))
  const net = new Decimal(price).times(quantity).minus(sumOf(allocations, 'amount'))
  const lineId: unknown = line['id'] ?? id
  return {
    id: lineId,
    admin_graphql_api_id: `gid://shopify/LineItem/${String(lineId)}`,
    attributed_staffs: [],
    current_quantity: quantity,
    fulfillable_quantity: quantity,
    fulfillment_service: isGiftCard ? 'gift_card' : 'manual',
    fulfillment_status: null,
    gift_card: false,
    grams: product?.grams ?? 0,
    name: variant === null ? title : `${title} - ${variant}`,
    product_exists: product !== undefined,
    product_id: product?.id ?? null,
    properties: [],
    requires_shipping: !isGiftCard,
    sales_line_item_group_id: null,
    sku: null,
    taxable: !isGiftCard,
    total_discount: '0.00',
    total_discount_set: setOf('0.00', money),
    variant_id: product?.variant_id ?? null,
    variant_inventory_management: product ? 'shopify' : null,
    vendor: product ? 'Harbour & Finch' : null,
    duties: [],
    ...line,
    title,
    variant_title: variant,
    quantity,
    price,
    price_set: line['price_set'] ?? setOf(price, money),
    discount_allocations: allocations,
    tax_lines: taxLines(line, isGiftCard || line['taxable'] === false ? new Decimal(0) : net, money, taxesIncluded),
  }
}

export function shippingLine(line: SimulatorRecord, { id, money, taxesIncluded }: LineContext): SimulatorRecord {
  const price = String(line['price'] ?? '0.00')
  const allocations = recordsOf(line['discount_allocations']).map((allocation) => ({
    discount_application_index: 0,
    amount_set: setOf(String(allocation['amount']), money),
    ...allocation,
  }))
  const net = new Decimal(price).minus(sumOf(allocations, 'amount'))
  const discounted = String(line['discounted_price'] ?? net.toFixed(2))
  return {
    id,
    carrier_identifier: null,
    code: null,
    is_removed: false,
    phone: null,
    requested_fulfillment_service_id: null,
    source: 'shopify',
    title: 'Delivery',
    ...line,
    price,
    price_set: line['price_set'] ?? setOf(price, money),
    discounted_price: discounted,
    discounted_price_set: line['discounted_price_set'] ?? setOf(discounted, money),
    current_discounted_price_set: line['current_discounted_price_set'] ?? setOf(discounted, money),
    discount_allocations: allocations,
    tax_lines: taxLines(line, net, money, taxesIncluded),
  }
}

export function recordsOf(value: unknown): SimulatorRecord[] {
  return Array.isArray(value) ? value.filter(isRecord) : []
}

export function sumOf(records: readonly SimulatorRecord[], member: string): Decimal {
  return records.reduce<Decimal>((sum, record) => sum.plus(String(record[member] ?? '0')), new Decimal(0))
}

function taxLines(line: SimulatorRecord, net: Decimal, money: OrderMoney, taxesIncluded: boolean): SimulatorRecord[] {
  if (Array.isArray(line['tax_lines'])) {
    return recordsOf(line['tax_lines']).map((tax) => ({ channel_liable: false, price_set: setOf(String(tax['price']), money), ...tax }))
  }
  if (net.isZero()) return []
  const tax = taxesIncluded ? net.minus(net.dividedBy(1 + VAT_RATE)) : net.times(VAT_RATE)
  const price = tax.toFixed(2, Decimal.ROUND_HALF_UP)
  return [{ channel_liable: false, price, price_set: setOf(price, money), rate: VAT_RATE, title: 'VAT' }]
}
