// The price lists of the shop's markets and catalogues, a page at a time.
import { Type, type Static } from 'typebox'
import type { Action } from '#connectors/kit/contract.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { graphql } from '../../client.ts'
import { FIND_PRICE_LISTS } from '../../documents/product.ts'
import { nullable } from '../../schemas/parts.ts'

const Input = Type.Object(
  {
    limit: Type.Optional(Type.Integer({ title: 'Page size', minimum: 1, maximum: 250, default: 50 })),
    cursor: Type.Optional(
      Type.Union([Type.String({ maxLength: 2_000 }), Type.Null()], { title: 'Cursor', description: 'nextCursor of the page before' }),
    ),
  },
  { additionalProperties: false },
)

const Output = Type.Object({
  priceLists: Type.Array(
    Type.Object({
      id: Type.String({ title: 'Price list id' }),
      name: Type.String({ title: 'Name' }),
      currency: Type.String({ title: 'Currency' }),
      fixedPrices: Type.Integer({ title: 'Fixed prices', description: 'How many it has; all other prices follow from the base price' }),
      catalog: nullable(Type.String({ title: 'Catalogue' })),
    }),
    { title: 'Price lists' },
  ),
  hasMore: Type.Boolean({ title: 'Has more' }),
  nextCursor: nullable(Type.String({ title: 'Next cursor' })),
})

export const findPriceLists = {
  id: 'find-price-lists',
  label: 'Find price lists',
  description: 'Lists the price lists of markets and company catalogues, for "Set prices".',
  effect: 'read',
  safety: 'upsert',
  input: Input,
  output: Output,
  example: {
    priceLists: [{ id: 'gid://shopify/PriceList/28510001', name: 'Eurozone', currency: 'EUR', fixedPrices: 12, catalog: 'Eurozone' }],
    hasMore: false,
    nextCursor: null,
  },
  paging: { items: 'priceLists', next: 'nextCursor', cursor: 'cursor' },
  async run(input, context) {
    const { limit, cursor } = parseInput(Input, input)
    const { priceLists } = await graphql(context, FIND_PRICE_LISTS, { first: limit ?? 50, after: cursor ?? null })
    const { hasNextPage, endCursor } = priceLists.pageInfo
    return {
      priceLists: priceLists.nodes.map(({ id, name, currency, fixedPricesCount, catalog }) => ({
        id,
        name,
        currency,
        fixedPrices: fixedPricesCount,
        catalog: catalog?.title ?? null,
      })),
      hasMore: hasNextPage,
      nextCursor: hasNextPage ? endCursor : null,
    } satisfies Static<typeof Output>
  },
} as const satisfies Action
