// One product with all its variants.
import { Type } from 'typebox'
import { AppError } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import type { Action } from '#connectors/kit/contract.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { FoundProduct } from '../../canonical-product.ts'
import { RETAIL_PRODUCT } from '../../examples/products.ts'
import { reads } from '../../metafields/discover.ts'
import { withProductFields } from '../../metafields/read.ts'
import { PRODUCT_NAMES, readProduct, whole } from './read-product.ts'
import { speaking } from '#connectors/kit/retail/speaking.ts'
import { PRODUCT_FIELDS } from '../../retail.ts'

const Input = Type.Object(PRODUCT_NAMES, { additionalProperties: false })

export const getProduct = {
  id: 'get-product',
  label: 'Get a product',
  description: 'Reads a product with all its variants, by its id, its handle or the id of your own system.',
  effect: 'read',
  safety: 'upsert',
  input: Input,
  output: speaking('product', FoundProduct, PRODUCT_FIELDS),
  example: RETAIL_PRODUCT,
  discover: reads({ fields: 'PRODUCT', 'variants.fields': 'PRODUCTVARIANT' }),
  async run(input, context) {
    const names = parseInput(Input, input)
    const found = await readProduct(context, names)
    const [product] = await withProductFields(context, found ? [whole(found)] : [])
    if (product) return product
    throw new AppError('vendor-rejected', {
      message: say`The shop has no product ${names.handle ?? names.customId?.value ?? String(names.productId)}.`,
      fix: 'Check the name of the product; one that was deleted cannot be read any more.',
    })
  },
} as const satisfies Action
