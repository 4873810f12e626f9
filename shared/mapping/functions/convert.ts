// From one currency into another at a stated rate: no rate is ever looked up or guessed here.
import { AppError } from '../../errors.ts'
import { say, type Words } from '../../sentence.ts'
import { minorDigits } from './currencies.ts'
import { toScale } from './decimal.ts'
import { rounded, show, toCurrency, toPlain, toTerm, type Money } from './money-value.ts'

/**
 * `amount` × `rate` in `currency`, rounded to its decimals, or to `scale`: `$convert($money("100.00", "USD"), "0.92", "EUR")` gives EUR 92.00. The rate
 * says how much of the new currency one unit of the old one is. Throws `money-invalid` for an amount without a currency, a rate that is not above zero,
 * and a rate other than 1 between amounts of one currency.
 */
export function convertMoney(amount: unknown, rate: unknown, currency: unknown, scale: unknown): Money {
  const term = toTerm(amount, '$convert')
  if (term.currency === undefined) {
    refuse(say`${show(term)} has no currency`, 'Say which one it is in: $convert($money(amount, "USD"), rate, "EUR").')
  }
  const to = toCurrency(currency, '$convert')
  const factor = toPlain(rate, '$convert', say`the rate`)
  if (!factor.greaterThan(0)) refuse(say`the rate is ${factor.toFixed()}`, 'Give how much of the new currency one unit of the old one is.')
  if (to === term.currency && !factor.equals(1))
    refuse(say`${show(term)} is in ${to} already, and the rate is ${factor.toFixed()}`, 'Check which currency the amount has.')
  const decimals = scale === undefined ? minorDigits(to) : toScale(scale, '$convert')
  return rounded(term.amount.times(factor), decimals, to) as Money
}

function refuse(why: Words, fix: string): never {
  throw new AppError('money-invalid', { message: say`$convert: ${why}.`, fix, details: { function: '$convert' } })
}
