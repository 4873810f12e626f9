// Products as Odoo keeps them: a SKU may be there twice, a barcode only once.
import { validationError } from './errors.ts'
import { add, textIn, type Database, type Values } from './database.ts'

export function createProduct(db: Database, values: Values): number {
  if (typeof values['name'] !== 'string' || values['name'] === '') throw validationError('Products require a name')
  checkBarcode(db, values)
  const sku = textIn(values, 'default_code')
  return add(db, 'product.product', {
    barcode: false,
    lst_price: 1,
    standard_price: 0,
    type: 'consu',
    company_id: false,
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
