// What the office does with promotions: plans them in a price list, moves and withdraws them.
import { add, change, related, type Database } from './database.ts'

interface Promotion {
  readonly list: string
  readonly sku: string
  readonly price?: number
  readonly percent?: number
  /** As Odoo keeps times: UTC, `2026-11-27 05:00:00`. */
  readonly from?: string
  readonly until?: string
  /** One that is there is changed. */
  readonly id?: number
}

export function setPromotion(db: Database, { list, sku, price, percent, from, until, id }: Promotion): number {
  const priceList = db.records.find('product.pricelist', (row) => row['name'] === list)
  const product = db.records.find('product.product', (row) => row['default_code'] === sku)
  if (!priceList || !product) throw new Error(`The simulated Odoo has no price list ${list}, or no product ${sku}.`)
  const values = {
    pricelist_id: [priceList['id'], list],
    product_tmpl_id: product['product_tmpl_id'],
    product_id: related(db.records, 'product.product', product['id']),
    applied_on: '0_product_variant',
    compute_price: percent === undefined ? 'fixed' : 'percentage',
    fixed_price: price ?? 0,
    percent_price: percent ?? 0,
    min_quantity: 0,
    date_start: from ?? false,
    date_end: until ?? false,
  }
  return id === undefined
    ? add(db, 'product.pricelist.item', values).id
    : (change(db, 'product.pricelist.item', id, values)['id'] as number)
}

export function withdrawPromotion(db: Database, { id }: { readonly id: number }): number {
  db.records.remove('product.pricelist.item', String(id))
  return id
}
