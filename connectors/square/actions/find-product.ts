// An item variation by its SKU.
import { Type } from 'typebox'
import type { Action } from '#connectors/kit/contract.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { findVariation, Sku } from '../catalogue.ts'
import { Product, PRODUCT, toProduct } from '../product.ts'

const Input = Type.Object({ sku: Sku }, { additionalProperties: false })
const Output = Type.Object({
  product: Type.Union([Product, Type.Null()], { title: 'Product', description: 'Nothing when no variation has this SKU.' }),
})

export const findProduct = {
  id: 'find-product',
  label: 'Find a product',
  description: 'Finds an item variation by its SKU, with its price.',
  effect: 'read',
  safety: 'upsert',
  input: Input,
  output: Output,
  example: {
    product: PRODUCT,
  },
  async run(input, context) {
    const { sku } = parseInput(Input, input)
    const found = await findVariation(context, sku)
    if (!found) return { product: null }
    return { product: toProduct(found.variation, found.itemName) }
  },
} as const satisfies Action
