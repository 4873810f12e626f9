// What was sold and what it cost, in one place: shops, tills and the payment provider must come to the same cent.
import { createHash } from 'node:crypto'
import { Decimal } from 'decimal.js'

export interface SoldLine {
  readonly sku: string
  readonly title: string
  readonly variant: string | null
  readonly quantity: number
  /** In `currency` of the event, tax included. */
  readonly price: string
  readonly giftCard: boolean
}

export interface WebOrder {
  readonly kind: 'web-order'
  readonly currency: string
  readonly lines: readonly SoldLine[]
  /** What its delivery costs, tax included; `0.00` for large orders. Kept when goods come back, paid back when the order is cancelled. */
  readonly shipping: string
}

export interface StoreSale {
  readonly kind: 'store-sale'
  /** Code of the shop. */
  readonly store: string
  readonly currency: string
  readonly tender: 'card' | 'cash' | 'gift-card'
  readonly lines: readonly SoldLine[]
}

export type Sold = WebOrder | StoreSale

export const amountOf = (lines: readonly SoldLine[]): Decimal =>
  lines.reduce((sum, { price, quantity }) => sum.plus(new Decimal(price).times(quantity)), new Decimal(0))

/** With delivery. */
export const totalOf = (sold: Sold): Decimal => amountOf(sold.lines).plus(sold.kind === 'web-order' ? sold.shipping : 0)

/** The lines of a sale that a return names. */
export const returnedLines = (sold: Sold, indexes: readonly number[]): readonly SoldLine[] =>
  indexes.flatMap((index) => sold.lines[index] ?? [])

/** A gross amount as net and tax of this percentage. What rounding leaves is in the net: both together are the gross. */
export function splitTax(gross: Decimal.Value, percent: number): { readonly net: Decimal; readonly tax: Decimal } {
  const tax = new Decimal(gross)
    .times(percent)
    .div(100 + percent)
    .toDecimalPlaces(2, Decimal.ROUND_HALF_UP)
  return { net: new Decimal(gross).minus(tax), tax }
}

/** Pounds or euros as pence or cents; the retailer's currencies all have two places. */
export const minorOf = (amount: Decimal.Value): number => new Decimal(amount).times(100).toDecimalPlaces(0).toNumber()

const FEE_RATE = '0.015'
const FEE_EACH = '0.20'
/** What the payment provider keeps of one charge; it gives nothing back for what is refunded. */
export const cardFee = (amount: Decimal.Value): Decimal =>
  new Decimal(amount).times(FEE_RATE).plus(FEE_EACH).toDecimalPlaces(2, Decimal.ROUND_HALF_UP)

/** The provider's id of the charge for a web order: the shop keeps it with the order, the provider has the charge under it. */
export const chargeOf = (day: string, order: string): string =>
  `ch_3${createHash('sha256').update(`${day}/${order}`).digest('hex').slice(0, 23)}`
