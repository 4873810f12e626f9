// The arithmetic of mappings: decimal strings in and out, exact. Missing amounts are errors here, because JSONata's own `-` and `$sum`
// silently drop the field when one side is missing.
import { AppError } from '../../errors.ts'
import { Amount, amountText, roundedText, toAmount, toScale, writtenScale } from './decimal.ts'

/** a + b + …, with as many decimals as the most precise of them: "12.50" and "0.50" give "13.00". */
export function addMoney(amounts: readonly unknown[]): string {
  return total(amounts, '$add')
}

/** a - b, with as many decimals as the more precise of them. */
export function subtractMoney(a: unknown, b: unknown): string {
  return amountText(toAmount(a, '$subtract').minus(toAmount(b, '$subtract')), widest([a, b]))
}

/** a × b, exact: "12.50" × 2 gives "25.00", "0.25" × "0.25" gives "0.0625". */
export function multiplyMoney(a: unknown, b: unknown): string {
  return amountText(toAmount(a, '$multiply').times(toAmount(b, '$multiply')), widest([a, b]))
}

/** a ÷ b rounded to `scale` decimals, a half away from zero. The scale is not optional: a quotient has no natural end. */
export function divideMoney(a: unknown, b: unknown, scale: unknown): string {
  const decimals = toScale(scale, '$divide')
  const dividend = toAmount(a, '$divide')
  const divisor = toAmount(b, '$divide')
  if (divisor.isZero()) {
    throw new AppError('money-invalid', {
      message: `$divide: ${amountText(dividend)} cannot be divided by zero.`,
      fix: 'Check for zero first: b = 0 ? "0" : $divide(a, b, 2).',
      details: { value: 0, function: '$divide' },
    })
  }
  return roundedText(dividend.dividedBy(divisor), decimals)
}

/** The sum of a list; no list and an empty list give "0". */
export function sumMoney(list: unknown): string {
  return list === undefined || list === null ? '0' : total(Array.isArray(list) ? list : [list], '$sumMoney')
}

/** `x` with exactly `scale` decimals (2 when left out), a half away from zero: 2.345 gives "2.35", -2.345 gives "-2.35". */
export function roundMoney(x: unknown, scale: unknown): string {
  return roundedText(toAmount(x, '$roundMoney'), scale === undefined ? 2 : toScale(scale, '$roundMoney'))
}

function total(amounts: readonly unknown[], where: string): string {
  const sum = amounts.reduce<Amount>((current, amount) => current.plus(toAmount(amount, where)), new Amount(0))
  return amountText(sum, widest(amounts))
}

function widest(amounts: readonly unknown[]): number {
  return amounts.reduce<number>((scale, amount) => Math.max(scale, writtenScale(amount)), 0)
}
