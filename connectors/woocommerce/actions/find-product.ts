// A product or variation by its SKU.
import { Type } from 'typebox'
import type { Action } from '#connectors/kit/contract.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { PRODUCT } from '../examples.ts'
import { metaRead, readsMeta } from '../meta-fields.ts'
import { findBySku, Product, Sku, toProduct } from '../product.ts'

const Input = Type.Object({ sku: Sku }, { additionalProperties: false })
const Output = Type.Object({
  product: Type.Union([Product, Type.Null()], { title: 'Product', description: 'Nothing when no product has this SKU.' }),
})

export const findProduct = {
  id: 'find-product',
  label: 'Find a product',
  description: 'Finds a product or variation by its SKU, with prices, stock and meta data.',
  discover: readsMeta('/products', 'product.fields'),
  effect: 'read',
  safety: 'upsert',
  input: Input,
  output: Output,
  example: { product: PRODUCT },
  async run(input, context) {
    const found = await findBySku(context, parseInput(Input, input).sku)
    return { product: found ? { ...toProduct(found), ...metaRead(found.meta_data) } : null }
  },
} as const satisfies Action
