// An order as edits have left it: of each line what was shipped or still is to be, with its share of the discounts. Goods that came back stay on it,
// because they are credited for themselves; what was taken off before it left is gone. Pure: the same answer gives the same order.
import { Decimal } from 'decimal.js'
import { Type, type Static } from 'typebox'
import { minorDigits, moneyField, moneyOf } from '#connectors/kit/retail/money.ts'
import { roundTogether } from '#connectors/kit/retail/round-together.ts'
import { speaking } from '#connectors/kit/retail/speaking.ts'
import { orNull } from '#connectors/kit/schemas.ts'
import { shopMoney } from './canonical.ts'
import type { EditedLine, EditedOrder, RefundedPart } from './documents/current-order.ts'
import { numberOf } from './gid.ts'
import { sum, type TaxLine } from './refund-sums.ts'
import { list, text } from './schemas/parts.ts'

const Taxes = list(Type.Object({ title: text('Name'), rate: orNull('Rate', 'Decimal text: 0.055 is 5.5 %') }), 'Taxes')

export const CurrentOrder = speaking(
  'order',
  Type.Object({
    id: text('Order id'),
    name: text('Order number', 'As shown to the shopper, such as #1042'),
    updatedAt: text('Changed', 'ISO instant'),
    cancelledAt: orNull('Cancelled', 'ISO instant'),
    test: Type.Boolean({ title: 'Test order' }),
    currency: text('Currency', 'Of the shop; all amounts are in it'),
    taxesIncluded: Type.Boolean({ title: 'Prices include tax' }),
    lines: list(
      Type.Object({
        id: text('Line id', 'Match lines by it, never by SKU'),
        sku: orNull('SKU'),
        title: text('Title', 'With its variant'),
        isGiftCard: Type.Boolean({ title: 'Gift card' }),
        quantity: Type.Integer({ title: 'Quantity', description: 'What was shipped and what still is to be' }),
        shipped: Type.Integer({ title: 'Shipped', description: 'Also what came back since' }),
        unitPrice: moneyField('Unit price', 'Before discounts; contains tax when prices include it'),
        discountTotal: moneyField('Discount', 'Of this quantity, to the cent'),
        taxes: Taxes,
      }),
      'Lines',
      'Without those that nothing is left of',
    ),
    shipping: list(
      Type.Object({
        id: orNull('Shipping line id'),
        title: text('Title'),
        price: moneyField('Price', 'Before discounts'),
        discountTotal: moneyField('Discount'),
        taxes: Taxes,
      }),
      'Shipping',
      'Without what was taken off',
    ),
    tip: moneyField('Tip'),
    duties: moneyField('Duties'),
    taxTotal: moneyField('Tax'),
    total: moneyField('Total', 'What all of this costs, with tax'),
  }),
  {
    id: 'order.id',
    name: 'order.name',
    updatedAt: 'order.updatedAt',
    cancelledAt: 'order.cancelledAt',
    currency: 'order.currency',
    taxesIncluded: 'order.taxesIncluded',
    lines: 'order.line',
    'lines.id': 'order.line.id',
    'lines.sku': 'order.line.sku',
    'lines.title': 'order.line.title',
    'lines.isGiftCard': 'order.line.isGiftCard',
    'lines.quantity': 'order.line.quantity',
    'lines.unitPrice': 'order.line.unitPrice',
    'lines.discountTotal': 'order.line.discountTotal',
    'lines.taxes': 'order.line.tax',
    'lines.taxes.title': 'order.line.tax.title',
    'lines.taxes.rate': 'order.line.tax.rate',
    shipping: 'order.shipping',
    'shipping.title': 'order.shipping.title',
    'shipping.price': 'order.shipping.price',
    tip: 'order.tip',
    duties: 'order.duties',
    taxTotal: 'order.taxTotal',
    total: 'order.total',
  },
)
export type CurrentOrder = Static<typeof CurrentOrder>

export function toCurrentOrder(order: EditedOrder): CurrentOrder {
  const { currencyCode: currency, taxesIncluded } = order
  const shipped = shippedOf(order)
  const parts = Map.groupBy(
    order.refunds.flatMap(({ refundLineItems }) => refundLineItems.nodes),
    ({ lineItem }) => lineItem.id,
  )
  const kept = order.lineItems.nodes.map((line) => keptOf(line, shipped.get(line.id) ?? 0, parts.get(line.id) ?? []))
  const shippingBack = order.refunds.flatMap(({ refundShippingLines }) => refundShippingLines.nodes)
  const shipping = order.shippingLines.nodes.map((line) => ({ line, discount: sum(line.discountAllocations.map(allocated)) }))

  // Shopify's totals are those after refunds: what is credited for itself is added again.
  const taxBack = sum(kept.map((one) => one.taxBack)).plus(sum(shippingBack.map(({ taxAmountSet }) => amountOf(taxAmountSet))))
  const netBack = sum(kept.map((one) => one.netBack)).plus(sum(shippingBack.map(({ subtotalAmountSet }) => amountOf(subtotalAmountSet))))
  const taxTotal = amountOf(order.currentTotalTaxSet).plus(taxBack)
  const total = amountOf(order.currentTotalPriceSet)
    .plus(netBack)
    .plus(taxesIncluded ? 0 : taxBack)
  const [tip, duties] = [amountOf(order.totalTipReceivedSet), order.currentTotalDutiesSet ? amountOf(order.currentTotalDutiesSet) : ZERO]
  const discounts = discountsOf(kept, {
    currency,
    linesTotal: total
      .minus(taxesIncluded ? 0 : taxTotal)
      .minus(sum(shipping.map(({ line, discount }) => amountOf(line.originalPriceSet).minus(discount))))
      .minus(tip)
      .minus(duties),
  })
  return {
    id: order.id,
    name: order.name,
    updatedAt: order.updatedAt,
    cancelledAt: order.cancelledAt,
    test: order.test,
    currency,
    taxesIncluded,
    lines: kept
      .map(({ line, quantity, wasShipped }, index) => ({
        id: numberOf(line.id),
        sku: line.sku,
        title: line.name,
        isGiftCard: line.isGiftCard,
        quantity,
        shipped: wasShipped,
        unitPrice: shopMoney(line.originalUnitPriceSet),
        discountTotal: moneyOf(discounts[index] ?? ZERO, currency),
        taxes: line.taxLines.map(taxOf),
      }))
      .filter(({ quantity }) => quantity > 0),
    shipping: shipping.map(({ line, discount }) => ({
      id: line.id === null ? null : numberOf(line.id),
      title: line.title,
      price: shopMoney(line.originalPriceSet),
      discountTotal: moneyOf(discount, currency),
      taxes: line.taxLines.map(taxOf),
    })),
    tip: moneyOf(tip, currency),
    duties: moneyOf(duties, currency),
    taxTotal: moneyOf(taxTotal, currency),
    total: moneyOf(total, currency),
  }
}

