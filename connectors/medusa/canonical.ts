// Medusa's order as the retail model's order. Pure: the same answer gives the same order.
import { Decimal } from 'decimal.js'
import { moneyOf, type Money } from '#connectors/kit/retail/money.ts'
import type { CanonicalLine, CanonicalOrder, CanonicalOrderHead } from '#connectors/kit/retail/order.ts'
import type { MedusaAddress, MedusaItem, MedusaOrder, MedusaOrderHead } from './schemas/order.ts'

interface Raw {
  readonly value: string
}
type Amount = (raw: Raw | Decimal) => Money

export function toCanonicalHead(order: MedusaOrderHead): CanonicalOrderHead {
  const money = moneyIn(order)
  const currency = order.currency_code.toUpperCase()
  return {
    id: order.id,
    name: `#${order.display_id}`,
    status: order.canceled_at !== null ? 'cancelled' : ['completed', 'archived'].includes(order.status) ? 'closed' : 'open',
    financialStatus: financialStatusOf(order.payment_status),
    fulfillmentStatus: fulfillmentStatusOf(order.fulfillment_status),
    createdAt: order.created_at,
    processedAt: order.created_at,
    updatedAt: order.updated_at,
    cancelledAt: order.canceled_at,
    currency,
    presentmentCurrency: currency,
    email: order.email,
    source: order.sales_channel?.name ?? null,
    tags: [],
    total: money(order.summary.raw_original_order_total),
    presentmentTotal: money(order.summary.raw_original_order_total),
    currentTotal: money(order.summary.raw_current_order_total),
    refunded: money(order.summary.raw_refunded_total),
  }
}

export function toCanonicalOrder(order: MedusaOrder): CanonicalOrder {
  const money = moneyIn(order)
  const zero = money(new Decimal(0))
  const lines = order.items.map((item) => lineOf(item, money))
  const shipping = order.shipping_methods.map((method) => {
    const discount = decimal(method.is_tax_inclusive ? method.raw_discount_total : method.raw_discount_subtotal)
    // `raw_total` is after discounts, `raw_subtotal` before.
    const discounted = method.is_tax_inclusive ? decimal(method.raw_total) : decimal(method.raw_subtotal).minus(discount)
    return {
      id: method.id,
      code: method.shipping_option_id,
      title: method.name,
      price: money(discounted.plus(discount)),
      discountedPrice: money(discounted),
      taxes: taxesOf(method.tax_lines, money),
    }
  })
  return {
    ...toCanonicalHead(order),
    cancelReason: null,
    note: null,
    phone: order.billing_address?.phone ?? order.shipping_address?.phone ?? null,
    taxesIncluded: order.items.some((item) => item.is_tax_inclusive),
    paymentGateways: [...new Set(paymentsOf(order).map((payment) => payment.provider_id))],
    attributes: attributesOf(order.metadata),
    location: null,
    customer: order.customer
      ? { id: order.customer.id, firstName: order.customer.first_name, lastName: order.customer.last_name, email: order.customer.email }
      : null,
    billingAddress: order.billing_address && addressOf(order.billing_address),
    shippingAddress: order.shipping_address && addressOf(order.shipping_address),
    lines,
    shipping,
    discounts: [...new Set(order.items.flatMap(({ adjustments }) => adjustments.map(labelOf)))].map((label) => ({
      label,
      kind: label === 'Discount' ? 'automatic' : 'code',
      target: 'line',
    })),
    taxes: summed([...lines.flatMap(({ taxes }) => taxes), ...shipping.flatMap(({ taxes }) => taxes)], money),
    subtotal: money(total(lines.map(({ lineTotal }) => lineTotal))),
    discountTotal: money(total(lines.map(({ discountTotal }) => discountTotal))),
    shippingTotal: money(total(shipping.map(({ price }) => price))),
    taxTotal: money(
      [...order.items, ...order.shipping_methods].reduce<Decimal>((sum, { raw_tax_total: tax }) => sum.plus(tax.value), new Decimal(0)),
    ),
    tip: zero,
    duties: null,
    outstanding: money(Decimal.max(0, order.summary.raw_pending_difference.value)),
  }
}

