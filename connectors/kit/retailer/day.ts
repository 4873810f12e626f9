// A day in the life of a retailer as events in their order, the same for the same seed: web orders, sales in the shops, returns,
// cancellations, transfers, and the payout at the end. Each simulator plays those that happen in its system.
import { Decimal } from 'decimal.js'
import { pickFrom, randomFrom, type Article, type Random, type Retailer } from './retailer.ts'
import { amountOf, cardFee, returnedLines, totalOf, type SoldLine, type StoreSale, type WebOrder } from './sold.ts'

export type RetailEvent = {
  /** Names it among the day's events. */
  readonly id: string
  /** Seconds since the day's beginning. */
  readonly second: number
} & (
  | WebOrder
  | StoreSale
  /** Some or all lines of an earlier sale, each with its whole quantity; `lines` are indexes into its lines. */
  | { readonly kind: 'return'; readonly of: string; readonly lines: readonly number[] }
  /** In a shop: lines of an earlier sale come back and other goods go. The difference is settled the way the sale was paid. */
  | { readonly kind: 'exchange'; readonly of: string; readonly lines: readonly number[]; readonly instead: readonly SoldLine[] }
  /** Of a web order, before it is sent: all is paid back, delivery too. */
  | { readonly kind: 'cancellation'; readonly of: string }
  | {
      readonly kind: 'transfer'
      readonly from: string
      readonly to: string
      readonly lines: readonly { readonly sku: string; readonly quantity: number }[]
    }
  /** A shop closes: its drawer is counted, its files are written. */
  | { readonly kind: 'closing'; readonly store: string }
  /**
   * What the payment provider pays for the day's web orders in a currency: `gross` was charged, `refunds` were paid back for cancellations and
   * returns, `fee` is kept; `net` is the rest. There is none where nothing is left.
   */
  | {
      readonly kind: 'payout'
      readonly currency: string
      readonly gross: string
      readonly refunds: string
      readonly fee: string
      readonly net: string
    }
)

export interface DayOptions {
  readonly seed: number
  /** Web orders. */
  readonly orders: number
  /** Sales in all shops together. Default: as many. */
  readonly sales?: number
}

const HOUR = 3_600
/** Shares of a hundred. */
const RETURNS = 8
const CANCELLATIONS = 4
/** Of what comes back to a shop. */
const EXCHANGES = 30
const FOREIGN = 15
const SHIPPING = '4.95'
/** In pounds. */
const FREE_SHIPPING_FROM = 50
const LAST_RETURN = 18.5 * HOUR
const CLOSING = 19 * HOUR

export function dayInTheLife(retailer: Retailer, { seed, orders, sales = orders }: DayOptions): readonly RetailEvent[] {
  const random = randomFrom(seed * 7_919 + 17)
  const exchanges = randomFrom(seed * 7_919 + 31)
  const events: RetailEvent[] = []
  const euros = Object.keys(retailer.currencies).filter((currency) => currency !== retailer.currency)

  for (let nth = 1; nth <= orders; nth++) {
    const currency = random(100) < FOREIGN ? pickFrom(euros, random) : retailer.currency
    // Most people order in the evening.
    const second = Math.floor((random(24 * HOUR) + random(24 * HOUR) + 22 * HOUR) / 3)
    const id = `web-${nth}`
    const lines = basket(retailer, currency, random)
    events.push({ kind: 'web-order', id, second, currency, lines, shipping: shippingOf(lines, retailer.currencies[currency] ?? '1') })
    if (random(100) < CANCELLATIONS) events.push({ kind: 'cancellation', id: `cancel-${id}`, second: second + 300 + random(HOUR), of: id })
    else addReturn(id, second, Infinity)
  }
  for (let nth = 1; nth <= sales; nth++) {
    const store = pickFrom(retailer.stores, random)
    const currency = store.country === 'GB' ? 'GBP' : 'EUR'
    const second = 9 * HOUR + random(9 * HOUR)
    const id = `till-${store.code}-${nth}`
    const tender = pickFrom(['card', 'card', 'card', 'cash', 'gift-card'] as const, random)
    events.push({ kind: 'store-sale', id, second, store: store.code, currency, tender, lines: basket(retailer, currency, random) })
    addReturn(id, second, LAST_RETURN)
  }
  for (const store of retailer.stores) {
    const lines = Array.from({ length: 2 + random(4) }, () => ({ sku: pickFrom(goods(retailer), random).sku, quantity: 4 + random(20) }))
    const from = store.country === 'GB' ? 'WH1' : 'WH2'
    events.push({ kind: 'transfer', id: `transfer-${store.code}`, second: 6 * HOUR + random(2 * HOUR), from, to: store.code, lines })
    events.push({ kind: 'closing', id: `closing-${store.code}`, second: CLOSING, store: store.code })
  }
  events.push(...payouts(events))
  return events.toSorted((a, b) => a.second - b.second || a.id.localeCompare(b.id))

  function addReturn(of: string, after: number, latest: number): void {
    const sold = events.at(-1)
    if (random(100) >= RETURNS || (sold?.kind !== 'web-order' && sold?.kind !== 'store-sale')) return
    const whole = random(2) === 0
    const back = {
      second: Math.min(after + HOUR + random(3 * HOUR), latest),
      of,
      lines: whole ? sold.lines.map((_, index) => index) : [0],
    }
    if (sold.kind === 'store-sale' && exchanges(100) < EXCHANGES)
      events.push({ kind: 'exchange', id: `exchange-${of}`, ...back, instead: basket(retailer, sold.currency, exchanges).slice(0, 2) })
    else events.push({ kind: 'return', id: `return-${of}`, ...back })
  }
}

