// What the simulated tills know at first: the four shops in the pound, the goods of the retailer and three of its own, and their stock.
import { harbourFinch, type Article } from '#connectors/kit/retailer/retailer.ts'
import { minorOf } from '#connectors/kit/retailer/sold.ts'
import type { SimulatorRecords } from '#connectors/kit/simulator-records.ts'
import { openDrawer } from './drawers.ts'
import { gbp, setCount } from './stock.ts'

export interface Product {
  /** Of the variation; undefined for a gift card, which is no item of the catalogue. */
  readonly id: string | undefined
  readonly item: string
  readonly sku: string
  readonly name: string
  readonly variation: string
  /** Pence, VAT included. */
  readonly price: number
  readonly stock: number
}

const RETAILER = harbourFinch()
/** The first two sell what is made up. `code`: the shop of the retailer. */
const LOCATIONS = [
  { id: 'LQUAYSIDE00001', name: 'Quayside store', code: 'BRI' },
  { id: 'LHARBOURST0001', name: 'Harbour Street store', code: 'WHI' },
  { id: 'LSHORELEITH001', name: 'Shore store', code: 'EDI' },
  { id: 'LALBERTDOCK001', name: 'Albert Dock store', code: 'LIV' },
] as const
const OWN: readonly Product[] = [
  { id: 'VARMUGNAVY', item: 'ITEMMUG', sku: 'HF-MUG-NAVY', name: 'Stoneware Mug', variation: 'Navy', price: 1_250, stock: 33 },
  { id: 'VARBLANKET', item: 'ITEMBLANKET', sku: 'HF-BLANKET-GREY', name: 'Wool Blanket', variation: 'Grey', price: 5_750, stock: 24 },
  { id: 'VARCANDLE', item: 'ITEMCANDLE', sku: 'HF-CANDLE-SEA', name: 'Sea Salt Candle', variation: 'Regular', price: 1_799, stock: 61 },
]
const OPENING_STOCK = 40
const OPENED = '2026-01-05T08:00:00Z'

/** Variants of one article are variations of one item, named by its first. */
const range: readonly Product[] = [...Map.groupBy(RETAILER.articles, ({ title }) => title).values()].flatMap(([first, ...more]) =>
  first ? [first, ...more].map((article) => productOf(article, first)) : [],
)
const products = new Map([...OWN, ...range].map((product) => [product.sku, product]))

function productOf({ sku, title, variant, price, kind }: Article, first: Article): Product {
  return {
    id: kind === 'gift-card' ? undefined : `VAR${sku.replaceAll('-', '')}`,
    item: `ITEM${first.sku.replaceAll('-', '')}`,
    sku,
    name: title,
    variation: variant ?? 'Regular',
    price: minorOf(price),
    stock: OPENING_STOCK,
  }
}

export const productBySku = (sku: unknown): Product | undefined => products.get(String(sku))
/** What a till sells that was not told what. */
export const madeUpProduct = (sequence: number): string | undefined => OWN[sequence % OWN.length]?.sku
export const madeUpLocation = (sequence: number): string => (sequence % 2 === 0 ? LOCATIONS[0] : LOCATIONS[1]).id
/** Undefined where the shop has no such tills: one merchant account of Square has one currency. */
export const locationOf = (store: string): string | undefined => LOCATIONS.find(({ code }) => code === store)?.id

export function seedTills(records: SimulatorRecords, now: Date): void {
  const stocked = [...products.values()].flatMap(({ id, ...product }) => (id === undefined ? [] : [{ ...product, id }]))
  for (const { id, name } of LOCATIONS) {
    records.put('locations', id, {
      id,
      name,
      timezone: 'Europe/London',
      currency: 'GBP',
      country: 'GB',
      status: 'ACTIVE',
      merchant_id: 'MHARBOURFINCH',
    })
    openDrawer(records, id, now.toISOString())
    for (const product of stocked) setCount(records, product.id, id, product.stock, OPENED)
  }
  const at = { updated_at: OPENED, version: 1, is_deleted: false }
  for (const { id, item, sku, name, variation, price } of stocked) {
    if (!records.get('catalog', item)) records.put('catalog', item, { type: 'ITEM', id: item, ...at, item_data: { name } })
    records.put('catalog', id, {
      type: 'ITEM_VARIATION',
      id,
      ...at,
      item_variation_data: {
        item_id: item,
        name: variation,
        sku,
        pricing_type: 'FIXED_PRICING',
        price_money: gbp(price),
        track_inventory: true,
      },
    })
  }
}
