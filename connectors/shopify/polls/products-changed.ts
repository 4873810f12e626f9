// Products by the time they changed, whole with their variants and prices.
import type { PollTrigger } from '#connectors/kit/contract.ts'
import { LARGEST_PRODUCT_PAGE, pageOfProducts } from '../actions/products/find-products.ts'
import { FoundProduct } from '../canonical-product.ts'
import { RETAIL_PRODUCT } from '../examples/products.ts'
import { reads } from '../metafields/discover.ts'
import { readByUpdate } from './by-update.ts'
import { speaking } from '#connectors/kit/retail/speaking.ts'
import { PRODUCT_FIELDS } from '../retail.ts'

export const productsChangedPoll = {
  kind: 'poll',
  id: 'products-changed',
  label: 'New and changed products',
  description: 'Reads products by the time they or their variants changed, with all variants and prices.',
  output: speaking('product', FoundProduct, PRODUCT_FIELDS),
  example: RETAIL_PRODUCT,
  discover: reads({ fields: 'PRODUCT', 'variants.fields': 'PRODUCTVARIANT' }),
  poll: (page, context) =>
    readByUpdate({
      page,
      largestPage: LARGEST_PRODUCT_PAGE,
      async read(search) {
        const { products, nextCursor } = await pageOfProducts(context, { ...search, sortKey: 'UPDATED_AT' })
        return { values: products, next: nextCursor }
      },
    }),
} as const satisfies PollTrigger
