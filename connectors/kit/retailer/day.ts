// A day in the life of a retailer as events in their order, the same for the same seed: web orders, sales in the shops, returns,
// cancellations, transfers, and the payout at the end. Each simulator plays those that happen in its system.
import { Decimal } from 'decimal.js'
import { pickFrom, randomFrom, type Article, type Random, type Retailer } from './retailer.ts'

export interface SoldLine {
  readonly sku: string
  readonly title: string
  readonly variant: string | null
  readonly quantity: number
  /** In `currency` of the event, tax included. */
  readonly price: string
  readonly giftCard: boolean
}

export type RetailEvent = {
  /** Names it among the day's events. */
  readonly id: string
  /** Seconds since the day's beginning. */
  readonly second: number
} & (
  | { readonly kind: 'web-order'; readonly currency: string; readonly lines: readonly SoldLine[] }
  | {
      readonly kind: 'store-sale'
      readonly store: string
      readonly currency: string
      readonly tender: 'card' | 'cash' | 'gift-card'
      readonly lines: readonly SoldLine[]
    }
  /** Some or all lines of an earlier sale; `lines` are indexes into its lines. */
  | { readonly kind: 'return'; readonly of: string; readonly lines: readonly number[] }
  | { readonly kind: 'cancellation'; readonly of: string }
  | {
      readonly kind: 'transfer'
      readonly from: string
      readonly to: string
      readonly lines: readonly { readonly sku: string; readonly quantity: number }[]
    }
  /** What the payment provider pays for the day's card sales of the web shop, per currency. */
  | { readonly kind: 'payout'; readonly currency: string; readonly gross: string; readonly fee: string; readonly net: string }
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
const FOREIGN = 15
const FEE_RATE = '0.015'
const FEE_EACH = '0.20'

export function dayInTheLife(retailer: Retailer, { seed, orders, sales = orders }: DayOptions): readonly RetailEvent[] {
  const random = randomFrom(seed * 7_919 + 17)
  const events: RetailEvent[] = []
  const euros = Object.keys(retailer.currencies).filter((currency) => currency !== retailer.currency)

  for (let nth = 1; nth <= orders; nth++) {
    const currency = random(100) < FOREIGN ? pickFrom(euros, random) : retailer.currency
    // Most people order in the evening.
    const second = Math.floor((random(24 * HOUR) + random(24 * HOUR) + 22 * HOUR) / 3)
    const id = `web-${nth}`
    events.push({ kind: 'web-order', id, second, currency, lines: basket(retailer, currency, random) })
    if (random(100) < CANCELLATIONS) events.push({ kind: 'cancellation', id: `cancel-${id}`, second: second + 300 + random(HOUR), of: id })
    else addReturn(id, second)
  }
  for (let nth = 1; nth <= sales; nth++) {
    const store = pickFrom(retailer.stores, random)
    const currency = store.country === 'GB' ? 'GBP' : 'EUR'
    const second = 9 * HOUR + random(9 * HOUR)
    const id = `till-${store.code}-${nth}`
    const tender = pickFrom(['card', 'card', 'card', 'cash', 'gift-card'] as const, random)
    events.push({ kind: 'store-sale', id, second, store: store.code, currency, tender, lines: basket(retailer, currency, random) })
    addReturn(id, second)
  }
  for (const store of retailer.stores) {
    const lines = Array.from({ length: 2 + random(4) }, () => ({ sku: pickFrom(goods(retailer), random).sku, quantity: 4 + random(20) }))
    const from = store.country === 'GB' ? 'WH1' : 'WH2'
    events.push({ kind: 'transfer', id: `transfer-${store.code}`, second: 6 * HOUR + random(2 * HOUR), from, to: store.code, lines })
  }
  events.push(...payouts(events))
  return events.toSorted((a, b) => a.second - b.second || a.id.localeCompare(b.id))

  function addReturn(of: string, after: number): void {
    const sold = events.at(-1)
    if (random(100) >= RETURNS || !sold || !('lines' in sold)) return
    const whole = random(2) === 0
    events.push({
      kind: 'return',
      id: `return-${of}`,
      second: after + HOUR + random(3 * HOUR),
      of,
      lines: whole ? sold.lines.map((_, index) => index) : [0],
    })
  }
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

/** What is kept is what was sold and not cancelled, less fees; returns are of another day. */
function payouts(events: readonly RetailEvent[]): readonly RetailEvent[] {
  const cancelled = new Set(events.flatMap((event) => (event.kind === 'cancellation' ? [event.of] : [])))
  const sold = events.filter((event) => event.kind === 'web-order' && !cancelled.has(event.id)) as Extract<
    RetailEvent,
    { kind: 'web-order' }
  >[]
  return [...Map.groupBy(sold, ({ currency }) => currency)].map(([currency, ones]) => {
    const gross = ones
      .flatMap(({ lines }) => lines)
      .reduce((sum, { price, quantity }) => sum.plus(new Decimal(price).times(quantity)), new Decimal(0))
    const fee = gross.times(FEE_RATE).plus(new Decimal(FEE_EACH).times(ones.length)).toDecimalPlaces(2)
    return {
      kind: 'payout',
      id: `payout-${currency}`,
      second: 30 * HOUR,
      currency,
      gross: gross.toFixed(2),
      fee: fee.toFixed(2),
      net: gross.minus(fee).toFixed(2),
    }
  })
}
