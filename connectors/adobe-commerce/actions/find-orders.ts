// Orders by status and time of change, a page at a time, by id.
import { Type } from 'typebox'
import type { Action } from '#connectors/kit/contract.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { CanonicalOrder } from '#connectors/kit/retail/order.ts'
import { toCanonicalOrder } from '../canonical.ts'
import { search } from '../client.ts'
import { CANONICAL_ORDER } from '../examples.ts'
import { RECORDS_AT_ONCE } from '../polls/changed.ts'
import { Order } from '../schemas.ts'
import { utcForFilter, type Filter } from '../search-criteria.ts'

const Input = Type.Object(
  {
    status: Type.Optional(
      Type.String({ title: 'Status', description: 'Such as pending or processing. Empty: any.', pattern: '^[a-z][a-z0-9_]{0,31}$' }),
    ),
    changedSince: Type.Optional(
      Type.String({ title: 'Changed since', description: 'ISO instant, such as 2026-03-01T00:00:00Z.', format: 'date-time' }),
    ),
    limit: Type.Optional(
      Type.Integer({ title: 'At most', description: 'Orders on a page. Default: 50.', minimum: 1, maximum: RECORDS_AT_ONCE }),
    ),
    after: Type.Optional(Type.Integer({ title: 'After', description: 'next of the page before.', minimum: 0 })),
  },
  { additionalProperties: false },
)
const Output = Type.Object({
  orders: Type.Array(CanonicalOrder, { title: 'Orders' }),
  next: Type.Union([Type.Integer(), Type.Null()], { title: 'Next page', description: 'Nothing on the last one.' }),
})

export const findOrders = {
  id: 'find-orders',
  label: 'Find orders',
  description: 'Reads orders by status and time of change, oldest first.',
  effect: 'read',
  safety: 'upsert',
  input: Input,
  output: Output,
  example: { orders: [CANONICAL_ORDER], next: null },
  paging: { items: 'orders', next: 'next', cursor: 'after' },
  async run(input, context) {
    const { status, changedSince, limit = 50, after = 0 } = parseInput(Input, input)
    const filters: readonly Filter[] = [
      { field: 'entity_id', value: after, condition: 'gt' },
      ...(status === undefined ? [] : [{ field: 'status', value: status, condition: 'eq' } as const]),
      ...(changedSince === undefined ? [] : [{ field: 'updated_at', value: utcForFilter(changedSince), condition: 'gteq' } as const]),
    ]
    const { items, total } = await search(context, '/orders', Order, {
      filters,
      sort: { field: 'entity_id', direction: 'ASC' },
      pageSize: limit,
    })
    // The total is of those after `after`.
    return { orders: items.map(toCanonicalOrder), next: total > items.length ? (items.at(-1)?.entity_id ?? null) : null }
  },
} as const satisfies Action
