// A product by its SKU.
import { Type } from 'typebox'
import type { Action } from '#connectors/kit/contract.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { attributesRead, readsAttributes } from '../attributes.ts'
import { PRODUCT, productBySku, ProductOutput, Sku, toProduct } from '../product.ts'

const Input = Type.Object({ sku: Sku }, { additionalProperties: false })
const Output = Type.Object({
  product: Type.Union([ProductOutput, Type.Null()], { title: 'Product', description: 'Nothing when no product has the SKU.' }),
})

export const findProduct = {
  id: 'find-product',
  label: 'Find a product',
  description: 'Reads the product with a SKU, with the attributes that people added.',
  discover: readsAttributes,
  effect: 'read',
  safety: 'upsert',
  input: Input,
  output: Output,
  example: { product: PRODUCT },
  async run(input, context) {
    const found = await productBySku(context, parseInput(Input, input).sku)
    return { product: found ? { ...toProduct(found), ...(await attributesRead(context, found)) } : null }
  },
} as const satisfies Action
