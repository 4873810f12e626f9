// Products with all variants and prices when anything of them changed. Odoo gives a variant the time of its product's change as well; a price list
// keeps times of its own, so both are looked at.
import { isRecord, type Json } from '#shared/json.ts'
import type { PollPage, PollTrigger } from '#connectors/kit/contract.ts'
import { idOf, type OdooRow } from '../client.ts'
import { readWholeProducts, WholeProduct } from '../whole-product.ts'
import { readChangedByWriteDate } from './changed-by-write-date.ts'

const EXAMPLE: WholeProduct = {
  id: 2,
  name: 'Harbour mug',
  onSale: true,
  kind: 'goods',
  currency: 'GBP',
  variants: [
    { id: 3, sku: 'HF-MUG-NAVY', barcode: '5012345000015', active: true, price: '12.50', options: [{ name: 'Option', value: 'Navy' }] },
    { id: 4, sku: 'HF-MUG-WHITE', barcode: '5012345000022', active: true, price: '12.50', options: [{ name: 'Option', value: 'White' }] },
  ],
  prices: [
    { priceList: 'Default EUR', currency: 'EUR', sku: 'HF-MUG-NAVY', price: '14.95' },
    { priceList: 'Default EUR', currency: 'EUR', sku: 'HF-MUG-WHITE', price: '14.95' },
  ],
}

const GONE: Omit<WholeProduct, 'id'> = { name: '', onSale: false, kind: 'goods', currency: '', variants: [], prices: [] }

export const productsChanged = {
  kind: 'poll',
  id: 'products-changed',
  label: 'Products and prices changed',
  description: 'Reads products with all variants and their prices when a product, a variant or a fixed price in a price list changed.',
  output: WholeProduct,
  example: EXAMPLE,
  async poll({ cursor, since, limit }, context): Promise<PollPage> {
    const before = isRecord(cursor) ? (cursor as { readonly products?: Json; readonly prices?: Json }) : {}
    const page = { since, limit: Math.max(1, Math.floor(limit / 2)) }
    const toRecords = async (rows: readonly OdooRow[]) => {
      const ids = rows.map((row) => idOf(row['product_tmpl_id']) ?? 0)
      const products = await readWholeProducts(context, [...new Set(ids)], context.now())
      // One that was deleted meanwhile has nothing left.
      return ids.map((id) => ({ key: String(id), value: (products.get(id) ?? { ...GONE, id }) as Json }))
    }
    const products = await readChangedByWriteDate(context, {
      ...page,
      cursor: before.products,
      model: 'product.product',
      domain: [
        ['active', 'in', [true, false]],
        ['default_code', '!=', false],
      ],
      fields: ['product_tmpl_id'],
      toRecords,
    })
    const prices = await readChangedByWriteDate(context, {
      ...page,
      cursor: before.prices,
      model: 'product.pricelist.item',
      domain: [['product_tmpl_id', '!=', false]],
      fields: ['product_tmpl_id'],
      toRecords,
    })
    // Several variants and prices of a product are one change of it.
    const records = new Map([...products.records, ...prices.records].map((record) => [record.key, record]))
    return {
      records: [...records.values()],
      cursor: { products: products.cursor, prices: prices.cursor },
      more: products.more || prices.more,
    }
  },
} as const satisfies PollTrigger
