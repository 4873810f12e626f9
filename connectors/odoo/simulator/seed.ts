// The master data a new simulated database has: the catalogue, taxes, warehouses and tenders of Harbour & Finch.
import { harbourFinch } from '#connectors/kit/retailer/retailer.ts'
import type { SimulatorRecords } from '#connectors/kit/simulator-records.ts'
import { addTemplates } from './product-templates.ts'
import data from '../fixtures/harbour-finch.json' with { type: 'json' }

/** Companies other than Harbour & Finch get the same data under their own name, made from the database's. */
function companyOf(database: string): { readonly name: string; readonly currency: string } {
  const known: Readonly<Record<string, { readonly name: string; readonly currency: string }>> = data.companies
  const title = database
    .split(/[-_]/)
    .map((word) => word.slice(0, 1).toUpperCase() + word.slice(1))
    .join(' ')
  return known[database] ?? { name: title, currency: 'GBP' }
}

export function seedOdoo(records: SimulatorRecords, database: string): void {
  const add = (model: string, values: Record<string, unknown>): number => {
    const id = records.nextId(model)
    records.put(model, id, { id, active: true, ...values })
    return id
  }
  const company = companyOf(database)
  const currencies = new Map(data.currencies.map(([name, digits]) => [String(name), add('res.currency', { name, decimal_places: digits })]))
  const companyId = add('res.company', { name: company.name, currency_id: [currencies.get(company.currency) ?? 1, company.currency] })
  const ours = { company_id: [companyId, company.name] }

  // The company's own currency first: it is the default price list.
  const lists = [...currencies].toSorted(([a], [b]) => Number(b === company.currency) - Number(a === company.currency))
  for (const [name, id] of lists) add('product.pricelist', { name: `Default ${name}`, currency_id: [id, name], ...ours })
  for (const [code, name] of data.countries) add('res.country', { code, name })
  const taxes = new Map(
    data.taxes.map((tax) => [
      tax.name,
      add('account.tax', {
        name: tax.name,
        amount: Number(tax.amount),
        amount_type: 'percent',
        type_tax_use: 'sale',
        price_include: tax.included ?? false,
        ...ours,
      }),
    ]),
  )
  add('uom.uom', { name: 'Units' })
  for (const [name, usage] of PLACES) {
    add('stock.location', {
      name: name.split('/')[1],
      complete_name: name,
      usage,
      location_id: false,
      warehouse_id: false,
      company_id: false,
    })
  }
  const warehouses = new Map(data.warehouses.map(({ code, name }) => [code, addWarehouse(records, code, name, ours)]))
  for (const { code, name, type } of data.journals) add('account.journal', { code, name, type, ...ours })
  add('account.fiscal.position', {
    name: 'Till prices',
    tax_map: Object.fromEntries(['5%', '10%', '20%'].map((name) => [String(taxes.get(name)), taxes.get(`${name} incl.`)])),
    ...ours,
  })
  add('account.fiscal.position', {
    name: 'Export',
    tax_map: Object.fromEntries(['5%', '10%', '20%'].map((name) => [String(taxes.get(name)), taxes.get('0%')])),
    ...ours,
  })
  const shop = warehouses.get('SHOP')
  add('pos.config', { name: 'Harbour Street till 1', picking_type_id: [shop?.typeId, 'PoS Orders'] })
  for (const [name, type] of [
    ['Cash', 'cash'],
    ['Card', 'bank'],
    ['Gift card', 'pay_later'],
  ]) {
    add('pos.payment.method', { name, type, is_cash_count: type === 'cash' })
  }
  for (const { country, ...partner } of data.partners as readonly (Record<string, string> & { country?: string })[]) {
    const found = country === undefined ? undefined : records.find('res.country', (row) => row['code'] === country)
    add('res.partner', { ...partner, country_id: found ? [found['id'], found['name']] : false })
  }
  const supplier = add('res.partner', {
    name: 'Quayside Pottery',
    ref: 'SUP-QUAY',
    email: 'orders@quayside.example',
    vat: 'GB927362814',
    country_id: false,
  })
  // Its own few articles with their stories, and the whole range.
  const range = harbourFinch().articles.map(({ sku, title, variant, barcode, price, kind }) => ({
    sku,
    name: variant === null ? title : `${title}, ${variant.toLowerCase()}`,
    barcode,
    price,
    service: kind === 'gift-card',
    taxes: ['20%'],
  }))
  const templates = addTemplates(
    add,
    [...data.products, ...range].map(({ name, service = false }: { readonly name: string; readonly service?: boolean }) => ({
      name,
      service,
    })),
  )
  const stocked = new Set(data.products.map(({ sku }) => sku))
  for (const [index, product] of [...data.products, ...range].entries()) {
    const productId = add('product.product', {
      default_code: product.sku,
      name: product.name,
      display_name: `[${product.sku}] ${product.name}`,
      barcode: product.barcode ?? false,
      lst_price: Number(product.price),
      standard_price: 0,
      type: product.service ? 'service' : 'consu',
      is_storable: product.service !== true,
      detailed_type: product.service ? 'service' : 'product',
      company_id: false,
      currency_id: [currencies.get(company.currency) ?? 1, company.currency],
      ...templates[index],
      taxes_id: product.taxes.map((name) => taxes.get(name)).filter((id) => id !== undefined),
    })
    const supplierSku = SUPPLIER_SKUS[product.sku]
    if (supplierSku !== undefined) {
      add('product.supplierinfo', {
        partner_id: [supplier, 'Quayside Pottery'],
        product_code: supplierSku,
        product_id: [productId, `[${product.sku}] ${product.name}`],
        product_tmpl_id: templates[index]?.['product_tmpl_id'],
      })
    }
    // Stock of its own few articles: enough to sell, little enough to run out.
    if (product.service || !stocked.has(product.sku)) continue
    for (const { stockId, stockName, opening } of warehouses.values()) {
      add('stock.quant', {
        product_id: [productId, `[${product.sku}] ${product.name}`],
        location_id: [stockId, stockName],
        quantity: opening,
        reserved_quantity: 0,
        inventory_quantity: 0,
      })
    }
  }
}

