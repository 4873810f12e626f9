// Adobe Commerce's order as the retail model's order. Pure: the same answer gives the same order. Amounts are those in the base currency; lines
// are without tax, whatever the prices in the shop look like.
import { Decimal } from 'decimal.js'
import { moneyOf } from '#connectors/kit/retail/money.ts'
import type { CanonicalLine, CanonicalOrder } from '#connectors/kit/retail/order.ts'
import type { Address, Item, Order } from './schemas.ts'
import { instant } from './search-criteria.ts'

type Tax = CanonicalOrder['taxes'][number]

/** What the database keeps. Answers have doubles: their last digits may be noise. */
const STORED_DIGITS = 4
export const decimal = (value: number | null | undefined) => new Decimal(value ?? 0).toDecimalPlaces(STORED_DIGITS)

export function toCanonicalOrder(order: Order): CanonicalOrder {
  const money = (amount: Decimal) => moneyOf(amount, order.base_currency_code)
  const { tenders, tendered } = tendersOf(order)
  const total = decimal(order.base_grand_total).plus(tendered)
  const refunded = decimal(order.base_total_refunded)
  const created = instant(order.created_at)
  const updated = instant(order.updated_at)
  const status = statusOf(order.state)
  // The parts of a configurable product or bundle belong to the line of the whole.
  const lines = order.items.filter(({ parent_item_id: parent }) => !parent).map((item) => lineOf(item, order))
  const discountTotal = lines.reduce((sum, line) => sum.plus(line.discountTotal.amount), new Decimal(0)).plus(shippingDiscountOf(order))
  return {
    id: String(order.entity_id),
    name: `#${order.increment_id}`,
    status,
    financialStatus: financialStatusOf(order, total, refunded, tendered),
    fulfillmentStatus: fulfillmentStatusOf(order),
    createdAt: created,
    processedAt: created,
    updatedAt: updated,
    // Adobe Commerce does not keep when; a cancelled order is changed by nothing but a comment.
    cancelledAt: status === 'cancelled' ? updated : null,
    currency: order.base_currency_code,
    presentmentCurrency: order.order_currency_code,
    email: given(order.customer_email),
    source: given(order.store_name?.split('\n').at(-1)),
    tags: [],
    total: money(total),
    presentmentTotal: moneyOf(decimal(order.grand_total), order.order_currency_code),
    currentTotal: money(total.minus(refunded).minus(decimal(order.base_total_canceled))),
    refunded: money(refunded),
    cancelReason: null,
    note: given(order.customer_note),
    phone: given(order.billing_address?.telephone),
    taxesIncluded: false,
    paymentGateways: [...(order.payment?.method ? [order.payment.method] : []), ...tenders],
    attributes: [{ name: 'status', value: order.status }],
    location: null,
    customer: order.customer_id
      ? {
          id: String(order.customer_id),
          firstName: given(order.customer_firstname),
          lastName: given(order.customer_lastname),
          email: given(order.customer_email),
        }
      : null,
    billingAddress: addressOf(order.billing_address),
    shippingAddress: addressOf(order.extension_attributes?.shipping_assignments?.[0]?.shipping.address),
    lines,
    shipping: shippingOf(order),
    discounts: order.coupon_code
      ? [{ label: order.coupon_code, kind: 'code', target: 'line' }]
      : discountTotal.isZero()
        ? []
        : [{ label: given(order.discount_description) ?? 'Discount', kind: 'automatic', target: 'line' }],
    taxes: taxesOf(order),
    subtotal: money(lines.reduce((sum, line) => sum.plus(line.lineTotal.amount), new Decimal(0))),
    discountTotal: money(discountTotal),
    shippingTotal: money(decimal(order.base_shipping_amount)),
    taxTotal: money(decimal(order.base_tax_amount)),
    tip: money(new Decimal(0)),
    duties: null,
    outstanding: money(status === 'cancelled' ? new Decimal(0) : decimal(order.base_total_due)),
  }
}

/**
 * Where prices contain tax, a discount takes tax off too. `discount_tax_compensation` is that part: added back, what is left of the line is
 * without tax, and lines, shipping and tax are the total.
 */
const discountOf = (item: Item) => decimal(item.base_discount_amount).minus(decimal(item.base_discount_tax_compensation_amount))
const shippingDiscountOf = (order: Order) =>
  decimal(order.base_shipping_discount_amount).minus(decimal(order.base_shipping_discount_tax_compensation_amnt))