const ZERO = new Decimal(0)
const amountOf = (bag: EditedOrder['currentTotalPriceSet']): Decimal => new Decimal(bag.shopMoney.amount)
const allocated = ({ allocatedAmountSet }: EditedLine['discountAllocations'][number]): Decimal => amountOf(allocatedAmountSet)
const taxOf = ({ title, rate }: TaxLine) => ({ title, rate: rate === null ? null : new Decimal(rate).toFixed() })

/** Parcels that never left. */
const UNSENT: ReadonlySet<string> = new Set(['CANCELLED', 'ERROR', 'FAILURE'])

function shippedOf({ fulfillments }: EditedOrder): ReadonlyMap<string, number> {
  const shipped = new Map<string, number>()
  for (const { status, fulfillmentLineItems } of fulfillments) {
    if (UNSENT.has(status)) continue
    for (const { quantity, lineItem } of fulfillmentLineItems.nodes)
      shipped.set(lineItem.id, (shipped.get(lineItem.id) ?? 0) + (quantity ?? 0))
  }
  return shipped
}

interface Kept {
  readonly line: EditedLine
  readonly quantity: number
  readonly wasShipped: number
  /** Not rounded where a share had to be worked out. */
  readonly discount: Decimal
  /** What was given back for goods that had been shipped. */
  readonly netBack: Decimal
  readonly taxBack: Decimal
}

/** In this order refunds took off what had not been shipped: a cancelled line never was, a returned one always was. */
const UNSHIPPED_FIRST = ['CANCEL', 'NO_RESTOCK', 'LEGACY_RESTOCK', 'RETURN']

function keptOf(line: EditedLine, wasShipped: number, parts: readonly RefundedPart[]): Kept {
  // What is missing beyond that was shipped, and came back; it cannot be more than was shipped.
  const quantity = line.currentQuantity + Math.min(Math.max(0, wasShipped + line.unfulfilledQuantity - line.currentQuantity), wasShipped)
  let toExplain = Math.max(0, line.quantity - quantity)
  const price = amountOf(line.originalUnitPriceSet)
  const full = sum(line.discountAllocations.map(allocated))
  let discount = full
  let [netBack, taxBack] = [ZERO, ZERO]
  for (const part of parts.toSorted((a, b) => UNSHIPPED_FIRST.indexOf(a.restockType) - UNSHIPPED_FIRST.indexOf(b.restockType))) {
    const gone = Math.min(toExplain, part.quantity)
    const share = part.quantity === 0 ? ZERO : new Decimal(gone).div(part.quantity)
    const net = amountOf(part.subtotalSet)
    // Shopify's own figure for what went, to the cent.
    discount = discount.minus(price.times(gone).minus(net.times(share)))
    netBack = netBack.plus(net.minus(net.times(share)))
    taxBack = taxBack.plus(amountOf(part.totalTaxSet).times(new Decimal(1).minus(share)))
    toExplain -= gone
  }
  // An edit that left no refund behind.
  if (toExplain > 0) discount = discount.minus(full.times(toExplain).div(line.quantity))
  return { line, quantity, wasShipped, discount, netBack, taxBack }
}

/** Shares are rounded so that lines are what the order says they cost together; where that is not within reach, each for itself, and the total tells. */
function discountsOf(
  kept: readonly Kept[],
  { currency, linesTotal }: { readonly currency: string; readonly linesTotal: Decimal },
): readonly (Decimal | string)[] {
  const digits = minorDigits(currency)
  const exact = kept.map(({ discount }) => discount)
  const wanted = sum(kept.map(({ line, quantity }) => amountOf(line.originalUnitPriceSet).times(quantity))).minus(linesTotal)
  const isNear = wanted.minus(sum(exact)).abs().lt(new Decimal(10).pow(-digits).times(kept.length))
  return isNear && wanted.decimalPlaces() <= digits ? roundTogether(exact, digits, wanted) : exact.map((one) => one.toFixed(digits))
}
