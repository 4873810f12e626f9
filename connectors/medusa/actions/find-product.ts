// A variant and its product by SKU.
import { Type } from 'typebox'
import type { Action } from '#connectors/kit/contract.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { Product, PRODUCT, toProduct } from '../product.ts'
import { findVariant, Sku } from '../stock.ts'

const Input = Type.Object({ sku: Sku }, { additionalProperties: false })
const Output = Type.Object({
  product: Type.Union([Product, Type.Null()], { title: 'Product', description: 'Nothing when no variant has this SKU.' }),
})

export const findProduct = {
  id: 'find-product',
  label: 'Find a product',
  description: 'Finds a variant and its product by SKU, with prices.',
  effect: 'read',
  safety: 'upsert',
  input: Input,
  output: Output,
  example: { product: PRODUCT },
  async run(input, context) {
    const variant = await findVariant(context, parseInput(Input, input).sku)
    return { product: variant ? toProduct(variant) : null }
  },
} as const satisfies Action
