// Harbour & Finch: one believable retailer that all simulators can draw from, the same for the same seed. Six shops, two warehouses,
// four hundred articles with kits and gift cards, a web shop in three currencies.
import { Decimal } from 'decimal.js'

export interface Place {
  readonly code: string
  readonly name: string
  readonly city: string
  readonly zip: string
  readonly country: string
  /** IANA. */
  readonly timeZone: string
}

export interface Article {
  readonly sku: string
  readonly title: string
  /** Such as `Navy` or `Large`; null for an article without variants. */
  readonly variant: string | null
  readonly department: string
  /** EAN-13 with its check digit. */
  readonly barcode: string
  /** In pounds, tax included. */
  readonly price: string
  readonly cost: string
  readonly grams: number
  readonly kind: 'article' | 'kit' | 'gift-card'
  /** Of a kit. */
  readonly parts?: readonly { readonly sku: string; readonly quantity: number }[]
}

export interface Retailer {
  readonly name: string
  readonly currency: 'GBP'
  /** Of the web shop, with what a pound costs in them. */
  readonly currencies: Readonly<Record<string, string>>
  readonly stores: readonly Place[]
  readonly warehouses: readonly Place[]
  readonly articles: readonly Article[]
}

/** Numbers that look random and are the same each time (mulberry32): 0 up to below `below`. */
export type Random = (below: number) => number
export function randomFrom(seed: number): Random {
  let state = seed >>> 0
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below
  }
}

export function pickFrom<T>(list: readonly T[], random: Random): T {
  const item = list[random(list.length)]
  if (item === undefined) throw new Error('nothing to pick from')
  return item
}

const place = (code: string, name: string, city: string, zip: string, country = 'GB', timeZone = 'Europe/London'): Place => ({
  code,
  name,
  city,
  zip,
  country,
  timeZone,
})
const STORES: readonly Place[] = [
  place('WHI', 'Harbour Street, Whitstable', 'Whitstable', 'CT5 1AQ'),
  place('BRI', 'Quayside, Bristol', 'Bristol', 'BS1 4RN'),
  place('EDI', 'Shore, Leith', 'Edinburgh', 'EH6 6QW'),
  place('LIV', 'Albert Dock, Liverpool', 'Liverpool', 'L3 4AF'),
  place('DUB', 'Grand Canal, Dublin', 'Dublin', 'D02 R296', 'IE', 'Europe/Dublin'),
  place('AMS', 'Prinsengracht, Amsterdam', 'Amsterdam', '1015 DX', 'NL', 'Europe/Amsterdam'),
]
const WAREHOUSES: readonly Place[] = [
  place('WH1', 'Central warehouse', 'Bristol', 'BS11 9HS'),
  place('WH2', 'Continental warehouse', 'Rotterdam', '3089 JH', 'NL', 'Europe/Amsterdam'),
]

const LINES: readonly {
  readonly department: string
  readonly things: readonly string[]
  readonly variants: readonly (string | null)[]
  readonly from: number
  readonly to: number
  readonly grams: number
}[] = [
  {
    department: 'Kitchen',
    things: ['mug', 'bowl', 'side plate', 'jug', 'tea towel', 'apron'],
    variants: ['Navy', 'White', 'Sand', 'Sea green'],
    from: 750,
    to: 3_800,
    grams: 380,
  },
  {
    department: 'Clothing',
    things: ['T-shirt', 'hoodie', 'beanie', 'rain jacket', 'striped top', 'wool socks'],
    variants: ['Small', 'Medium', 'Large', 'Extra large'],
    from: 1_200,
    to: 14_900,
    grams: 320,
  },
  {
    department: 'Home',
    things: ['candle', 'cushion', 'lambswool throw', 'lantern', 'doormat', 'wall clock'],
    variants: ['Rope', 'Slate', 'Coral'],
    from: 1_500,
    to: 18_500,
    grams: 900,
  },
  {
    department: 'Stationery',
    things: ['log book', 'card set', 'pencil tin', 'chart print', 'wall planner'],
    variants: [null],
    from: 350,
    to: 4_500,
    grams: 220,
  },
  {
    department: 'Pantry',
    things: ['sea salt', 'fudge', 'tinned mackerel', 'chutney', 'ginger biscuits', 'loose tea'],
    variants: [null],
    from: 295,
    to: 1_250,
    grams: 260,
  },
]
const NAMES = ['Harbour', 'Finch', 'Quay', 'Lighthouse', 'Anchor', 'Estuary', 'Pier', 'Driftwood', 'Tideline', 'Skipper']
const ARTICLES = 400
const KITS = 12
const GIFT_CARDS = ['25.00', '50.00', '100.00'] as const

