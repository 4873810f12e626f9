// A product by its code.
import { Type } from 'typebox'
import type { Action } from '#connectors/kit/contract.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { openTryton } from '../client.ts'
import { findProductRow, Product, toProduct, upsertProduct } from './upsert-product.ts'

const Input = Type.Object(
  { code: Type.String({ title: 'Code', description: 'The SKU.', minLength: 1, maxLength: 100 }) },
  { additionalProperties: false },
)
const Output = Type.Object({
  product: Type.Union([Product, Type.Null()], { title: 'Product', description: 'Nothing when no product has this code.' }),
})

export const findProduct = {
  id: 'find-product',
  label: 'Find a product',
  description: 'Finds a product by its code.',
  effect: 'read',
  safety: 'upsert',
  input: Input,
  output: Output,
  example: { product: upsertProduct.example },
  async run(input, context) {
    const row = await findProductRow(await openTryton(context), parseInput(Input, input).code)
    return { product: row ? toProduct(row) : null }
  },
} as const satisfies Action
