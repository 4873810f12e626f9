// An order of Shopify's tills as the retail model's store sale: lines, tip, cash rounding and tenders that add up.
import { Decimal } from 'decimal.js'
import { moneyOf } from '#connectors/kit/retail/money.ts'
import type { StoreSale, StoreSaleLine, StoreSaleTax } from '#connectors/kit/retail/store-sale.ts'
import { shopMoney } from './canonical.ts'
import type { TillLine, TillOrder, TillTransaction } from './documents/store-sale.ts'
import { numberOf } from './gid.ts'

/** `timeZone`: of the shop; the business day is the day there. */
export function toStoreSale(order: TillOrder, lines: readonly TillLine[], timeZone: string): StoreSale {
  const currency = order.currencyCode
  const paid = order.transactions.filter(isPayment)
  const rounding = paid.reduce<Decimal>((sum, { amountRoundingSet }) => sum.plus(amountRoundingSet?.shopMoney.amount ?? 0), new Decimal(0))
  const tenders = paid.map(({ id, gateway, amountSet, amountRoundingSet }) => ({
    type: gateway ?? 'unknown',
    id: numberOf(id),
    // What was really in the drawer: Shopify names the amount before rounding.
    amount: moneyOf(new Decimal(amountSet.shopMoney.amount).plus(amountRoundingSet?.shopMoney.amount ?? 0), currency),
    cashback: moneyOf(0, currency),
  }))
  return {
    id: order.id,
    store: order.retailLocation?.name ?? 'unknown',
    register: order.sourceName ?? 'pos',
    businessDay: dayIn(order.processedAt, timeZone),
    sequence: order.name,
    status: order.cancelledAt === null ? 'completed' : 'voided',
    training: order.test,
    offline: false,
    endedAt: order.processedAt,
    tillClock: null,
    cashier: null,
    currency,
    lines: [...lines.map((line) => toLine(line, order.taxesIncluded)), ...extras(order)],
    taxes: order.taxLines.map((tax) => toTax(tax, order.taxesIncluded)),
    tenders,
    rounding: moneyOf(rounding, currency),
    total: moneyOf(
      tenders.reduce<Decimal>((sum, { amount }) => sum.plus(amount.amount), new Decimal(0)),
      currency,
    ),
    links: [],
  }
}

const isPayment = ({ kind, status }: TillTransaction): boolean =>
  status === 'SUCCESS' && (kind === 'SALE' || kind === 'CAPTURE' || kind === 'CHANGE')

function toLine(line: TillLine, included: boolean): StoreSaleLine {
  const unit = shopMoney(line.originalUnitPriceSet)
  const discount = line.discountAllocations.reduce<Decimal>(
    (sum, { allocatedAmountSet }) => sum.plus(allocatedAmountSet.shopMoney.amount),
    new Decimal(0),
  )
  const amount = new Decimal(unit.amount).times(line.quantity).minus(discount)
  return {
    id: numberOf(line.id),
    kind: 'sale',
    sku: line.sku ?? line.name,
    barcode: null,
    title: line.name,
    itemType: line.isGiftCard ? 'GiftCard' : null,
    quantity: String(line.quantity),
    unitPrice: moneyOf(line.quantity === 0 ? amount : amount.div(line.quantity).toDecimalPlaces(4), unit.currency),
    amount: moneyOf(amount, unit.currency),
    discounts: discount.isZero() ? [] : [{ label: 'Discount', amount: moneyOf(discount, unit.currency) }],
    taxes: line.taxLines.map((tax) => toTax(tax, included)),
  }
}

/** A tip and a delivery are sold as well; neither is a product. */
function extras(order: TillOrder): StoreSaleLine[] {
  const extra = (sku: string, title: string, amount: ReturnType<typeof shopMoney>): StoreSaleLine[] =>
    new Decimal(amount.amount).isZero()
      ? []
      : [
          {
            id: sku.toLowerCase(),
            kind: 'sale',
            sku,
            barcode: null,
            title,
            itemType: title,
            quantity: '1',
            unitPrice: amount,
            amount,
            discounts: [],
            taxes: [],
          },
        ]
  return [
    ...extra('TIP', 'Tip', shopMoney(order.totalTipReceivedSet)),
    ...extra('SHIPPING', 'Shipping', shopMoney(order.totalShippingPriceSet)),
  ]
}

export const toTax = (tax: TillOrder['taxLines'][number], included: boolean): StoreSaleTax => ({
  name: tax.title,
  rate: tax.rate === null ? null : new Decimal(tax.rate).toFixed(),
  amount: shopMoney(tax.priceSet),
  included,
})

/** The day that a clock in the zone shows, as 2026-11-20. */
export function dayIn(instant: string, timeZone: string): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(new Date(instant))
}