export function harbourFinch(seed = 1): Retailer {
  const random = randomFrom(seed)
  const articles: Article[] = []
  const add = (article: Omit<Article, 'barcode' | 'sku'> & { readonly sku?: string }) => {
    const number = articles.length + 1
    articles.push({ sku: `HF-${1_000 + number}`, ...article, barcode: withCheckDigit(`5060912${String(number).padStart(5, '0')}`) })
  }
  for (const amount of GIFT_CARDS)
    add({
      sku: `HF-GIFT-${Number(amount)}`,
      title: `Gift card £${Number(amount)}`,
      variant: null,
      department: 'Gift cards',
      price: amount,
      cost: '0.00',
      grams: 0,
      kind: 'gift-card',
    })
  for (let nth = 0; articles.length < ARTICLES - KITS; nth++) {
    const line = LINES[nth % LINES.length] ?? pickFrom(LINES, random)
    const title = `${pickFrom(NAMES, random)} ${pickFrom(line.things, random)}`
    const price = priceBetween(line.from, line.to, random)
    for (const variant of line.variants) {
      if (articles.length >= ARTICLES - KITS) break
      add({
        title,
        variant,
        department: line.department,
        price,
        cost: new Decimal(price).times('0.42').toFixed(2),
        grams: Math.round(line.grams * (0.7 + random(60) / 100)),
        kind: 'article',
      })
    }
  }
  const plain = articles.filter(({ kind }) => kind === 'article')
  for (let nth = 1; nth <= KITS; nth++) {
    const parts = Array.from({ length: 2 + random(2) }, () => pickFrom(plain, random))
    const sum = parts.reduce((total, { price }) => total.plus(price), new Decimal(0))
    add({
      title: `${pickFrom(NAMES, random)} hamper ${nth}`,
      variant: null,
      department: 'Gifts',
      // Dearer than its parts never, rounded as shelf labels are.
      price: sum.times('0.9').floor().minus('0.05').toFixed(2),
      cost: parts.reduce((total, { cost }) => total.plus(cost), new Decimal(0)).toFixed(2),
      grams: parts.reduce((total, { grams }) => total + grams, 250),
      kind: 'kit',
      parts: [...Map.groupBy(parts, ({ sku }) => sku)].map(([sku, same]) => ({ sku, quantity: same.length })),
    })
  }
  return {
    name: 'Harbour & Finch',
    currency: 'GBP',
    currencies: { GBP: '1', EUR: '1.17', USD: '1.28' },
    stores: STORES,
    warehouses: WAREHOUSES,
    articles,
  }
}

/** Ends in .50, .95 or .00, as prices do. */
function priceBetween(from: number, to: number, random: Random): string {
  const pounds = Math.floor((from + random(to - from)) / 100)
  return `${Math.max(pounds, 2)}.${pickFrom(['50', '95', '00'], random)}`
}

/** GS1: weights 1 and 3 from the left of twelve digits. */
function withCheckDigit(digits: string): string {
  const sum = Array.from(digits).reduce((total, digit, index) => total + Number(digit) * (index % 2 === 0 ? 1 : 3), 0)
  return digits + String((10 - (sum % 10)) % 10)
}
