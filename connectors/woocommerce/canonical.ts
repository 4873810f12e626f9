// WooCommerce's order as the retail model's order. Pure: the same answer gives the same order.
// WooCommerce gives the amounts of lines without tax, whatever the prices in the shop look like; so do we.
import { Decimal } from 'decimal.js'
import { moneyOf, type Money } from '#connectors/kit/retail/money.ts'
import type { CanonicalLine, CanonicalOrder, CanonicalOrderHead } from '#connectors/kit/retail/order.ts'
import type { WooLine, WooOrder, WooRefund } from './schemas/order.ts'

type Tax = CanonicalOrder['taxes'][number]
type Address = WooOrder['billing']

/** Lines of a refund name the line they take back in this meta datum. */
const REFUNDED_LINE = '_refunded_item_id'
/** Of a unit price that does not come out even; the line's total is exact. */
const UNIT_DIGITS = 6

export function toCanonicalHead(order: WooOrder): CanonicalOrderHead {
  const money = moneyIn(order)
  const refunded = order.refunds.reduce((sum, { total }) => sum.plus(decimal(total).abs()), new Decimal(0))
  const created = instant(order.date_created_gmt)
  const changed = instant(order.date_modified_gmt ?? order.date_created_gmt)
  return {
    id: String(order.id),
    name: `#${order.number}`,
    status: statusOf(order.status),
    financialStatus: financialStatusOf(order, refunded),
    fulfillmentStatus: order.status === 'completed' ? 'fulfilled' : 'unfulfilled',
    createdAt: created,
    processedAt: instant(order.date_paid_gmt ?? order.date_created_gmt),
    updatedAt: changed,
    // WooCommerce does not keep when; nothing changes a cancelled order afterwards but a person.
    cancelledAt: statusOf(order.status) === 'cancelled' ? changed : null,
    currency: order.currency,
    presentmentCurrency: order.currency,
    email: given(order.billing.email),
    source: given(order.created_via),
    tags: [],
    total: money(order.total),
    presentmentTotal: money(order.total),
    currentTotal: money(decimal(order.total).minus(refunded)),
    refunded: money(refunded),
  }
}

/** `refunds` are those of this order, with their lines: the order itself carries their totals only. */
export function toCanonicalOrder(order: WooOrder, refunds: readonly WooRefund[]): CanonicalOrder {
  const money = moneyIn(order)
  const zero = money('0')
  const taxOf = taxesOf(order)
  const label = order.coupon_lines.map(({ code }) => code).join(', ') || 'Discount'
  const returned = quantitiesReturned(refunds)
  const isPaid = order.date_paid_gmt !== null
  return {
    ...toCanonicalHead(order),
    cancelReason: null,
    note: given(order.customer_note),
    phone: given(order.billing.phone),
    taxesIncluded: false,
    paymentGateways: order.payment_method === '' ? [] : [order.payment_method],
    attributes: attributesOf(order.meta_data),
    location: null,
    customer:
      order.customer_id === 0
        ? null
        : {
            id: String(order.customer_id),
            firstName: given(order.billing.first_name),
            lastName: given(order.billing.last_name),
            email: given(order.billing.email),
          },
    billingAddress: addressOf(order.billing),
    shippingAddress: addressOf(order.shipping),
    lines: [...order.line_items.map((line) => lineOf(line, { money, taxOf, label, returned })), ...feesOf(order, money, taxOf)],
    shipping: order.shipping_lines.map((line) => ({
      id: String(line.id),
      code: given(line.method_id),
      title: line.method_title,
      price: money(line.total),
      discountedPrice: money(line.total),
      taxes: line.taxes.flatMap(taxOf),
    })),
    discounts: order.coupon_lines.map(({ code }) => ({ label: code, kind: 'code', target: 'line' })),
    taxes: order.tax_lines.map((line) => ({
      title: line.label,
      rate: rateOf(line.rate_percent),
      amount: money(decimal(line.tax_total).plus(decimal(line.shipping_tax_total))),
    })),
    subtotal: money(order.line_items.reduce((sum, { total }) => sum.plus(decimal(total)), new Decimal(0))),
    discountTotal: money(order.discount_total),
    shippingTotal: money(order.shipping_total),
    taxTotal: money(order.total_tax),
    tip: zero,
    duties: null,
    outstanding: isPaid ? zero : money(order.total),
  }
}

interface LineParts {
  readonly money: (amount: string | Decimal) => Money
  readonly taxOf: (tax: WooLine['taxes'][number]) => readonly Tax[]
  readonly label: string
  readonly returned: ReadonlyMap<number, number>
}

