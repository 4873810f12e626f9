// What a refund gave back, as a till and as the books count it: by payment, in taxes, and what of it stands on no line.
import { Decimal } from 'decimal.js'
import { minorDigits, moneyOf, type Money } from '#connectors/kit/retail/money.ts'
import { roundTogether } from '#connectors/kit/retail/round-together.ts'
import { shopMoney } from './canonical.ts'
import type { RefundedLine, WholeRefund } from './documents/whole-refund.ts'
import { numberOf } from './gid.ts'

export type Bag = RefundedLine['subtotalSet']
export type TaxLine = RefundedLine['lineItem']['taxLines'][number]

export const sum = (amounts: readonly Decimal[]): Decimal => amounts.reduce((total, amount) => total.plus(amount), new Decimal(0))
const amountOf = (bag: Bag | null): Decimal => new Decimal(bag?.shopMoney.amount ?? 0)

/**
 * Shopify gives one tax amount for a line that comes back: it is spread over the taxes of the sold line as they were charged. Amounts above zero; `tax` is undefined where the sold
 * line had no tax that this could be part of.
 */
export function taxesBack(sold: readonly TaxLine[], back: Bag): readonly { readonly tax: TaxLine | undefined; readonly amount: Money }[] {
  const { amount, currency } = shopMoney(back)
  const total = new Decimal(amount)
  const charged = sum(sold.map(({ priceSet }) => amountOf(priceSet)))
  if (total.isZero()) return []
  if (charged.isZero()) return [{ tax: undefined, amount: moneyOf(total, currency) }]
  const shares = roundTogether(
    sold.map(({ priceSet }) => amountOf(priceSet).times(total).div(charged)),
    Math.max(total.decimalPlaces(), minorDigits(currency)),
    total,
  )
  return sold.map((tax, index) => ({ tax, amount: moneyOf(shares[index] ?? 0, currency) }))
}

export interface RefundSums {
  readonly payments: readonly {
    readonly id: string
    readonly method: string
    /** What really went back: Shopify names the amount before the rounding of coins. */
    readonly amount: Decimal
    readonly location: WholeRefund['transactions']['nodes'][number]['location']
  }[]
  /** Of all payments. */
  readonly total: Decimal
  /** Of coins: more given than asked for is above zero. */
  readonly rounding: Decimal
  /** More or less than lines, shipping and their taxes: goodwill, duties, a tip; below zero a fee that was kept back. */
  readonly rest: Decimal
}

/**
 * How much of what came back was not paid out because goods are sent instead: those are sold on the order, at their full price. Never more than is missing in the refund, nor than
 * the goods cost; the rest was kept back for another reason.
 */
export function exchangedOf({ order, return: from }: WholeRefund, rest: Decimal): Decimal {
  const sent = (from?.exchangeLineItems.nodes ?? []).flatMap(({ lineItems }) => lineItems ?? [])
  const cost = sum(
    sent.map(({ quantity, originalUnitPriceSet, discountAllocations, taxLines }) =>
      amountOf(originalUnitPriceSet)
        .times(quantity)
        .minus(sum(discountAllocations.map(({ allocatedAmountSet }) => amountOf(allocatedAmountSet))))
        .plus(order.taxesIncluded ? 0 : sum(taxLines.map(({ priceSet }) => amountOf(priceSet)))),
    ),
  )
  return Decimal.min(Decimal.max(0, rest.neg()), cost)
}

/** Above zero: given back. Only what has been paid counts. */
export function sumsOf({ order, transactions, refundLineItems, refundShippingLines }: WholeRefund): RefundSums {
  const paid = transactions.nodes.filter(({ kind, status }) => kind === 'REFUND' && status === 'SUCCESS')
  const payments = paid.map(({ id, gateway, location, amountSet, amountRoundingSet }) => ({
    id: numberOf(id),
    method: gateway ?? 'unknown',
    amount: amountOf(amountSet).plus(amountOf(amountRoundingSet)),
    location,
  }))
  const total = sum(payments.map(({ amount }) => amount))
  const rounding = sum(paid.map(({ amountRoundingSet }) => amountOf(amountRoundingSet)))
  const withTax = (amount: Bag, tax: Bag) => amountOf(amount).plus(order.taxesIncluded ? 0 : amountOf(tax))
  const goods = sum([
    ...refundLineItems.nodes.map(({ subtotalSet, totalTaxSet }) => withTax(subtotalSet, totalTaxSet)),
    ...refundShippingLines.nodes.map(({ subtotalAmountSet, taxAmountSet }) => withTax(subtotalAmountSet, taxAmountSet)),
  ])
  return { payments, total, rounding, rest: total.minus(goods).minus(rounding) }
}
