// Stock levels of products that moved, were reserved or counted. Quants themselves tell too little: Odoo removes those that reach zero. The
// moves that changed say which products to look at; what is read then are the levels as they stand now.
import { Type } from 'typebox'
import type { PollTrigger } from '#connectors/kit/contract.ts'
import { idOf } from '../client.ts'
import { skusOf } from '../delivery.ts'
import { readStockLevels, skuOf, StockLevel } from '../stock.ts'
import { readChangedByWriteDate } from './changed-by-write-date.ts'
import { speaking } from '#connectors/kit/retail/speaking.ts'
import { CHANGED_STOCK_FIELDS } from '../retail.ts'

const Output = speaking(
  'stock',
  Type.Object({
    productId: Type.Integer({ title: 'Product id', description: 'Of the product.product.' }),
    sku: Type.String({ title: 'SKU', description: 'Internal Reference.' }),
    levels: Type.Array(StockLevel, { title: 'Levels', description: 'By location; none where nothing is left, which counts as zero.' }),
  }),
  CHANGED_STOCK_FIELDS,
)

export const stockChanged = {
  kind: 'poll',
  id: 'stock-changed',
  label: 'Stock changed',
  description: 'Reads the stock levels by location of products that moved, were reserved or counted.',
  output: Output,
  example: {
    productId: 3,
    sku: 'MUG-NAVY',
    levels: [{ sku: 'MUG-NAVY', productId: 3, warehouse: 'WH', location: 'WH/Stock', onHand: '40', reserved: '2', available: '38' }],
  },
  async poll({ cursor, since, limit }, context) {
    const read = await readChangedByWriteDate(context, {
      cursor,
      since,
      limit,
      model: 'stock.move',
      domain: [],
      fields: ['product_id'],
      async toRecords(rows) {
        const products = await skusOf(context, rows)
        const skus = new Map([...products.values()].map((row) => [row.id, skuOf(row)]))
        const levels = Map.groupBy(await readStockLevels(context, skus, []), ({ productId }) => productId)
        return rows.map((row) => {
          const productId = idOf(row['product_id']) ?? 0
          return { key: String(productId), value: { productId, sku: skus.get(productId) ?? '', levels: levels.get(productId) ?? [] } }
        })
      },
    })
    // Several moves of a product are one change of its stock.
    return { ...read, records: [...new Map(read.records.map((record) => [record.key, record])).values()] }
  },
} as const satisfies PollTrigger