function lineOf(line: WooLine, { money, taxOf, label, returned }: LineParts): CanonicalLine {
  const discount = decimal(line.subtotal).minus(decimal(line.total))
  const unit = line.quantity === 0 ? decimal(line.subtotal) : decimal(line.subtotal).div(line.quantity).toDecimalPlaces(UNIT_DIGITS)
  const product = given(line.parent_name ?? null)
  const isVariation = line.variation_id !== 0
  return {
    id: String(line.id),
    sku: given(line.sku),
    title: product ?? line.name,
    variantTitle: product !== null && line.name.startsWith(`${product} - `) ? line.name.slice(product.length + 3) : null,
    variantId: String(isVariation ? line.variation_id : line.product_id),
    quantity: Math.trunc(line.quantity),
    currentQuantity: Math.trunc(line.quantity) - (returned.get(line.id) ?? 0),
    unitPrice: money(unit),
    discounts: discount.isZero() ? [] : [{ label, amount: money(discount) }],
    discountTotal: money(discount),
    lineTotal: money(line.total),
    taxes: line.taxes.flatMap(taxOf),
    isGiftCard: false,
    requiresShipping: true,
    taxable: line.taxes.length > 0,
    attributes: attributesOf(line.meta_data),
  }
}

/** Fees have no place of their own in the retail model: they are lines without a SKU. */
function feesOf(order: WooOrder, money: LineParts['money'], taxOf: LineParts['taxOf']): readonly CanonicalLine[] {
  return order.fee_lines.map((fee) => ({
    id: String(fee.id),
    sku: null,
    title: fee.name ?? 'Fee',
    variantTitle: null,
    variantId: null,
    quantity: 1,
    currentQuantity: 1,
    unitPrice: money(fee.total),
    discounts: [],
    discountTotal: money('0'),
    lineTotal: money(fee.total),
    taxes: fee.taxes.flatMap(taxOf),
    isGiftCard: false,
    requiresShipping: false,
    taxable: fee.taxes.length > 0,
    attributes: [],
  }))
}

export function quantitiesReturned(refunds: readonly WooRefund[]): ReadonlyMap<number, number> {
  const returned = new Map<number, number>()
  for (const line of refunds.flatMap(({ line_items: lines }) => lines)) {
    const id = refundedLine(line)
    if (id !== undefined) returned.set(id, (returned.get(id) ?? 0) + Math.abs(line.quantity))
  }
  return returned
}

export function refundedLine(line: WooRefund['line_items'][number]): number | undefined {
  const value = line.meta_data.find(({ key }) => key === REFUNDED_LINE)?.value
  const id = Number(value)
  return Number.isSafeInteger(id) && id > 0 ? id : undefined
}

/** Tax lines carry name and rate; lines of the order carry the rate's id and the amount. An empty amount is no tax. */
function taxesOf(order: WooOrder): LineParts['taxOf'] {
  const money = moneyIn(order)
  const rates = new Map(order.tax_lines.map((line) => [line.rate_id, line]))
  return ({ id, total }) => {
    if (total === '') return []
    const rate = rates.get(id)
    return [{ title: rate?.label ?? `Tax ${id}`, rate: rateOf(rate?.rate_percent), amount: money(total) }]
  }
}

const rateOf = (percent: number | null | undefined): string | null =>
  percent === null || percent === undefined ? null : new Decimal(percent).div(100).toFixed()

function statusOf(status: string): CanonicalOrderHead['status'] {
  if (['cancelled', 'failed', 'trash'].includes(status)) return 'cancelled'
  return ['completed', 'refunded'].includes(status) ? 'closed' : 'open'
}

function financialStatusOf(order: WooOrder, refunded: Decimal): string {
  if (order.status === 'refunded') return 'refunded'
  if (refunded.gt(0)) return refunded.gte(decimal(order.total)) ? 'refunded' : 'partially_refunded'
  if (order.date_paid_gmt !== null) return 'paid'
  return statusOf(order.status) === 'cancelled' ? 'voided' : 'pending'
}

/** Nothing for an address that was never entered: a virtual order has an empty one. */
function addressOf(address: Address): CanonicalOrder['billingAddress'] {
  if (address.address_1 === '' && address.city === '' && address.postcode === '' && address.last_name === '') return null
  return {
    firstName: given(address.first_name),
    lastName: given(address.last_name),
    company: given(address.company),
    address1: given(address.address_1),
    address2: given(address.address_2),
    city: given(address.city),
    region: given(address.state),
    postalCode: given(address.postcode),
    country: given(address.country),
    phone: given(address.phone),
  }
}

/** Names that begin with an underscore are for programs. */
const attributesOf = (meta: WooOrder['meta_data']): CanonicalOrder['attributes'] =>
  meta.flatMap(({ key, value }) => (key.startsWith('_') || typeof value !== 'string' ? [] : [{ name: key, value }]))

const given = (value: string | null | undefined): string | null => (value === undefined || value === '' ? null : value)
const decimal = (value: string) => new Decimal(value === '' ? 0 : value)
const moneyIn =
  ({ currency }: WooOrder) =>
  (amount: string | Decimal) =>
    moneyOf(typeof amount === 'string' ? decimal(amount) : amount, currency)

/** `2026-03-01T10:00:00`, in UTC without saying so. */
export const instant = (gmt: string): string => `${gmt.replace(/Z$/, '')}Z`