function lineOf(item: Item, order: Order): CanonicalLine {
  const money = (amount: Decimal) => moneyOf(amount, order.base_currency_code)
  const discount = discountOf(item)
  const tax = decimal(item.base_tax_amount)
  const label = given(order.coupon_code) ?? given(order.discount_description) ?? 'Discount'
  const ordered = Math.trunc(item.qty_ordered)
  return {
    id: String(item.item_id),
    sku: given(item.sku),
    title: given(item.name) ?? item.sku,
    variantTitle: null,
    variantId: item.product_id ? String(item.product_id) : null,
    quantity: ordered,
    currentQuantity: ordered - Math.trunc((item.qty_refunded ?? 0) + (item.qty_canceled ?? 0)),
    unitPrice: money(decimal(item.base_price)),
    discounts: discount.isZero() ? [] : [{ label, amount: money(discount) }],
    discountTotal: money(discount),
    lineTotal: money(decimal(item.base_row_total).minus(discount)),
    taxes: tax.isZero() ? [] : [taxOf(titleOf(order, item.tax_percent), item.tax_percent, tax, order)],
    isGiftCard: item.product_type === 'giftcard',
    requiresShipping: isShipped(item),
    taxable: !tax.isZero(),
    attributes: [],
  }
}

function shippingOf(order: Order): CanonicalOrder['shipping'] {
  const method = order.extension_attributes?.shipping_assignments?.[0]?.shipping.method
  if (!method && !order.shipping_description) return []
  const price = decimal(order.base_shipping_amount)
  const tax = decimal(order.base_shipping_tax_amount)
  return [
    {
      id: null,
      code: given(method),
      title: given(order.shipping_description) ?? 'Shipping',
      price: moneyOf(price, order.base_currency_code),
      discountedPrice: moneyOf(price.minus(shippingDiscountOf(order)), order.base_currency_code),
      taxes: tax.isZero() ? [] : [taxOf('Shipping tax', null, tax, order)],
    },
  ]
}

const appliedOf = (order: Order) => order.extension_attributes?.applied_taxes ?? []
const titleOf = (order: Order, percent: number | null | undefined): string =>
  given(appliedOf(order).find((tax) => tax.percent === percent)?.title) ?? 'Tax'

const taxesOf = (order: Order): Tax[] =>
  appliedOf(order).map((tax) => taxOf(given(tax.title) ?? given(tax.code) ?? 'Tax', tax.percent, decimal(tax.base_amount), order))

const taxOf = (title: string, percent: number | null | undefined, amount: Decimal, order: Order): Tax => ({
  title,
  rate: percent === null || percent === undefined ? null : decimal(percent).div(100).toFixed(),
  amount: moneyOf(amount, order.base_currency_code),
})

/** Gift cards, store credit and points pay; Adobe Commerce takes them off the grand total as if they were discounts. */
function tendersOf({ extension_attributes: more }: Order): { readonly tenders: readonly string[]; readonly tendered: Decimal } {
  const paid = [
    ['gift_card', decimal(more?.base_gift_cards_amount)],
    ['store_credit', decimal(more?.base_customer_balance_amount)],
    ['reward_points', decimal(more?.base_reward_currency_amount)],
  ] as const
  return {
    tenders: paid.filter(([, amount]) => !amount.isZero()).map(([name]) => name),
    tendered: paid.reduce<Decimal>((sum, [, amount]) => sum.plus(amount), new Decimal(0)),
  }
}

function statusOf(state: string): CanonicalOrder['status'] {
  if (state === 'canceled') return 'cancelled'
  return state === 'complete' || state === 'closed' ? 'closed' : 'open'
}

function financialStatusOf(order: Order, total: Decimal, refunded: Decimal, tendered: Decimal): string {
  const paid = decimal(order.base_total_paid).plus(tendered)
  if (refunded.gt(0)) return refunded.gte(paid) ? 'refunded' : 'partially_refunded'
  if (order.state === 'canceled') return 'voided'
  if (paid.gte(total)) return 'paid'
  return paid.gt(0) ? 'partially_paid' : 'pending'
}

function fulfillmentStatusOf({ items, state }: Order): string {
  const shipped = items.filter((item) => !item.parent_item_id && isShipped(item))
  const open = shipped.filter(
    (item) => item.qty_ordered - (item.qty_canceled ?? 0) - (item.qty_refunded ?? 0) - (item.qty_shipped ?? 0) > 0,
  )
  if (shipped.length === 0) return state === 'complete' ? 'fulfilled' : 'unfulfilled'
  const isBegun = shipped.some((item) => (item.qty_shipped ?? 0) > 0)
  if (isBegun) return open.length === 0 ? 'fulfilled' : 'partially_fulfilled'
  return 'unfulfilled'
}

const isShipped = ({ is_virtual: virtual }: Item) => virtual !== 1

export function addressOf(address: Address | undefined): CanonicalOrder['billingAddress'] {
  if (!address) return null
  const [first, ...rest] = address.street ?? []
  return {
    firstName: given(address.firstname),
    lastName: given(address.lastname),
    company: given(address.company),
    address1: given(first),
    address2: given(rest.join(', ')),
    city: given(address.city),
    region: given(address.region_code) ?? given(address.region),
    postalCode: given(address.postcode),
    country: given(address.country_id),
    phone: given(address.telephone),
  }
}

export const given = (value: string | null | undefined): string | null => (value === undefined || value === '' ? null : value)
