// Cash where the smallest coins are gone: the total is rounded, and the difference goes to a rounding account.
import { AppError } from '../../errors.ts'
import { say, type Words } from '../../sentence.ts'
import { cashStep } from './currencies.ts'
import { Amount } from './decimal.ts'
import { rounded, toPlain, toTerm, type Money } from './money-value.ts'

/**
 * `amount` rounded to the nearest multiple of `step`, a half away from zero: "12.37" by "0.05" gives "12.35". With money of a currency whose cash is
 * rounded everywhere (CHF, CAD, AUD, NZD, DKK, SEK, NOK, CZK, HUF) the step may be left out. Throws `money-invalid`.
 */
export function roundCash(amount: unknown, step: unknown): string | Money {
  const term = toTerm(amount, '$roundCash')
  const known = step ?? (term.currency === undefined ? undefined : cashStep(term.currency))
  if (known === undefined)
    refuse(
      term.currency === undefined
        ? say`the smallest cash amount is not given`
        : say`the smallest cash amount is not given and ${term.currency} has none of its own`,
    )
  const unit = toPlain(known, '$roundCash', say`the smallest cash amount`)
  if (unit.isNegative() || unit.isZero()) refuse(say`the smallest cash amount must be more than zero`)
  const multiple = term.amount.dividedBy(unit).toDecimalPlaces(0, Amount.ROUND_HALF_UP)
  return rounded(multiple.times(unit), Math.max(term.scale, unit.decimalPlaces()), term.currency)
}

function refuse(why: Words): never {
  throw new AppError('money-invalid', {
    message: say`$roundCash: ${why}.`,
    fix: 'Give it as the second argument: $roundCash(amount, "0.05").',
    details: { function: '$roundCash' },
  })
}
