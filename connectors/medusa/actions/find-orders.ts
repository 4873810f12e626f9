// Orders by time of change or text, a page at a time.
import { Type } from 'typebox'
import type { Action } from '#connectors/kit/contract.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { CanonicalOrderHead } from '#connectors/kit/retail/order.ts'
import { toCanonicalHead } from '../canonical.ts'
import { read as ask } from '../client.ts'
import { CANONICAL_HEAD } from '../examples.ts'
import { MedusaOrderHead, ORDER_HEAD_FIELDS } from '../schemas/order.ts'

const Input = Type.Object(
  {
    search: Type.Optional(
      Type.String({ title: 'Text', description: 'Looked for in the number, the e-mail address and addresses.', maxLength: 200 }),
    ),
    changedSince: Type.Optional(Type.String({ title: 'Changed since', description: 'ISO instant, such as 2026-03-01T10:00:00Z.' })),
    skip: Type.Optional(Type.Integer({ title: 'Leave out', description: 'Orders to leave out first.', minimum: 0 })),
    limit: Type.Optional(Type.Integer({ title: 'Page size', description: 'Default 50.', minimum: 1, maximum: 200 })),
  },
  { additionalProperties: false },
)
const Output = Type.Object({
  orders: Type.Array(CanonicalOrderHead, { title: 'Orders', description: 'Oldest first, without their lines.' }),
  next: Type.Union([Type.Integer(), Type.Null()], { title: 'Leave out next', description: 'Nothing when these are the last' }),
})

export const findOrders = {
  id: 'find-orders',
  label: 'Find orders',
  description: 'Lists orders without their lines.',
  effect: 'read',
  safety: 'upsert',
  input: Input,
  output: Output,
  example: { orders: [CANONICAL_HEAD], next: null },
  paging: { items: 'orders', next: 'next', cursor: 'skip' },
  async run(input, context) {
    const { search, changedSince, skip = 0, limit = 50 } = parseInput(Input, input)
    const answer = await ask(context, '/admin/orders', Type.Object({ orders: Type.Array(MedusaOrderHead), count: Type.Integer() }), {
      fields: ORDER_HEAD_FIELDS,
      order: 'created_at',
      q: search,
      'updated_at[$gte]': changedSince,
      offset: skip,
      limit,
    })
    const read = skip + answer.orders.length
    return { orders: answer.orders.map(toCanonicalHead), next: answer.orders.length > 0 && read < answer.count ? read : null }
  },
} as const satisfies Action