/** What the supplier calls articles. */
const SUPPLIER_SKUS: Readonly<Record<string, string>> = { 'HF-MUG-NAVY': 'QP-1100-N', 'HF-TOTE': 'QP-2200' }

/** Where goods come from and go to, and where those go that are fit for nothing. */
const PLACES = [
  ['Partners/Vendors', 'supplier'],
  ['Partners/Customers', 'customer'],
  ['Virtual Locations/Scrap', 'inventory'],
  ['Physical Locations/Returns', 'internal'],
  ['Physical Locations/Inter-warehouse transit', 'transit'],
  ['Virtual Locations/Inventory adjustment', 'inventory'],
] as const

function placeOf(records: SimulatorRecords, usage: string): readonly [number, string] {
  const place = records.find('stock.location', (row) => row['usage'] === usage)
  return [Number(place?.['id']), String(place?.['complete_name'])]
}

/** A warehouse with its stock location, its way in and its way out. */
export function addWarehouse(records: SimulatorRecords, code: string, name: string, ours: Readonly<Record<string, unknown>>) {
  const put = (model: string, values: Record<string, unknown>): number => {
    const id = records.nextId(model)
    records.put(model, id, { id, active: true, ...values })
    return id
  }
  const warehouse = records.nextId('stock.warehouse')
  const at = [warehouse, name]
  const view = put('stock.location', { name: code, complete_name: code, usage: 'view', location_id: false, warehouse_id: at, ...ours })
  const stockName = `${code}/Stock`
  const stockId = put('stock.location', {
    name: 'Stock',
    complete_name: stockName,
    usage: 'internal',
    location_id: [view, code],
    warehouse_id: at,
    ...ours,
  })
  const stored = { id: warehouse, active: true, code, name, lot_stock_id: [stockId, stockName], view_location_id: [view, code], ...ours }
  records.put('stock.warehouse', warehouse, stored)
  const stock = [stockId, stockName]
  const receiptId = put('stock.picking.type', {
    name: 'Receipts',
    code: 'incoming',
    warehouse_id: at,
    return_picking_type_id: false,
    default_location_src_id: placeOf(records, 'supplier'),
    default_location_dest_id: stock,
  })
  const typeId = put('stock.picking.type', {
    name: 'Delivery Orders',
    code: 'outgoing',
    warehouse_id: at,
    return_picking_type_id: [receiptId, 'Receipts'],
    default_location_src_id: stock,
    default_location_dest_id: placeOf(records, 'customer'),
  })
  put('stock.picking.type', {
    name: 'Internal Transfers',
    code: 'internal',
    warehouse_id: at,
    return_picking_type_id: false,
    default_location_src_id: stock,
    default_location_dest_id: stock,
  })
  return { typeId, stockId, stockName, opening: code === 'WH' ? 40 : 10 }
}
