// One order in the retail model, by its id or by the number that the shopper knows.
import { Type } from 'typebox'
import { AppError } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import type { Action, CallContext } from '#connectors/kit/contract.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { CanonicalOrder } from '#connectors/kit/retail/order.ts'
import { toCanonicalOrder } from '../canonical.ts'
import { read, search } from '../client.ts'
import { CANONICAL_ORDER } from '../examples.ts'
import { OrderId } from '../order-fields.ts'
import { Order } from '../schemas.ts'

const Input = Type.Object(
  {
    orderId: Type.Optional(OrderId),
    number: Type.Optional(
      Type.String({ title: 'Order number', description: 'Such as 000000042 or #000000042.', minLength: 1, maxLength: 50 }),
    ),
  },
  { additionalProperties: false, minProperties: 1, maxProperties: 1 },
)

export const getOrder = {
  id: 'get-order',
  label: 'Get an order',
  description: 'Reads an order by its id or its number, with lines, taxes, shipping, discounts and what came back.',
  effect: 'read',
  safety: 'upsert',
  input: Input,
  output: CanonicalOrder,
  example: CANONICAL_ORDER,
  async run(input, context) {
    const { orderId, number = '' } = parseInput(Input, input)
    return toCanonicalOrder(
      orderId === undefined ? await byNumber(context, number.replace(/^#/, '')) : await read(context, `/orders/${orderId}`, Order),
    )
  },
} as const satisfies Action

async function byNumber(context: CallContext, number: string): Promise<Order> {
  const { items } = await search(context, '/orders', Order, {
    filters: [{ field: 'increment_id', value: number, condition: 'eq' }],
    sort: { field: 'entity_id', direction: 'ASC' },
    pageSize: 2,
  })
  const [order, another] = items
  if (!order) throw new AppError('vendor-rejected', { message: say`Adobe Commerce has no order with the number ${number}.` })
  // Numbers are unique in each store view only.
  if (another) {
    throw new AppError('vendor-rejected', {
      message: say`Adobe Commerce has several orders with the number ${number}, of different store views.`,
      fix: 'Ask for the order by its id.',
    })
  }
  return order
}