function lineOf(item: MedusaItem, money: Amount): CanonicalLine {
  const quantity = decimal(item.raw_quantity)
  const discount = decimal(item.is_tax_inclusive ? item.raw_discount_total : item.raw_discount_subtotal)
  const lineTotal = item.is_tax_inclusive ? decimal(item.raw_total) : decimal(item.raw_subtotal).minus(discount)
  const gone = decimal(item.detail.raw_return_received_quantity).plus(item.detail.raw_written_off_quantity.value)
  const label = item.adjustments.map(labelOf).join(', ') || 'Discount'
  return {
    id: item.id,
    sku: item.variant_sku,
    title: item.product_title ?? item.title,
    variantTitle: item.variant_title,
    variantId: item.variant_id,
    quantity: quantity.toNumber(),
    currentQuantity: quantity.minus(gone).toNumber(),
    unitPrice: money(item.raw_unit_price),
    discounts: discount.isZero() ? [] : [{ label, amount: money(discount) }],
    discountTotal: money(discount),
    lineTotal: money(lineTotal),
    taxes: taxesOf(item.tax_lines, money),
    isGiftCard: item.is_giftcard,
    requiresShipping: item.requires_shipping,
    taxable: item.tax_lines.length > 0,
    attributes: [],
  }
}

export const paymentsOf = (order: MedusaOrder) => order.payment_collections.flatMap(({ payments = [] }) => payments)

const labelOf = ({ code }: MedusaItem['adjustments'][number]): string => code ?? 'Discount'
const decimal = ({ value }: Raw) => new Decimal(value)
const total = (amounts: readonly Money[]) => amounts.reduce<Decimal>((sum, { amount }) => sum.plus(amount), new Decimal(0))
const moneyIn =
  ({ currency_code: code }: { readonly currency_code: string }): Amount =>
  (amount) =>
    moneyOf(amount instanceof Decimal ? amount : amount.value, code.toUpperCase())

function taxesOf(lines: MedusaItem['tax_lines'], money: Amount): CanonicalLine['taxes'] {
  return lines.map((line) => ({
    title: line.description ?? line.code,
    rate: decimal(line.raw_rate).div(100).toFixed(),
    amount: money(line.raw_total ?? new Decimal(0)),
  }))
}

function summed(taxes: readonly CanonicalLine['taxes'][number][], money: Amount): CanonicalLine['taxes'] {
  const groups = Map.groupBy(taxes, ({ title, rate }) => JSON.stringify([title, rate]))
  return [...groups.values()].flatMap((group) =>
    group.slice(0, 1).map((tax) => ({ ...tax, amount: money(total(group.map(({ amount }) => amount))) })),
  )
}

/** Medusa's words where the retail model has its own. */
function financialStatusOf(status: string): string {
  const words: Readonly<Record<string, string>> = {
    captured: 'paid',
    partially_captured: 'partially_paid',
    not_paid: 'pending',
    awaiting: 'pending',
    canceled: 'voided',
  }
  return words[status] ?? status
}

function fulfillmentStatusOf(status: string): string {
  if (['fulfilled', 'shipped', 'delivered'].includes(status)) return 'fulfilled'
  return status.startsWith('partially_') ? 'partially_fulfilled' : 'unfulfilled'
}

const addressOf = (address: MedusaAddress): NonNullable<CanonicalOrder['billingAddress']> => ({
  firstName: address.first_name,
  lastName: address.last_name,
  company: address.company,
  address1: address.address_1,
  address2: address.address_2,
  city: address.city,
  region: address.province,
  postalCode: address.postal_code,
  country: address.country_code?.toUpperCase() ?? null,
  phone: address.phone,
})

const attributesOf = (metadata: object | null): CanonicalOrder['attributes'] =>
  Object.entries(metadata ?? {}).flatMap(([name, value]) => (typeof value === 'string' ? [{ name, value }] : []))
