// Splits an amount by weights so that the parts add up to it exactly: the method of largest remainders.
import { AppError } from '../../errors.ts'
import { say, type Words } from '../../sentence.ts'
import { minorDigits } from './currencies.ts'
import { Amount, amountText, toScale } from './decimal.ts'
import { commonCurrency, rounded, show, toTerm, type Money } from './money-value.ts'

/**
 * `total` split in proportion to `weights`, each part with `scale` decimals (those of its currency, or 2, when left out). Every part is first rounded towards zero; the units
 * left over go one each to the parts that lost most, the earlier first where they lost the same. When all weights are zero the parts are equal.
 * Weights are shares only: they need not be of the total's currency, but of one.
 * `allocate("10.00", [1, 1, 1])` gives `["3.34", "3.33", "3.33"]`. Throws `money-invalid`.
 */
export function allocateMoney(total: unknown, weights: unknown, scale: unknown): (string | Money)[] {
  const term = toTerm(total, '$allocate')
  const { amount, currency } = term
  const natural = currency === undefined ? 2 : minorDigits(currency)
  const decimals = scale === undefined ? natural : toScale(scale, '$allocate')
  const list = weights === undefined || weights === null ? [] : Array.isArray(weights) ? weights : [weights]
  const terms = list.map((weight: unknown) => toTerm(weight, '$allocate'))
  commonCurrency(terms, '$allocate')
  const parsed = terms.map((weight) => weight.amount)
  if (amount.decimalPlaces() > decimals) refuse(say`${show(term)} has more than ${decimals} decimals`, amount)
  const negative = parsed.find((weight) => weight.isNegative() && !weight.isZero())
  if (negative) refuse(say`the weight ${amountText(negative)} is negative`, negative)
  if (parsed.length === 0) {
    if (!amount.isZero()) refuse(say`there is nothing to allocate ${show(term)} to`, amount)
    return []
  }
  return share(amount, parsed, decimals).map((part) => rounded(part, decimals, currency))
}

function share(amount: Amount, weights: readonly Amount[], decimals: number): Amount[] {
  const sum = weights.reduce((current, weight) => current.plus(weight), new Amount(0))
  const effective = sum.isZero() ? weights.map(() => new Amount(1)) : weights
  const divisor = sum.isZero() ? new Amount(weights.length) : sum
  const units = amount.abs().times(new Amount(10).pow(decimals))
  // Compare whole products, not quotients: a third has no exact decimal, but amount × weight has.
  const parts = effective.map((weight, index) => {
    const product = units.times(weight)
    const whole = product.dividedToIntegerBy(divisor)
    return { index, whole, remainder: product.minus(whole.times(divisor)) }
  })
  const left = parts.reduce((rest, part) => rest.minus(part.whole), units).toNumber()
  const winners = new Set(
    parts
      .toSorted((a, b) => b.remainder.comparedTo(a.remainder) || a.index - b.index)
      .slice(0, left)
      .map((part) => part.index),
  )
  const sign = amount.isNegative() ? -1 : 1
  return parts.map((part) =>
    (winners.has(part.index) ? part.whole.plus(1) : part.whole).times(sign).dividedBy(new Amount(10).pow(decimals)),
  )
}

function refuse(why: Words, value: Amount): never {
  throw new AppError('money-invalid', { message: say`$allocate: ${why}.`, details: { value: amountText(value), function: '$allocate' } })
}
