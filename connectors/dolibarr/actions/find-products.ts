// Products and services with price and stock, a page at a time.
import { Type } from 'typebox'
import type { Action } from '#connectors/kit/contract.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { condition, list } from '../client.ts'
import { ExternalProduct, PRODUCT, Product, toProduct } from '../product.ts'
import { Reference } from '../values.ts'

const Input = Type.Object(
  {
    ref: Type.Optional(Reference('Ref', 'Only the product of this ref.', 128)),
    barcode: Type.Optional(Reference('Bar code', 'Only products with this bar code.', 128)),
    limit: Type.Optional(Type.Integer({ title: 'Page size', description: 'Default 100.', minimum: 1, maximum: 500 })),
    cursor: Type.Optional(Type.String({ title: 'Next page', description: 'As the page before said.', pattern: '^[1-9][0-9]{0,11}$' })),
  },
  { additionalProperties: false },
)

export const findProducts = {
  id: 'find-products',
  label: 'Find products',
  description: 'Lists products and services with price and stock over all warehouses.',
  effect: 'read',
  safety: 'look-up-first',
  input: Input,
  output: Type.Object({
    products: Type.Array(Product, { title: 'Products' }),
    next: Type.Union([Type.String(), Type.Null()], { title: 'Next page', description: 'Nothing on the last one' }),
  }),
  example: { products: [PRODUCT], next: null },
  paging: { items: 'products', next: 'next', cursor: 'cursor' },
  async run(input, context) {
    const { ref, barcode, limit = 100, cursor } = parseInput(Input, input)
    const filters = [
      ...(ref === undefined ? [] : [condition('ref', '=', ref)]),
      ...(barcode === undefined ? [] : [condition('barcode', '=', barcode)]),
      // Pages by number shift when products are made or deleted: the last id does not.
      ...(cursor === undefined ? [] : [condition('rowid', '>', Number(cursor))]),
    ]
    const found = await list(context, 'products', ExternalProduct, { filters, limit })
    return { products: found.map((one) => toProduct(one, context)), next: found.length < limit ? null : String(found.at(-1)?.id) }
  },
} as const satisfies Action
