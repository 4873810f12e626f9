// Customers by a search, a page at a time.
import { Type, type Static } from 'typebox'
import type { Action } from '#connectors/kit/contract.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { FoundCustomer, toRetailCustomer } from '../../canonical-customer.ts'
import { graphql } from '../../client.ts'
import { FIND_CUSTOMERS } from '../../documents/customer.ts'
import { RETAIL_CUSTOMER } from '../../examples/customers.ts'
import { reads } from '../../metafields/discover.ts'
import { withFields } from '../../metafields/read.ts'
import { choice, nullable } from '../../schemas/parts.ts'

const Input = Type.Object(
  {
    query: Type.Optional(
      Type.String({
        title: 'Search',
        description: "Shopify's search syntax, such as updated_at:>='2026-11-20T00:00:00Z' AND tag:vip, or email:ada@example.com",
        maxLength: 2_000,
      }),
    ),
    sortKey: Type.Optional(
      choice(['UPDATED_AT', 'CREATED_AT', 'NAME', 'ID'], {
        title: 'Sort by',
        description: 'Oldest first. UPDATED_AT when the search is on updated_at.',
        default: 'ID',
      }),
    ),
    limit: Type.Optional(Type.Integer({ title: 'Page size', minimum: 1, maximum: 100, default: 50 })),
    cursor: Type.Optional(
      Type.Union([Type.String({ maxLength: 2_000 }), Type.Null()], { title: 'Cursor', description: 'nextCursor of the page before' }),
    ),
  },
  { additionalProperties: false },
)

const Output = Type.Object({
  customers: Type.Array(FoundCustomer, { title: 'Customers' }),
  hasMore: Type.Boolean({ title: 'Has more' }),
  nextCursor: nullable(Type.String({ title: 'Next cursor' })),
})

export const findCustomers = {
  id: 'find-customers',
  label: 'Find customers',
  description: 'Finds customers by a search or by when they changed, a page at a time.',
  effect: 'read',
  safety: 'upsert',
  input: Input,
  output: Output,
  example: { customers: [RETAIL_CUSTOMER], hasMore: false, nextCursor: null },
  discover: reads({ 'customers.fields': 'CUSTOMER' }),
  paging: { items: 'customers', next: 'nextCursor', cursor: 'cursor' },
  async run(input, context) {
    const { query, sortKey, limit, cursor } = parseInput(Input, input)
    const { customers } = await graphql(context, FIND_CUSTOMERS, {
      query: query ?? null,
      sortKey: sortKey ?? 'ID',
      first: limit ?? 50,
      after: cursor ?? null,
    })
    const { hasNextPage, endCursor } = customers.pageInfo
    return {
      customers: [...(await withFields(context, 'CUSTOMER', customers.nodes.map(toRetailCustomer)))],
      hasMore: hasNextPage,
      nextCursor: hasNextPage ? endCursor : null,
    } satisfies Static<typeof Output>
  },
} as const satisfies Action
