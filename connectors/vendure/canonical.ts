// Vendure's order as the retail model's order, without tax. Pure: the same answer gives the same order.
import { Decimal } from 'decimal.js'
import { moneyOf, type Money } from '#connectors/kit/retail/money.ts'
import type { CanonicalLine, CanonicalOrder, CanonicalOrderHead } from '#connectors/kit/retail/order.ts'
import type { OrderHead, VendureLine, VendureOrder } from './order.ts'

const hundredths = (value: number): Decimal => new Decimal(value).div(100)
const SHIPPED = ['Shipped', 'Delivered']
const SETTLED = ['Settled']

export function toHead(order: OrderHead): CanonicalOrderHead {
  const money = moneyIn(order)
  const refunded = (order.payments ?? [])
    .flatMap(({ refunds }) => refunds)
    .filter(({ state }) => state !== 'Failed')
    .reduce((sum, { total }) => sum + total, 0)
  const paid = (order.payments ?? []).filter(({ state }) => SETTLED.includes(state)).reduce((sum, { amount }) => sum + amount, 0)
  return {
    id: order.id,
    name: order.code,
    status: order.state === 'Cancelled' ? 'cancelled' : order.state === 'Delivered' ? 'closed' : 'open',
    financialStatus:
      refunded > 0
        ? refunded >= order.totalWithTax
          ? 'refunded'
          : 'partially_refunded'
        : paid >= order.totalWithTax
          ? 'paid'
          : paid > 0
            ? 'partially_paid'
            : order.state === 'PaymentAuthorized'
              ? 'authorized'
              : 'pending',
    fulfillmentStatus: SHIPPED.includes(order.state)
      ? 'fulfilled'
      : order.state.startsWith('Partially')
        ? 'partially_fulfilled'
        : 'unfulfilled',
    createdAt: order.createdAt,
    processedAt: order.orderPlacedAt ?? order.createdAt,
    updatedAt: order.updatedAt,
    cancelledAt: order.state === 'Cancelled' ? order.updatedAt : null,
    currency: order.currencyCode,
    presentmentCurrency: order.currencyCode,
    email: order.customer?.emailAddress ?? null,
    source: 'web',
    tags: [],
    total: money(order.totalWithTax),
    presentmentTotal: money(order.totalWithTax),
    currentTotal: money(order.totalWithTax - refunded),
    refunded: money(refunded),
  }
}

export function toCanonicalOrder(order: VendureOrder): CanonicalOrder {
  const money = moneyIn(order)
  const paid = (order.payments ?? []).filter(({ state }) => SETTLED.includes(state)).reduce((sum, { amount }) => sum + amount, 0)
  const lines = [...order.lines.map((line) => lineOf(line, money)), ...surchargesOf(order, money)]
  return {
    ...toHead(order),
    cancelReason: null,
    note: null,
    phone: order.customer?.phoneNumber ?? order.shippingAddress?.phoneNumber ?? null,
    taxesIncluded: false,
    paymentGateways: [...new Set((order.payments ?? []).map(({ method }) => method))],
    attributes: [],
    location: null,
    customer: order.customer && {
      id: order.customer.id,
      firstName: order.customer.firstName,
      lastName: order.customer.lastName,
      email: order.customer.emailAddress,
    },
    billingAddress: addressOf(order.billingAddress) ?? addressOf(order.shippingAddress),
    shippingAddress: addressOf(order.shippingAddress),
    lines,
    shipping: order.shippingLines.map((line) => ({
      id: line.id,
      code: line.shippingMethod.code,
      title: line.shippingMethod.name,
      price: money(line.price),
      discountedPrice: money(line.discountedPrice),
      taxes:
        line.discountedPriceWithTax === line.discountedPrice
          ? []
          : [{ title: 'Shipping tax', rate: null, amount: money(line.discountedPriceWithTax - line.discountedPrice) }],
    })),
    discounts: [
      ...order.couponCodes.map((label) => ({ label, kind: 'code' as const, target: 'line' as const })),
      ...[...new Set(order.lines.flatMap(({ discounts }) => discounts.map(({ description }) => description)))].map((label) => ({
        label,
        kind: 'automatic' as const,
        target: 'line' as const,
      })),
    ],
    taxes: order.taxSummary.map(({ description, taxRate, taxTotal }) => ({
      title: description,
      rate: rateOf(taxRate),
      amount: money(taxTotal),
    })),
    subtotal: money(order.subTotal),
    discountTotal: moneyOf(
      lines.reduce<Decimal>((sum, { discountTotal }) => sum.plus(discountTotal.amount), new Decimal(0)),
      order.currencyCode,
    ),
    shippingTotal: money(order.shippingLines.reduce((sum, { price }) => sum + price, 0)),
    // By the totals: Vendure rounds taxes per line, and lines and total agree only so.
    taxTotal: money(order.totalWithTax - order.total),
    tip: money(0),
    duties: null,
    outstanding: money(Math.max(0, order.totalWithTax - paid)),
  }
}

