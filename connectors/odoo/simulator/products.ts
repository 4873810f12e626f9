// Products as Odoo keeps them: a SKU may be there twice, a barcode only once.
import { validationError } from './errors.ts'
import { add, related, textIn, type Database, type Values } from './database.ts'
import { addTemplates } from './product-templates.ts'

export function createProduct(db: Database, values: Values): number {
  if (typeof values['name'] !== 'string' || values['name'] === '') throw validationError('Products require a name')
  checkBarcode(db, values)
  const sku = textIn(values, 'default_code')
  const [template] = addTemplates(
    (model, made) => add(db, model, made).id,
    [{ name: values['name'], service: values['type'] === 'service' }],
  )
  const [company] = db.records.list('res.company')
  return add(db, 'product.product', {
    barcode: false,
    lst_price: 1,
    standard_price: 0,
    type: 'consu',
    company_id: false,
    currency_id: company?.['currency_id'] ?? related(db.records, 'res.currency', 1),
    ...template,
    taxes_id: db.records.list('account.tax').flatMap((tax) => (tax['name'] === '20%' ? [tax['id'] as number] : [])),
    ...values,
    display_name: sku ? `[${sku}] ${values['name']}` : values['name'],
  }).id
}

export function checkBarcode({ records }: Database, values: Values, id?: number): void {
  const barcode = textIn(values, 'barcode')
  if (barcode === false) return
  const owner = records.find('product.product', (row) => row['barcode'] === barcode && row['id'] !== id)
  if (owner)
    throw validationError(
      `Barcode(s) already assigned:\n\n- Barcode "${barcode}" already assigned to product(s): ${String(owner['display_name'])}`,
    )
}
