// What the simulated shop begins with: Harbour & Finch's articles, its sources and what lies there.
import { harbourFinch, type Article } from '#connectors/kit/retailer/retailer.ts'
import type { SimulatorRecord, SimulatorRecords } from '#connectors/kit/simulator-records.ts'
import { seedAttributes } from './attributes.ts'
import { seedCustomers } from './customers.ts'
import { CommerceRefusal } from './refusal.ts'

/** Enough for a shop window; the whole range would make every reset slow. */
const ARTICLES = 24
const ALL = new Map(harbourFinch().articles.map((article) => [article.sku, article]))

export function seedShop(records: SimulatorRecords): void {
  seedAttributes(records)
  seedCustomers(records)
  const { articles, warehouses } = harbourFinch()
  const sold = articles.filter(({ kind }) => kind === 'article').slice(0, ARTICLES)
  const sources = ['default', ...warehouses.map(({ code }) => code)]
  for (const source of sources) records.put('_sources', source, { source_code: source })
  for (const [index, article] of sold.entries()) {
    putArticle(records, article, '2026-01-05 08:00:00')
    for (const source of sources)
      putSourceItem(records, { sku: article.sku, source_code: source, quantity: 10 + ((index * 7) % 40), status: 1 })
  }
}

function putArticle(records: SimulatorRecords, { sku, title, variant, price, grams, kind }: Article, at: string): void {
  const id = records.nextId('_product', 1)
  records.put('products', id, {
    ...blank(id, sku, at),
    ...(kind === 'gift-card' && { type_id: 'giftcard' }),
    name: variant === null ? title : `${title}, ${variant}`,
    price: Number(price),
    weight: grams / 1_000,
  })
}

/** The product of an article of the retailer, made when it is sold for the first time. */
export function needArticle(records: SimulatorRecords, sku: string, now: string): void {
  const article = ALL.get(sku)
  if (!article || productBySku(records, sku)) return
  putArticle(records, article, now)
  if (article.kind !== 'gift-card') putSourceItem(records, { sku, source_code: 'default', quantity: 60, status: 1 })
}

const blank = (id: number, sku: string, at: string): SimulatorRecord => ({
  id,
  entity_id: id,
  sku,
  attribute_set_id: 4,
  status: 1,
  visibility: 4,
  type_id: 'simple',
  created_at: at,
  updated_at: at,
  extension_attributes: { website_ids: [1] },
  product_links: [],
  options: [],
  media_gallery_entries: [],
  tier_prices: [],
  custom_attributes: [],
})

/** As the API shows it: `entity_id` can be filtered by and is not shown. */
export const shown = (product: SimulatorRecord): SimulatorRecord =>
  Object.fromEntries(Object.entries(product).filter(([name]) => name !== 'entity_id'))

export const productBySku = (records: SimulatorRecords, sku: string): SimulatorRecord | undefined =>
  records.find('products', (product) => String(product['sku']).toLowerCase() === sku.toLowerCase())

export function saveProduct(records: SimulatorRecords, given: SimulatorRecord, now: string): SimulatorRecord {
  const sku = String(given['sku'] ?? '')
  const known = productBySku(records, sku)
  if (!known && (given['name'] === undefined || sku === '')) {
    throw new CommerceRefusal(400, 'The "%1" attribute value is empty. Set the attribute and try again.', [sku === '' ? 'sku' : 'name'])
  }
  if (!known && given['attribute_set_id'] === undefined) throw new CommerceRefusal(400, 'Invalid attribute set id')
  const id = known ? Number(known['id']) : records.nextId('_product', 1)
  const attributes = new Map(
    [...((known?.['custom_attributes'] ?? []) as SimulatorRecord[]), ...((given['custom_attributes'] ?? []) as SimulatorRecord[])].map(
      (attribute) => [attribute['attribute_code'], attribute],
    ),
  )
  const product = { ...(known ?? blank(id, sku, now)), ...given, id, updated_at: now, custom_attributes: [...attributes.values()] }
  records.put('products', id, product)
  return product
}

/** Prices of products that are not there are told in an answer of 200; the others are written. */
export function saveBasePrices(records: SimulatorRecords, prices: readonly SimulatorRecord[], now: string): readonly object[] {
  return prices.flatMap((price) => {
    const product = productBySku(records, String(price['sku']))
    if (!product)
      return [
        {
          message:
            "The product that was requested doesn't exist. Verify the product and try again. Row ID: SKU = %SKU, Store ID: %storeId.",
          parameters: [price['sku'], price['store_id']],
        },
      ]
    records.put('products', String(product['id']), { ...product, price: Number(price['price']), updated_at: now })
    return []
  })
}

export function saveSourceItems(records: SimulatorRecords, items: readonly SimulatorRecord[]): void {
  const errors = items.flatMap((item) => [
    ...(records.get('_sources', String(item['source_code']))
      ? []
      : [{ message: 'Source with code "%code" does not exist', parameters: { code: item['source_code'] } }]),
    ...(item['sku'] ? [] : [{ message: '"%field" can not be empty.', parameters: { field: 'sku' } }]),
  ])
  if (errors.length > 0) throw new CommerceRefusal(400, 'Validation Failed', undefined, errors)
  records.atomically(() => {
    for (const item of items) putSourceItem(records, item)
  })
}

function putSourceItem(records: SimulatorRecords, { sku, source_code: source, quantity, status }: SimulatorRecord): void {
  records.put('source-items', `${source as string} ${sku as string}`, { sku, source_code: source, quantity, status })
}

/** A shipment takes from its source. */
export function takeFromSource(records: SimulatorRecords, source: string, sku: string, quantity: number): void {
  const item = records.get('source-items', `${source} ${sku}`)
  if (item) putSourceItem(records, { ...item, quantity: Number(item['quantity']) - quantity } as SimulatorRecord)
}
