// The simulated retailer: Harbour & Finch with its six shops, a till in each, some of its articles, and the taxes of three countries.
import { harbourFinch, type Article } from '#connectors/kit/retailer/retailer.ts'
import type { SimulatorRecord, SimulatorRecords } from '#connectors/kit/simulator-records.ts'
import { decimalOf } from '../amounts.ts'
import { idOfKey } from '../values.ts'

const RETAILER = harbourFinch()
/** Three gift cards and some goods; others are there once they are sold. */
const ARTICLES = 8
const OPENING_STOCK = 20
export const idOf = (kind: string, name: string) => idOfKey(`${kind}/${name}`)
export const CASHIER = idOf('user', 'robin')

const TAXES = { GB: ['VAT', 0.2], IE: ['VAT Ireland', 0.23], NL: ['BTW', 0.21] } as const
export const NO_TAX = idOf('tax', 'No Tax')
export const taxIn = (country: string) => idOf('tax', (TAXES[country as keyof typeof TAXES] ?? TAXES.GB)[0])
const PAYMENT_TYPES = ['Cash', 'Card', 'Gift Card', 'Cash Rounding', 'Loyalty'] as const
export const paymentType = (name: (typeof PAYMENT_TYPES)[number]) => idOf('payment-type', name)

export const stores = RETAILER.stores
export const outletOf = (code: string) => idOf('outlet', code)
export const registerOf = (code: string) => idOf('register', code)
export const productOf = (sku: string) => idOf('product', sku)

/** Keeps a record under the next version of all. */
export function putVersioned(records: SimulatorRecords, type: string, record: SimulatorRecord): SimulatorRecord {
  const version = records.nextId('_version', 1_000_001)
  const kept = type === 'sales' ? { ...record, _metadata: { ...(record['_metadata'] as object), version } } : { ...record, version }
  records.put(type, String(record['id']), kept)
  return kept
}

export function seedStore(records: SimulatorRecords): void {
  for (const { code, name, city, country, timeZone } of stores) {
    const outlet = {
      id: outletOf(code),
      name,
      currency: country === 'GB' ? 'GBP' : 'EUR',
      currency_symbol: country === 'GB' ? '£' : '€',
      default_tax_id: taxIn(country),
      display_prices: 'inclusive',
      time_zone: timeZone,
      physical_city: city,
      physical_country_id: country,
      attributes: [],
    }
    putVersioned(records, 'outlets', outlet)
    putVersioned(records, 'registers', {
      id: registerOf(code),
      name: 'Till 1',
      outlet_id: outlet.id,
      invoice_prefix: `${code}-`,
      invoice_suffix: '',
      invoice_sequence: 1,
      is_open: true,
      register_open_time: '2026-01-05T08:55:00+00:00',
    })
  }
  for (const [name, rate] of [...Object.values(TAXES), ['No Tax', 0] as const])
    putVersioned(records, 'taxes', {
      id: idOf('tax', name),
      name,
      display_name: name,
      is_default: name === 'VAT',
      rates: [{ id: idOf('rate', name), name, display_name: name, rate }],
      deleted_at: null,
    })
  for (const name of PAYMENT_TYPES)
    putVersioned(records, 'payment_types', {
      id: idOf('payment-type', name),
      name,
      type_id: PAYMENT_TYPES.indexOf(name) + 1,
      disabled: false,
      internal: name === 'Cash Rounding',
    })
  for (const article of RETAILER.articles.slice(0, ARTICLES)) putArticle(records, article)
}

/** The product of an article, made when it is not there. */
export function needArticle(records: SimulatorRecords, sku: string): SimulatorRecord | undefined {
  const known = records.find('products', (one) => one['sku'] === sku)
  if (known) return known
  const article = RETAILER.articles.find((one) => one.sku === sku)
  return article && putArticle(records, article)
}

function putArticle(records: SimulatorRecords, { sku, title, variant, price, barcode, kind }: Article): SimulatorRecord {
  const rate = kind === 'gift-card' ? 0 : 0.2
  return putProduct(
    records,
    {
      id: productOf(sku),
      sku,
      name: title,
      variant_name: variant === null ? title : `${title} / ${variant}`,
      product_codes: [
        { id: idOf('code', sku), code: sku, type: 'CUSTOM' },
        { id: idOf('code', barcode), code: barcode, type: 'EAN' },
      ],
      price_including_tax: Number(price),
      price_excluding_tax: decimalOf(price)
        .div(1 + rate)
        .toDecimalPlaces(5)
        .toNumber(),
      has_inventory: kind !== 'gift-card',
    },
    '2026-01-05T08:00:00+00:00',
  )
}

export function putProduct(records: SimulatorRecords, product: SimulatorRecord, at: string): SimulatorRecord {
  const kept = putVersioned(records, 'products', {
    active: true,
    is_active: true,
    is_composite: false,
    has_inventory: true,
    has_variants: false,
    handle: String(product['sku']).toLowerCase(),
    variant_options: [],
    deleted_at: null,
    created_at: at,
    ...product,
    updated_at: at,
  })
  if (kept['has_inventory'] === true && !records.find('inventory', (one) => one['product_id'] === kept['id']))
    for (const { code } of stores) setLevel(records, String(kept['id']), outletOf(code), OPENING_STOCK)
  return kept
}

export const levelOf = (records: SimulatorRecords, product: string, outlet: string): number =>
  Number(records.get('inventory', idOf('inventory', `${product}/${outlet}`))?.['current_inventory_level'] ?? 0)

export function setLevel(records: SimulatorRecords, product: string, outlet: string, level: number): SimulatorRecord {
  const id = idOf('inventory', `${product}/${outlet}`)
  return putVersioned(records, 'inventory', {
    id,
    product_id: product,
    outlet_id: outlet,
    current_inventory_level: level,
    average_cost: null,
    reorder_point: null,
    reorder_amount: null,
  })
}
