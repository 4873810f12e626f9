// Amounts of money in the retail model: decimal text with its currency, written with the currency's digits.
import { Decimal } from 'decimal.js'
import { Type, type Static } from 'typebox'

export const Money = Type.Object(
  {
    amount: Type.String({ title: 'Amount', description: 'Decimal text, never a float.', pattern: '^-?[0-9]+(\\.[0-9]+)?$' }),
    currency: Type.String({ title: 'Currency', description: 'ISO 4217 code', pattern: '^[A-Z]{3}$' }),
  },
  { title: 'Money' },
)
export type Money = Static<typeof Money>

/** A field that is money, called by what it is the amount of. */
export const moneyField = (title: string, description?: string) =>
  Type.Object(Money.properties, { title, ...(description !== undefined && { description }) })

/** 12.5 becomes 12.50 and 1200.0 yen becomes 1200; an amount with more digits than its currency has keeps them. */
export function moneyOf(amount: Decimal | string | number, currency: string): Money {
  const exact = new Decimal(amount)
  return { amount: exact.toFixed(Math.max(minorDigits(currency), exact.decimalPlaces())), currency }
}

/** From the currency's smallest unit: 1250 cents are 12.50, 1200 yen are 1200. */
export const moneyOfMinor = (minor: number | string, currency: string): Money =>
  moneyOf(new Decimal(minor).div(new Decimal(10).pow(minorDigits(currency))), currency)

/** In the currency's smallest unit, or nothing when the amount has a fraction of it. */
export function toMinor(amount: string, currency: string): number | undefined {
  const minor = new Decimal(amount).times(new Decimal(10).pow(minorDigits(currency)))
  return minor.isInteger() && minor.abs().lte(Number.MAX_SAFE_INTEGER) ? minor.toNumber() : undefined
}

const digits = new Map<string, number>()

/** How many decimals the currency has: 2 for GBP, 0 for JPY, 3 for KWD. */
export function minorDigits(currency: string): number {
  const known = digits.get(currency)
  if (known !== undefined) return known
  const found = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2
  digits.set(currency, found)
  return found
}
