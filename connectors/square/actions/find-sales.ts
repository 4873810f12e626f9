// Sales of stores that were closed within a time: what a store-day is made of.
import { Type } from 'typebox'
import type { Action } from '#connectors/kit/contract.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { CanonicalOrderHead } from '#connectors/kit/retail/order.ts'
import { toHead } from '../canonical.ts'
import { HEAD } from '../examples.ts'
import { LocationIds, searchOrders } from '../search-orders.ts'

const Input = Type.Object(
  {
    locationIds: LocationIds,
    closedFrom: Type.String({
      title: 'Closed from',
      description: 'ISO instant, such as 2026-03-01T05:00:00Z.',
      pattern: '^\\d{4}-\\d{2}-\\d{2}T',
    }),
    closedBefore: Type.Optional(Type.String({ title: 'Closed before', description: 'ISO instant.', pattern: '^\\d{4}-\\d{2}-\\d{2}T' })),
    cursor: Type.Optional(Type.String({ title: 'Cursor', description: 'Next page: what the page before gave.', maxLength: 2_000 })),
    limit: Type.Optional(Type.Integer({ title: 'Page size', description: 'Default 200.', minimum: 1, maximum: 1_000 })),
  },
  { additionalProperties: false },
)
const Output = Type.Object({
  sales: Type.Array(CanonicalOrderHead, { title: 'Sales', description: 'In the order they were closed, without their lines.' }),
  next: Type.Union([Type.String(), Type.Null()], { title: 'Next page', description: 'Nothing on the last one' }),
})

export const findSales = {
  id: 'find-sales',
  label: 'Find sales',
  description: 'Lists the sales of stores by the time they were closed.',
  effect: 'read',
  safety: 'upsert',
  input: Input,
  output: Output,
  example: { sales: [HEAD], next: null },
  paging: { items: 'sales', next: 'next', cursor: 'cursor' },
  async run(input, context) {
    const { locationIds, closedFrom, closedBefore, cursor, limit = 200 } = parseInput(Input, input)
    const { orders, next } = await searchOrders(context, {
      locationIds,
      by: 'closed_at',
      from: closedFrom,
      before: closedBefore,
      cursor,
      limit,
    })
    return { sales: orders.map(toHead), next: next ?? null }
  },
} as const satisfies Action
