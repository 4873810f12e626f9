// Products as people see them: a template holds what all variants share, a price list fixed prices of it or of single variants.
import { add, change, linked, related, type Database, type Values } from './database.ts'
import { missingError } from './errors.ts'

type Add = (model: string, values: Record<string, unknown>) => number

/** What each product has of its template. Of "Harbour mug, navy" and "Harbour mug, white" it is one, with an attribute that tells them apart. */
export function addTemplates(
  addRecord: Add,
  products: readonly { readonly name: string; readonly service: boolean }[],
): readonly Record<string, unknown>[] {
  const families = Map.groupBy(products, ({ name }) => partsOf(name).family)
  const open = new Map<string, { readonly id: number; readonly taken: Set<string> }>()
  let attribute: number | undefined
  return products.map(({ name, service }) => {
    const { family, value } = partsOf(name)
    const isOne = value === undefined || (families.get(family) ?? []).length < 2
    const title = isOne ? name : family
    const known = open.get(title)
    // The same variant again is one of another product of that name.
    const shared = !isOne && known && !known.taken.has(value) ? known : undefined
    const template = shared ?? {
      id: addRecord('product.template', { name: title, sale_ok: true, type: service ? 'service' : 'consu' }),
      taken: new Set<string>(),
    }
    open.set(title, template)
    const link = { product_tmpl_id: [template.id, title] }
    if (isOne) return { ...link, product_template_attribute_value_ids: [] }
    template.taken.add(value)
    attribute ??= addRecord('product.attribute', { name: 'Option' })
    const shown = value.slice(0, 1).toUpperCase() + value.slice(1)
    const id = addRecord('product.template.attribute.value', { name: shown, attribute_id: [attribute, 'Option'] })
    return { ...link, product_template_attribute_value_ids: [id] }
  })
}

function partsOf(name: string): { readonly family: string; readonly value?: string } {
  const at = name.lastIndexOf(', ')
  return at < 0 ? { family: name } : { family: name.slice(0, at), value: name.slice(at + 2) }
}

/** A variant's sales price is that of its product, and a product whose last variant is archived is archived too. */
export function changeTemplate(db: Database, productId: number, values: Values): void {
  const template = linked(db.records.get('product.product', productId)?.['product_tmpl_id'])
  if (template === 0) return
  const siblings = db.records.list('product.product').filter((row) => linked(row['product_tmpl_id']) === template)
  if (values['lst_price'] !== undefined) {
    for (const { id } of siblings) change(db, 'product.product', id as number, { lst_price: values['lst_price'] })
  }
  if (values['active'] !== undefined) {
    change(db, 'product.template', template, { active: siblings.some((row) => row['active'] !== false) })
  }
}

interface Changed {
  readonly sku: string
  readonly name?: string
  readonly price?: number
  readonly barcode?: string
  readonly onSale?: boolean
}

/** Somebody changes a product with all its variants. */
export function changeProduct(db: Database, { sku, name, price, barcode, onSale }: Changed): number {
  const product = need(db, sku)
  const id = product['id'] as number
  const template = linked(product['product_tmpl_id'])
  change(db, 'product.template', template, { ...(name !== undefined && { name }), ...(onSale !== undefined && { active: onSale }) })
  for (const row of db.records.list('product.product').filter((one) => linked(one['product_tmpl_id']) === template)) {
    change(db, 'product.product', row['id'] as number, {
      ...(price !== undefined && { lst_price: price }),
      ...(onSale !== undefined && { active: onSale }),
      ...(barcode !== undefined && row['id'] === id && { barcode }),
    })
  }
  return template
}

/** Somebody gives a variant a fixed price in a price list. */
export function changeListPrice(
  db: Database,
  { list, sku, price }: { readonly list: string; readonly sku: string; readonly price: number },
): number {
  const priceList = db.records.find('product.pricelist', (row) => row['name'] === list)
  if (!priceList) throw new Error(`The simulated Odoo has no price list ${list}.`)
  const product = need(db, sku)
  const known = db.records
    .list('product.pricelist.item')
    .find((row) => linked(row['pricelist_id']) === priceList['id'] && linked(row['product_id']) === product['id'])
  if (known) return change(db, 'product.pricelist.item', known['id'] as number, { fixed_price: price })['id'] as number
  return add(db, 'product.pricelist.item', {
    pricelist_id: [priceList['id'], list],
    product_tmpl_id: product['product_tmpl_id'],
    product_id: related(db.records, 'product.product', product['id']),
    applied_on: '0_product_variant',
    compute_price: 'fixed',
    fixed_price: price,
    min_quantity: 0,
    date_start: false,
    date_end: false,
  }).id
}

function need({ records }: Database, sku: string) {
  const product = records.find('product.product', (row) => row['default_code'] === sku)
  if (!product) throw missingError('product.product', 0)
  return product
}
