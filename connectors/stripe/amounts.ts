// Amounts as Stripe counts them: in the currency's smallest unit, with exceptions of its own.
// https://docs.stripe.com/currencies#zero-decimal
import { Decimal } from 'decimal.js'
import { moneyOf, type Money } from '#connectors/kit/retail/money.ts'

const NO_DECIMALS: ReadonlySet<string> = new Set('BIF CLP DJF GNF JPY KMF KRW MGA PYG RWF VND VUV XAF XOF XPF'.split(' '))
const THREE_DECIMALS: ReadonlySet<string> = new Set('BHD JOD KWD OMR TND'.split(' '))

/** ISK and UGX have no decimals in the world, and two with Stripe. */
function decimalsOf(currency: string): number {
  if (NO_DECIMALS.has(currency)) return 0
  return THREE_DECIMALS.has(currency) ? 3 : 2
}

export function fromStripe(amount: number, currency: string): Money {
  const code = currency.toUpperCase()
  return moneyOf(new Decimal(amount).div(new Decimal(10).pow(decimalsOf(code))), code)
}

/** Nothing where the amount has a fraction of the smallest unit. */
export function toStripe(amount: string, currency: string): number | undefined {
  const minor = new Decimal(amount).times(new Decimal(10).pow(decimalsOf(currency.toUpperCase())))
  return minor.isInteger() && minor.abs().lte(Number.MAX_SAFE_INTEGER) ? minor.toNumber() : undefined
}

/** Stripe's times are seconds since 1970. */
export const instant = (seconds: number): string => new Date(seconds * 1_000).toISOString()
