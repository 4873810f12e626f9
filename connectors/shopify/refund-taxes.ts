// Shopify gives one tax amount for a line that comes back: it is spread over the taxes of the sold line as they were charged.
import { Decimal } from 'decimal.js'
import { minorDigits, moneyOf, type Money } from '#connectors/kit/retail/money.ts'
import { roundTogether } from '#connectors/kit/retail/round-together.ts'
import { shopMoney } from './canonical.ts'
import type { RefundedLine } from './documents/whole-refund.ts'

export type Bag = RefundedLine['subtotalSet']
export type TaxLine = RefundedLine['lineItem']['taxLines'][number]

export const sum = (amounts: readonly Decimal[]): Decimal => amounts.reduce((total, amount) => total.plus(amount), new Decimal(0))
export const amountOf = (bag: Bag | null): Decimal => new Decimal(bag?.shopMoney.amount ?? 0)

/** Amounts above zero; `tax` is undefined where the sold line had no tax that this could be part of. */
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
