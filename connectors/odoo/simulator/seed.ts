// The master data a new simulated database has: the catalogue, taxes, warehouses and tenders of Harbour & Finch.
import { harbourFinch } from '#connectors/kit/retailer/retailer.ts'
import type { SimulatorRecords } from '#connectors/kit/simulator-records.ts'
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
  for (const { code, name } of data.warehouses) add('stock.warehouse', { code, name, ...ours })
  for (const { code, name, type } of data.journals) add('account.journal', { code, name, type, ...ours })
  for (const { country, ...partner } of data.partners as readonly (Record<string, string> & { country?: string })[]) {
    const found = country === undefined ? undefined : records.find('res.country', (row) => row['code'] === country)
    add('res.partner', { ...partner, country_id: found ? [found['id'], found['name']] : false })
  }
  // Its own few articles with their stories, and the whole range.
  const range = harbourFinch().articles.map(({ sku, title, variant, barcode, price, kind }) => ({
    sku,
    name: variant === null ? title : `${title}, ${variant.toLowerCase()}`,
    barcode,
    price,
    service: kind === 'gift-card',
    taxes: ['20%'],
  }))
  for (const product of [...data.products, ...range]) {
    add('product.product', {
      default_code: product.sku,
      name: product.name,
      display_name: `[${product.sku}] ${product.name}`,
      barcode: product.barcode ?? false,
      lst_price: Number(product.price),
      type: product.service ? 'service' : 'consu',
      taxes_id: product.taxes.map((name) => taxes.get(name)).filter((id) => id !== undefined),
    })
  }
}
