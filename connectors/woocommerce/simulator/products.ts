// Products, variations and customers of the simulated shop: SKUs and e-mail addresses are unique, as in the real one.
import { harbourFinch } from '#connectors/kit/retailer/retailer.ts'
import type { SimulatorRecord, SimulatorRecords } from '#connectors/kit/simulator-records.ts'
import fixture from '../fixtures/shop.json' with { type: 'json' }
import { WooFault } from './fault.ts'
import { mergeMeta, metaIn } from './meta.ts'
import { gmt } from './times.ts'

const ARTICLES = new Map(harbourFinch().articles.map((article) => [article.sku, article]))
const OPENING_STOCK = 60

export function seedShop(records: SimulatorRecords): void {
  const at = '2026-01-05T08:00:00'
  for (const { id, sku, name, price, stock, parent } of fixture.products as readonly SimulatorRecord[]) {
    records.put('products', id as number, {
      id,
      name,
      slug: String(sku).toLowerCase(),
      type: parent === undefined ? (stock === null ? 'variable' : 'simple') : 'variation',
      parent_id: parent ?? 0,
      status: 'publish',
      sku,
      price,
      regular_price: stock === null ? '' : price,
      sale_price: '',
      manage_stock: stock !== null,
      stock_quantity: stock,
      stock_status: 'instock',
      date_created: at,
      date_created_gmt: at,
      date_modified: at,
      date_modified_gmt: at,
      // What a plugin of the shop keeps.
      meta_data:
        stock === null
          ? []
          : mergeMeta(
              records,
              [],
              [
                { key: 'hf_care', value: 'Machine wash' },
                { key: '_hf_supplier', value: { code: 'S-7' } },
              ],
            ),
    })
  }
  for (const shopper of fixture.shoppers)
    putCustomer(
      records,
      shopper.id,
      { email: shopper.email, first_name: shopper.first, last_name: shopper.last, meta_data: [{ key: 'hf_club', value: 'Harbour' }] },
      at,
    )
}

export function newProduct(records: SimulatorRecords, body: SimulatorRecord, parent: number, now: Date): SimulatorRecord {
  refuseTakenSku(records, body['sku'], undefined)
  const id = records.nextId('_product', 200)
  const at = gmt(now)
  const product = priced({
    id,
    name: parent === 0 ? '' : `${String(records.get('products', parent)?.['name'] ?? '')} - ${optionsOf(body)}`,
    slug: `product-${id}`,
    type: parent === 0 ? 'simple' : 'variation',
    parent_id: parent,
    status: 'publish',
    sku: '',
    regular_price: '',
    sale_price: '',
    manage_stock: false,
    stock_quantity: null,
    stock_status: 'instock',
    ...body,
    meta_data: mergeMeta(records, [], metaIn(body)),
    date_created: at,
    date_created_gmt: at,
    date_modified: at,
    date_modified_gmt: at,
  })
  records.put('products', id, product)
  return product
}

/** The product of an article of the retailer, made when it is sold for the first time. */
export function needArticle(records: SimulatorRecords, sku: string, now: Date): SimulatorRecord {
  const known = records.find('products', (product) => product['sku'] === sku)
  if (known) return known
  const article = ARTICLES.get(sku)
  if (!article) throw new Error(`The retailer has no article ${sku}.`)
  const { title, variant, price, kind } = article
  const stock = kind === 'gift-card' ? { virtual: true, tax_status: 'none' } : { manage_stock: true, stock_quantity: OPENING_STOCK }
  return newProduct(records, { name: variant === null ? title : `${title} - ${variant}`, sku, regular_price: price, ...stock }, 0, now)
}

export function changeProduct(records: SimulatorRecords, product: SimulatorRecord, body: SimulatorRecord, now: Date): SimulatorRecord {
  refuseTakenSku(records, body['sku'], product['id'])
  const at = gmt(now)
  const meta_data = mergeMeta(records, product['meta_data'] as SimulatorRecord[], metaIn(body))
  const changed = priced({ ...product, ...body, id: product['id'], meta_data, date_modified: at, date_modified_gmt: at })
  records.put('products', String(product['id']), changed)
  return changed
}

function priced(product: SimulatorRecord): SimulatorRecord {
  const counted = product['manage_stock'] === true && typeof product['stock_quantity'] === 'number'
  return {
    ...product,
    price: product['sale_price'] || product['regular_price'],
    ...(counted && { stock_status: Number(product['stock_quantity']) > 0 ? 'instock' : 'outofstock' }),
  }
}

const optionsOf = (body: SimulatorRecord): string =>
  (Array.isArray(body['attributes']) ? (body['attributes'] as SimulatorRecord[]) : []).map(({ option }) => String(option)).join(', ')

function refuseTakenSku(records: SimulatorRecords, sku: unknown, own: unknown): void {
  if (typeof sku !== 'string' || sku === '') return
  const other = records.find('products', (product) => product['sku'] === sku && product['id'] !== own)
  if (other)
    throw new WooFault(400, 'product_invalid_sku', 'Invalid or duplicated SKU.', { resource_id: other['id'], unique_sku: `${sku}-1` })
}

export function newCustomer(records: SimulatorRecords, body: SimulatorRecord, now: Date): SimulatorRecord {
  const email = String(body['email'] ?? '')
  if (!/^[^@\s]+@[^@\s]+$/.test(email)) throw new WooFault(400, 'registration-error-invalid-email', 'Please provide a valid email address.')
  if (records.find('customers', (customer) => String(customer['email']).toLowerCase() === email.toLowerCase())) {
    throw new WooFault(
      400,
      'registration-error-email-exists',
      'An account is already registered with your email address. <a href="#" class="showlogin">Please log in.</a>',
    )
  }
  return putCustomer(records, records.nextId('_customer', 100), body, gmt(now))
}

function putCustomer(records: SimulatorRecords, id: number, body: SimulatorRecord, at: string): SimulatorRecord {
  const empty = {
    first_name: '',
    last_name: '',
    company: '',
    address_1: '',
    address_2: '',
    city: '',
    state: '',
    postcode: '',
    country: '',
    phone: '',
  }
  const customer = {
    id,
    date_created: at,
    date_created_gmt: at,
    date_modified: at,
    date_modified_gmt: at,
    role: 'customer',
    username: String(body['email']).split('@')[0],
    first_name: '',
    last_name: '',
    is_paying_customer: false,
    ...body,
    meta_data: mergeMeta(records, [], metaIn(body)),
    billing: { ...empty, email: '', ...(body['billing'] as object | undefined) },
    shipping: { ...empty, ...(body['shipping'] as object | undefined) },
  }
  records.put('customers', id, customer)
  return customer
}