/** For tills that know no exchange: what comes back, and what goes instead. */
export function inTwoSteps({ id, second, of, lines, instead }: Extract<RetailEvent, { kind: 'exchange' }>, sold: StoreSale) {
  return {
    back: { kind: 'return', id: `${id}-back`, second, of, lines },
    sale: { kind: 'store-sale', id: `${id}-sale`, second, store: sold.store, currency: sold.currency, tender: sold.tender, lines: instead },
  } as const
}

const goods = ({ articles }: Retailer): readonly Article[] => articles.filter(({ kind }) => kind !== 'gift-card')

function basket(retailer: Retailer, currency: string, random: Random): readonly SoldLine[] {
  const rate = retailer.currencies[currency] ?? '1'
  return Array.from({ length: 1 + random(4) }, (): SoldLine => {
    const { sku, title, variant, price, kind } =
      random(40) === 0
        ? pickFrom(
            retailer.articles.filter((a) => a.kind === 'gift-card'),
            random,
          )
        : pickFrom(goods(retailer), random)
    return {
      sku,
      title,
      variant,
      quantity: 1 + Math.floor(random(7) / 5),
      price: new Decimal(price).times(rate).toFixed(2),
      giftCard: kind === 'gift-card',
    }
  })
}

const shippingOf = (lines: readonly SoldLine[], rate: string): string =>
  amountOf(lines).gte(new Decimal(FREE_SHIPPING_FROM).times(rate)) ? '0.00' : new Decimal(SHIPPING).times(rate).toFixed(2)

/** The provider charges for each order, and keeps that also where all is paid back. */
function payouts(events: readonly RetailEvent[]): readonly RetailEvent[] {
  const orders = events.filter((event) => event.kind === 'web-order')
  const paidBack = (order: (typeof orders)[number]): Decimal =>
    sumOf(
      events.map((event) => {
        if (event.kind === 'cancellation' && event.of === order.id) return totalOf(order)
        return event.kind === 'return' && event.of === order.id ? amountOf(returnedLines(order, event.lines)) : new Decimal(0)
      }),
    )
  return [...Map.groupBy(orders, ({ currency }) => currency)].flatMap(([currency, ones]) => {
    const gross = sumOf(ones.map(totalOf))
    const refunds = sumOf(ones.map(paidBack))
    const fee = sumOf(ones.map((order) => cardFee(totalOf(order))))
    const net = gross.minus(refunds).minus(fee)
    if (!net.isPositive() || net.isZero()) return []
    return {
      kind: 'payout',
      id: `payout-${currency}`,
      second: 30 * HOUR,
      currency,
      gross: gross.toFixed(2),
      refunds: refunds.toFixed(2),
      fee: fee.toFixed(2),
      net: net.toFixed(2),
    }
  })
}

const sumOf = (amounts: readonly Decimal[]): Decimal => amounts.reduce((sum, amount) => sum.plus(amount), new Decimal(0))
