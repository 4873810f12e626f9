// Products by a search, a page at a time, whole with their variants.
import { Type, type Static } from 'typebox'
import type { Json } from '#shared/json.ts'
import type { Action, CallContext } from '#connectors/kit/contract.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { FoundProduct, toRetailProduct, type RetailProduct } from '../../canonical-product.ts'
import { graphql } from '../../client.ts'
import { FIND_PRODUCTS } from '../../documents/product.ts'
import { RETAIL_PRODUCT } from '../../examples/products.ts'
import { reads } from '../../metafields/discover.ts'
import { withProductFields } from '../../metafields/read.ts'
import { choice, nullable } from '../../schemas/parts.ts'
import { allVariants } from './read-product.ts'

/** Products come whole: a larger page costs more than one query may. */
export const LARGEST_PRODUCT_PAGE = 25

const Input = Type.Object(
  {
    query: Type.Optional(
      Type.String({
        title: 'Search',
        description: "Shopify's search syntax, such as updated_at:>='2026-11-20T00:00:00Z' AND status:active, or sku:HF-MUG-NAVY",
        maxLength: 2_000,
      }),
    ),
    sortKey: Type.Optional(
      choice(['UPDATED_AT', 'CREATED_AT', 'TITLE', 'ID'], {
        title: 'Sort by',
        description: 'Oldest first. UPDATED_AT when the search is on updated_at.',
        default: 'ID',
      }),
    ),
    limit: Type.Optional(Type.Integer({ title: 'Page size', minimum: 1, maximum: LARGEST_PRODUCT_PAGE, default: LARGEST_PRODUCT_PAGE })),
    cursor: Type.Optional(
      Type.Union([Type.String({ maxLength: 2_000 }), Type.Null()], { title: 'Cursor', description: 'nextCursor of the page before' }),
    ),
  },
  { additionalProperties: false },
)

const Output = Type.Object({
  products: Type.Array(FoundProduct, { title: 'Products' }),
  hasMore: Type.Boolean({ title: 'Has more' }),
  nextCursor: nullable(Type.String({ title: 'Next cursor' })),
})

export async function pageOfProducts(context: CallContext, variables: Readonly<Record<string, Json>>) {
  const { products } = await graphql(context, FIND_PRODUCTS, variables)
  const found: RetailProduct[] = []
  for (const product of products.nodes) found.push(toRetailProduct(product, await allVariants(context, product)))
  const { hasNextPage, endCursor } = products.pageInfo
  return { products: [...(await withProductFields(context, found))] satisfies FoundProduct[], nextCursor: hasNextPage ? endCursor : null }
}

export const findProducts = {
  id: 'find-products',
  label: 'Find products',
  description: 'Finds products by a search or by when they changed, a page at a time, with their variants and prices.',
  effect: 'read',
  safety: 'upsert',
  input: Input,
  output: Output,
  example: { products: [RETAIL_PRODUCT], hasMore: false, nextCursor: null },
  discover: reads({ 'products.fields': 'PRODUCT', 'products.variants.fields': 'PRODUCTVARIANT' }),
  paging: { items: 'products', next: 'nextCursor', cursor: 'cursor' },
  async run(input, context) {
    const { query, sortKey, limit, cursor } = parseInput(Input, input)
    const page = await pageOfProducts(context, {
      query: query ?? null,
      sortKey: sortKey ?? 'ID',
      first: limit ?? LARGEST_PRODUCT_PAGE,
      after: cursor ?? null,
    })
    return { ...page, hasMore: page.nextCursor !== null } satisfies Static<typeof Output>
  },
} as const satisfies Action
