// An amount as the functions work with it: exact digits, the decimals it was written with, and a currency where it has one.
import { AppError } from '../../errors.ts'
import { say, type Words } from '../../sentence.ts'
import { isRecord } from '../../json.ts'
import { isCurrency, minorDigits } from './currencies.ts'
import { Amount, amountText, roundedText, toAmount, writtenScale } from './decimal.ts'

/** What `$money` gives, and what goes in where a currency matters. `amount` is plain decimal digits, `currency` an ISO 4217 code. */
export interface Money {
  readonly amount: string
  readonly currency: string
}

export interface Term {
  readonly amount: Amount
  /** Decimals as written, at least those of the currency. */
  readonly scale: number
  /** Undefined for a plain number. */
  readonly currency: string | undefined
}

/**
 * Reads a decimal text, a number, or money: an object with `amount` and `currency`, or `currency_code` or `currencyCode` as the shops write it.
 * Throws `money-invalid`.
 */
export function toTerm(value: unknown, where: string): Term {
  if (!isRecord(value) || !Object.hasOwn(value, 'amount')) {
    return { amount: toAmount(value, where), scale: writtenScale(value), currency: undefined }
  }
  const member = ['currency', 'currency_code', 'currencyCode'].find((name) => Object.hasOwn(value, name))
  const currency = member === undefined ? undefined : toCurrency(value[member], where)
  return withCurrency(value['amount'], currency, where)
}

export function withCurrency(amount: unknown, currency: string | undefined, where: string): Term {
  const scale = Math.max(writtenScale(amount), currency === undefined ? 0 : minorDigits(currency))
  return { amount: toAmount(amount, where), scale, currency }
}

/** An ISO 4217 code, also in small letters. Throws `money-invalid`. */
export function toCurrency(value: unknown, where: string): string {
  const code = typeof value === 'string' ? value.trim().toUpperCase() : ''
  if (isCurrency(code)) return code
  const shown =
    value === undefined || value === null ? say`nothing` : JSON.stringify(typeof value === 'string' ? value.slice(0, 20) : typeof value)
  throw new AppError('money-invalid', {
    message: say`${where}: the currency is ${shown}, which is no ISO 4217 code.`,
    fix: 'Give three letters such as EUR, USD or JPY.',
    details: { function: where, currency: typeof value === 'string' ? value.slice(0, 20) : null },
  })
}

/** Plain digits for a plain number, else money; `scale` decimals at least. */
export function result(amount: Amount, scale: number, currency: string | undefined): string | Money {
  const text = amountText(amount, scale)
  return currency === undefined ? text : { amount: text, currency }
}

/** Exactly `scale` decimals, a half away from zero. */
export function rounded(amount: Amount, scale: number, currency: string | undefined): string | Money {
  const text = roundedText(amount, scale)
  return currency === undefined ? text : { amount: text, currency }
}

/**
 * The one currency of all terms; undefined when they are plain numbers. A plain zero goes with any currency: it is what the sum of nothing gives.
 * Throws `currencies-mixed` with the two values that differ.
 */
export function commonCurrency(terms: readonly Term[], where: string): string | undefined {
  const first = terms.find(({ currency }) => currency !== undefined)
  if (!first) return undefined
  const other = terms.find(({ amount, currency }) => currency !== first.currency && !(currency === undefined && amount.isZero()))
  if (!other) return first.currency
  const values = [show(first), show(other)] as const
  throw new AppError('currencies-mixed', {
    message: say`${where}: ${values[0]} and ${values[1]} are not of one currency.`,
    fix:
      other.currency === undefined
        ? 'Say which currency the plain amount has: $money(amount, "EUR").'
        : 'Take both amounts from the same side (shop or customer currency), or convert one of them with $convert.',
    details: { function: where, values },
  })
}

/** "EUR 12.50", or the digits alone. */
export const show = ({ amount, scale, currency }: Term): string =>
  currency === undefined ? amountText(amount, scale) : `${currency} ${amountText(amount, scale)}`

/** A factor, rate or quantity: what must not have a currency. */
export function toPlain(value: unknown, where: string, what: Words): Amount {
  const term = toTerm(value, where)
  if (term.currency === undefined) return term.amount
  throw new AppError('money-invalid', {
    message: say`${where}: ${what} is ${show(term)}, but must be a plain number.`,
    fix: 'Take its amount: value.amount.',
    details: { function: where, value: show(term) },
  })
}
