// Orders by status, time of change or text, a page at a time.
import { Type } from 'typebox'
import type { Action } from '#connectors/kit/contract.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { CanonicalOrderHead } from '#connectors/kit/retail/order.ts'
import { toCanonicalHead } from '../canonical.ts'
import { LARGEST_PAGE, list } from '../client.ts'
import { CANONICAL_HEAD } from '../examples.ts'
import { WooOrder } from '../schemas/order.ts'

const Input = Type.Object(
  {
    status: Type.Optional(
      Type.String({ title: 'Status', description: 'Such as processing or on-hold. Empty: any.', pattern: '^[a-z][a-z0-9-]{0,30}$' }),
    ),
    modifiedAfter: Type.Optional(Type.String({ title: 'Changed after', description: 'ISO instant, such as 2026-03-01T10:00:00Z.' })),
    search: Type.Optional(Type.String({ title: 'Text', description: 'Looked for in names, addresses and numbers.', maxLength: 200 })),
    page: Type.Optional(Type.Integer({ title: 'Page', description: 'From 1 on.', minimum: 1 })),
    limit: Type.Optional(Type.Integer({ title: 'Page size', description: 'Default 50.', minimum: 1, maximum: LARGEST_PAGE })),
  },
  { additionalProperties: false },
)
const Output = Type.Object({
  orders: Type.Array(CanonicalOrderHead, { title: 'Orders', description: 'Oldest first, without their lines.' }),
  nextPage: Type.Union([Type.Integer(), Type.Null()], { title: 'Next page', description: 'Nothing on the last one' }),
})

export const findOrders = {
  id: 'find-orders',
  label: 'Find orders',
  description: 'Lists orders without their lines.',
  effect: 'read',
  safety: 'upsert',
  input: Input,
  output: Output,
  example: { orders: [CANONICAL_HEAD], nextPage: null },
  paging: { items: 'orders', next: 'nextPage', cursor: 'page' },
  async run(input, context) {
    const { status, modifiedAfter, search, page = 1, limit = 50 } = parseInput(Input, input)
    const { records, pages } = await list(context, '/orders', WooOrder, {
      status,
      search,
      modified_after: modifiedAfter,
      dates_are_gmt: modifiedAfter === undefined ? undefined : true,
      orderby: 'id',
      order: 'asc',
      page,
      per_page: limit,
    })
    return { orders: records.map(toCanonicalHead), nextPage: page < pages ? page + 1 : null }
  },
} as const satisfies Action