function lineOf(line: VendureLine, money: (value: number) => Money): CanonicalLine {
  const discount = line.unitPrice * line.quantity - line.proratedLinePrice
  const tax = line.proratedLinePriceWithTax - line.proratedLinePrice
  const label = [...new Set(line.discounts.map(({ description }) => description))].join(', ') || 'Discount'
  return {
    id: line.id,
    sku: line.productVariant.sku,
    title: line.productVariant.name,
    variantTitle: null,
    variantId: line.productVariant.id,
    quantity: line.orderPlacedQuantity || line.quantity,
    currentQuantity: line.quantity,
    unitPrice: money(line.unitPrice),
    discounts: discount === 0 ? [] : [{ label, amount: money(discount) }],
    discountTotal: money(discount),
    lineTotal: money(line.proratedLinePrice),
    taxes: taxesOf(line.taxLines, tax, money),
    isGiftCard: false,
    requiresShipping: true,
    taxable: tax !== 0,
    attributes: [],
  }
}

/** Surcharges have no place of their own in the retail model: they are lines without a product. */
const surchargesOf = (order: VendureOrder, money: (value: number) => Money): readonly CanonicalLine[] =>
  order.surcharges.map((surcharge) => ({
    id: surcharge.id,
    sku: null,
    title: surcharge.description,
    variantTitle: null,
    variantId: null,
    quantity: 1,
    currentQuantity: 1,
    unitPrice: money(surcharge.price),
    discounts: [],
    discountTotal: money(0),
    lineTotal: money(surcharge.price),
    taxes: taxesOf(surcharge.taxLines, surcharge.priceWithTax - surcharge.price, money),
    isGiftCard: false,
    requiresShipping: false,
    taxable: surcharge.taxLines.length > 0,
    attributes: [],
  }))

/** Vendure gives the rates of a line and one tax amount: with several rates it is divided by them, the last one gets the rest. */
function taxesOf(taxLines: VendureLine['taxLines'], tax: number, money: (value: number) => Money): CanonicalLine['taxes'] {
  const rates = taxLines.reduce((sum, { taxRate }) => sum.plus(taxRate), new Decimal(0))
  let left = tax
  return taxLines.map(({ description, taxRate }, index) => {
    const isLast = index === taxLines.length - 1
    const part = isLast || rates.isZero() ? left : new Decimal(tax).times(taxRate).div(rates).toDecimalPlaces(0).toNumber()
    left -= part
    return { title: description, rate: rateOf(taxRate), amount: money(part) }
  })
}

const rateOf = (percent: number) => new Decimal(percent).div(100).toFixed()
const moneyIn =
  ({ currencyCode }: OrderHead) =>
  (value: number) =>
    moneyOf(hundredths(value), currencyCode)

/** Vendure has one name; the last word is the family name often enough. */
function addressOf(address: VendureOrder['shippingAddress']): CanonicalOrder['shippingAddress'] {
  if (!address || (!address.streetLine1 && !address.city)) return null
  const [lastName = null, ...others] = (address.fullName ?? '').split(' ').toReversed()
  return {
    firstName: others.toReversed().join(' ') || null,
    lastName: lastName || null,
    company: address.company || null,
    address1: address.streetLine1,
    address2: address.streetLine2 || null,
    city: address.city,
    region: address.province || null,
    postalCode: address.postalCode,
    country: address.countryCode,
    phone: address.phoneNumber || null,
  }
}
