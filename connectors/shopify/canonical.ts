// Shopify's order as the retail model's order. Pure: the same answer gives the same order.
import { Decimal } from 'decimal.js'
import { Type, type Static } from 'typebox'
import type { MoneyBag } from './documents/document.ts'
import type { LineItem, Order, OrderHead } from './documents/order.ts'
import type { OrderCustomer } from './documents/order-customer.ts'
import { moneyOf, type Money } from '#connectors/kit/retail/money.ts'
import { SystemFieldsRead } from '#connectors/kit/discover.ts'
import { CanonicalOrder, CanonicalOrderHead, type CanonicalLine } from '#connectors/kit/retail/order.ts'
import { speaking } from '#connectors/kit/retail/speaking.ts'

type Bag = Static<typeof MoneyBag>
type Allocation = LineItem['discountAllocations'][number]
type Labels = ReadonlyMap<number, string>

/** As they are read: with their metafields. */
export const FoundOrder = speaking('order', Type.Object({ ...CanonicalOrder.properties, fields: SystemFieldsRead }), {})
export const FoundOrderHead = speaking('order', Type.Object({ ...CanonicalOrderHead.properties, fields: SystemFieldsRead }), {})

export function toCanonicalHead(order: OrderHead): CanonicalOrderHead {
  return {
    id: order.id,
    name: order.name,
    status: order.cancelledAt !== null ? 'cancelled' : order.closedAt !== null ? 'closed' : 'open',
    financialStatus: order.displayFinancialStatus?.toLowerCase() ?? null,
    fulfillmentStatus: order.displayFulfillmentStatus.toLowerCase(),
    createdAt: order.createdAt,
    processedAt: order.processedAt,
    updatedAt: order.updatedAt,
    cancelledAt: order.cancelledAt,
    currency: order.currencyCode,
    presentmentCurrency: order.presentmentCurrencyCode,
    email: order.email,
    source: order.sourceName,
    tags: order.tags,
    total: shopMoney(order.totalPriceSet),
    presentmentTotal: presentmentMoney(order.totalPriceSet),
    currentTotal: shopMoney(order.currentTotalPriceSet),
    refunded: shopMoney(order.totalRefundedSet),
  }
}

/** `lines` are all lines of the order, also those beyond the first page. */
export function toCanonicalOrder(order: Order, lines: readonly LineItem[]): CanonicalOrder {
  const zero = moneyOf(new Decimal(0), order.currencyCode)
  const applications = order.discountApplications.nodes
  const labels: Labels = new Map(applications.map((application) => [application.index, labelOf(application)]))
  return {
    ...toCanonicalHead(order),
    cancelReason: order.cancelReason?.toLowerCase() ?? null,
    note: order.note,
    phone: order.phone,
    taxesIncluded: order.taxesIncluded,
    paymentGateways: order.paymentGatewayNames,
    attributes: order.customAttributes.map(({ key, value }) => ({ name: key, value })),
    location: order.retailLocation,
    customer: order.customer && customerOf(order.customer),
    billingAddress: order.billingAddress && addressOf(order.billingAddress),
    shippingAddress: order.shippingAddress && addressOf(order.shippingAddress),
    lines: lines.map((line) => toCanonicalLine(line, labels)),
    shipping: order.shippingLines.nodes.map((line) => ({
      id: line.id,
      code: line.code,
      title: line.title,
      price: shopMoney(line.originalPriceSet),
      discountedPrice: shopMoney(line.discountedPriceSet),
      taxes: line.taxLines.map(taxOf),
    })),
    discounts: applications.map((application) => ({
      label: labelOf(application),
      kind: kindOf(application.__typename),
      target: application.targetType === 'SHIPPING_LINE' ? 'shipping' : 'line',
    })),
    taxes: order.taxLines.map(taxOf),
    subtotal: order.subtotalPriceSet ? shopMoney(order.subtotalPriceSet) : zero,
    discountTotal: order.totalDiscountsSet ? shopMoney(order.totalDiscountsSet) : zero,
    shippingTotal: shopMoney(order.totalShippingPriceSet),
    taxTotal: order.totalTaxSet ? shopMoney(order.totalTaxSet) : zero,
    tip: shopMoney(order.totalTipReceivedSet),
    duties: order.originalTotalDutiesSet && shopMoney(order.originalTotalDutiesSet),
    outstanding: shopMoney(order.totalOutstandingSet),
  }
}

function toCanonicalLine(line: LineItem, labels: Labels): CanonicalLine {
  const unitPrice = shopMoney(line.originalUnitPriceSet)
  const discounts = line.discountAllocations.map((allocation) => discountOf(allocation, labels))
  const discount = discounts.reduce((sum, { amount }) => sum.plus(amount.amount), new Decimal(0))
  const total = new Decimal(unitPrice.amount).times(line.quantity).minus(discount)
  return {
    id: line.id,
    sku: line.sku,
    title: line.title,
    variantTitle: line.variantTitle,
    variantId: line.variant?.id ?? null,
    quantity: line.quantity,
    currentQuantity: line.currentQuantity,
    unitPrice,
    discounts,
    discountTotal: moneyOf(discount, unitPrice.currency),
    lineTotal: moneyOf(total, unitPrice.currency),
    taxes: line.taxLines.map(taxOf),
    isGiftCard: line.isGiftCard,
    requiresShipping: line.requiresShipping,
    taxable: line.taxable,
    attributes: line.customAttributes.map(({ key, value }) => ({ name: key, value })),
  }
}

function discountOf(allocation: Allocation, labels: Labels): CanonicalLine['discounts'][number] {
  return {
    label: labels.get(allocation.discountApplication.index) ?? 'Discount',
    amount: shopMoney(allocation.allocatedAmountSet),
  }
}

function labelOf(application: Order['discountApplications']['nodes'][number]): string {
  return application.code ?? application.title ?? 'Discount'
}

function kindOf(typename: string): CanonicalOrder['discounts'][number]['kind'] {
  if (typename === 'DiscountCodeApplication') return 'code'
  if (typename === 'AutomaticDiscountApplication') return 'automatic'
  return typename === 'ScriptDiscountApplication' ? 'script' : 'manual'
}

function taxOf(tax: Order['taxLines'][number]): CanonicalOrder['taxes'][number] {
  return { title: tax.title, rate: tax.rate === null ? null : new Decimal(tax.rate).toFixed(), amount: shopMoney(tax.priceSet) }
}

function addressOf(address: NonNullable<Order['billingAddress']>): NonNullable<CanonicalOrder['billingAddress']> {
  const { provinceCode, zip, countryCodeV2, ...same } = address
  return { ...same, region: provinceCode, postalCode: zip, country: countryCodeV2 }
}

export function shopMoney(bag: Bag): Money {
  return moneyOf(new Decimal(bag.shopMoney.amount), bag.shopMoney.currencyCode)
}

function presentmentMoney(bag: Bag): Money {
  return moneyOf(new Decimal(bag.presentmentMoney.amount), bag.presentmentMoney.currencyCode)
}

export const customerOf = ({ id, firstName, lastName, defaultEmailAddress }: NonNullable<OrderCustomer>) => ({
  id,
  firstName,
  lastName,
  email: defaultEmailAddress?.emailAddress ?? null,
})
