// Finds orders, a page at a time, as heads without lines: cheap enough for sweeps; `get-order` reads the rest.
import { Type, type Static } from 'typebox'
import type { Action } from '#connectors/kit/contract.ts'
import { FoundOrderHead, toCanonicalHead } from '../../canonical.ts'
import { graphql } from '../../client.ts'
import { FIND_ORDERS } from '../../documents/order.ts'
import { CANONICAL_HEAD } from '../../examples/index.ts'
import { reads } from '../../metafields/discover.ts'
import { withFields } from '../../metafields/read.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'

const Input = Type.Object(
  {
    query: Type.Optional(
      Type.String({
        title: 'Search',
        description: "Shopify's search syntax, such as updated_at:>='2026-11-20T00:00:00Z' AND financial_status:paid",
        maxLength: 2_000,
      }),
    ),
    sortKey: Type.Optional(
      Type.Union([Type.Literal('CREATED_AT'), Type.Literal('UPDATED_AT'), Type.Literal('PROCESSED_AT'), Type.Literal('ID')], {
        title: 'Sort by',
        description: 'Oldest first. Sort by UPDATED_AT when the search is on updated_at.',
        default: 'CREATED_AT',
      }),
    ),
    limit: Type.Optional(Type.Integer({ title: 'Page size', minimum: 1, maximum: 250, default: 50 })),
    cursor: Type.Optional(
      Type.Union([Type.String({ maxLength: 2_000 }), Type.Null()], { title: 'Cursor', description: 'nextCursor of the page before' }),
    ),
  },
  { additionalProperties: false },
)

const Output = Type.Object({
  orders: Type.Array(FoundOrderHead, { title: 'Orders' }),
  hasMore: Type.Boolean({ title: 'Has more' }),
  nextCursor: Type.Union([Type.String(), Type.Null()], { title: 'Next cursor' }),
})

export const findOrders = {
  id: 'find-orders',
  label: 'Find orders',
  description: 'Finds orders by a search, a page at a time, without their lines.',
  effect: 'read',
  safety: 'upsert',
  input: Input,
  output: Output,
  example: { orders: [CANONICAL_HEAD], hasMore: false, nextCursor: null },
  discover: reads({ 'orders.fields': 'ORDER' }),
  paging: { items: 'orders', next: 'nextCursor', cursor: 'cursor' },
  async run(input, context) {
    const { query, sortKey, limit, cursor } = parseInput(Input, input)
    const { orders } = await graphql(context, FIND_ORDERS, {
      query: query ?? null,
      sortKey: sortKey ?? 'CREATED_AT',
      first: limit ?? 50,
      after: cursor ?? null,
    })
    const { hasNextPage, endCursor } = orders.pageInfo
    return {
      orders: [...(await withFields(context, 'ORDER', orders.nodes.map(toCanonicalHead)))],
      hasMore: hasNextPage,
      nextCursor: hasNextPage ? endCursor : null,
    } satisfies Static<typeof Output>
  },
} as const satisfies Action
