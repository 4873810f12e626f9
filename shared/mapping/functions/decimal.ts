// Exact decimals: how a value becomes an amount and an amount becomes text again. Nothing is ever rounded unless a function says so.
import { Decimal } from 'decimal.js'
import { AppError } from '../../errors.ts'
import { say, type Words } from '../../sentence.ts'

/**
 * A hundred digits: the product of two accepted amounts is exact, and so is the sum of any list that fits in memory.
 * `ROUND_HALF_UP` rounds a half away from zero (2.345 to 2.35, -2.345 to -2.35), as commercial rounding and the ERPs do.
 */
export const Amount = Decimal.clone({ precision: 100, rounding: Decimal.ROUND_HALF_UP, toExpNeg: -9e15, toExpPos: 9e15 })
export type Amount = InstanceType<typeof Amount>

/** More than any currency or quantity needs, and small enough that nobody can make arithmetic slow. */
const MAX_DIGITS = 40
const MAX_SCALE = 20

const DECIMAL = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d{1,3})?$/i

/** Reads a decimal string or a finite number. Throws `money-invalid` with the value and the function that was given it. */
export function toAmount(value: unknown, where: string): Amount {
  const text = typeof value === 'number' ? String(value) : typeof value === 'string' ? value.trim() : undefined
  if (text === undefined || !DECIMAL.test(text)) throw notMoney(value, where)
  const amount = new Amount(text)
  if (amount.precision(true) > MAX_DIGITS || amount.decimalPlaces() > MAX_DIGITS) {
    throw new AppError('money-invalid', {
      message: say`${where}: ${show(value)} has more than ${MAX_DIGITS} digits.`,
      details: { value: excerpt(value), function: where },
    })
  }
  return amount
}

/** Decimals as written: 2 for "12.50", where the number itself has only one. */
export function writtenScale(value: unknown): number {
  const match = /^[+-]?\d*\.(\d+)$/.exec(typeof value === 'number' ? String(value) : typeof value === 'string' ? value.trim() : '')
  return match?.[1]?.length ?? 0
}

/** Plain digits, never an exponent, at least `scale` decimals; zero has no sign. */
export function amountText(amount: Amount, scale = 0): string {
  const value = amount.isZero() ? new Amount(0) : amount
  return value.toFixed(Math.max(scale, value.decimalPlaces()))
}

/** A value as plain digits, with the decimals it was written with. Throws `money-invalid`. */
export const plainText = (value: unknown, where: string): string => amountText(toAmount(value, where), writtenScale(value))

/** Exactly `scale` decimals, a half away from zero. */
export function roundedText(amount: Amount, scale: number): string {
  const rounded = amount.toDecimalPlaces(scale)
  return (rounded.isZero() ? new Amount(0) : rounded).toFixed(scale)
}

/** A number of decimals: a whole number from 0 to 20. */
export function toScale(value: unknown, where: string): number {
  const scale = typeof value === 'string' && /^\d{1,2}$/.test(value.trim()) ? Number(value) : value
  if (typeof scale !== 'number' || !Number.isInteger(scale) || scale < 0 || scale > MAX_SCALE) {
    throw new AppError('money-invalid', {
      message: say`${where}: the number of decimals must be a whole number from 0 to ${MAX_SCALE}, not ${show(value)}.`,
      fix: 'Give the decimals of the currency: 2 for most, 0 for JPY, 3 for KWD.',
      details: { value: excerpt(value), function: where },
    })
  }
  return scale
}

function notMoney(value: unknown, where: string): AppError {
  const missing = value === undefined || value === null
  return new AppError('money-invalid', {
    message: missing ? say`${where}: an amount is missing.` : say`${where}: ${show(value)} is not an amount of money.`,
    fix: missing
      ? 'Check that the path leads to a value, or give a default such as (amount ? amount : "0").'
      : 'Give a decimal number such as 12.50: a point for the decimals, no currency sign, no thousands separator.',
    details: { value: excerpt(value), function: where },
  })
}

function show(value: unknown): Words {
  if (value === undefined || value === null) return say`nothing`
  if (typeof value === 'string') return JSON.stringify(excerpt(value))
  if (Array.isArray(value)) return 'a list'
  return typeof value === 'object' ? 'an object' : String(excerpt(value))
}

/** What may stand in an error: short, and never an object that could be the whole record. */
function excerpt(value: unknown): string | number | boolean | null {
  if (typeof value === 'string') return value.length > 60 ? `${value.slice(0, 60)}…` : value
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value)
  if (typeof value === 'boolean') return value
  return value === undefined || value === null ? null : Array.isArray(value) ? 'a list' : typeof value
}
