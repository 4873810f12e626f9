// The tax that is contained in a gross amount.
import { AppError } from '../../errors.ts'
import { say } from '../../sentence.ts'
import { minorDigits } from './currencies.ts'
import { toScale, type Amount } from './decimal.ts'
import { rounded, toPlain, toTerm, type Money } from './money-value.ts'

/**
 * Gross × rate ÷ (1 + rate), rounded to `scale` decimals (those of the currency, or 2, when left out), a half away from zero: of "119.00" at 0.19 it is
 * "19.00". The rate is a fraction, or a text with a percent sign ("19 %"). A rate of 1 and more is refused: 19 would mean 1,900 percent.
 */
export function taxFromGross(gross: unknown, rate: unknown, scale: unknown): string | Money {
  const term = toTerm(gross, '$taxFromGross')
  const fraction = toFraction(rate)
  const natural = term.currency === undefined ? 2 : minorDigits(term.currency)
  const decimals = scale === undefined ? natural : toScale(scale, '$taxFromGross')
  return rounded(term.amount.times(fraction).dividedBy(fraction.plus(1)), decimals, term.currency)
}

function toFraction(rate: unknown): Amount {
  const percent = typeof rate === 'string' && rate.trim().endsWith('%') ? rate.trim().slice(0, -1) : undefined
  const fraction =
    percent === undefined ? toPlain(rate, '$taxFromGross', 'the rate') : toPlain(percent, '$taxFromGross', 'the rate').dividedBy(100)
  if (!fraction.isNegative() && fraction.lessThan(1)) return fraction
  throw new AppError('money-invalid', {
    message: say`$taxFromGross: a rate of ${fraction.toFixed()} would be ${fraction.times(100).toFixed()} percent.`,
    fix: 'Give the rate as a fraction (0.19) or with a percent sign ("19 %").',
    details: { function: '$taxFromGross', value: fraction.toFixed() },
  })
}
