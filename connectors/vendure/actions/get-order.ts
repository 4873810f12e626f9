// One order in the retail model.
import { Type } from 'typebox'
import { AppError } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import type { Action, CallContext } from '#connectors/kit/contract.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { CanonicalOrder } from '#connectors/kit/retail/order.ts'
import { toCanonicalOrder } from '../canonical.ts'
import { graphql } from '../client.ts'
import { CANONICAL_ORDER } from '../examples.ts'
import { GET_ORDER, VendureOrder } from '../order.ts'

export const OrderId = Type.String({
  title: 'Order id',
  description: "Vendure's id, such as 17; not the code that shoppers see.",
  pattern: '^[A-Za-z0-9-]{1,60}$',
})
const Input = Type.Object({ orderId: OrderId }, { additionalProperties: false })

export const getOrder = {
  id: 'get-order',
  label: 'Get an order',
  description: 'Reads an order with lines, taxes, discounts, surcharges, shipping and addresses.',
  effect: 'read',
  safety: 'upsert',
  input: Input,
  output: CanonicalOrder,
  example: CANONICAL_ORDER,
  run: async (input, context) => toCanonicalOrder(await readOrder(context, parseInput(Input, input).orderId)),
} as const satisfies Action

export async function readOrder(context: CallContext, id: string): Promise<VendureOrder> {
  const { order } = await graphql(context, GET_ORDER, { id }, Type.Object({ order: Type.Union([VendureOrder, Type.Null()]) }))
  if (order) return order
  throw new AppError('vendor-rejected', {
    message: say`Vendure has no order with the id ${id}.`,
    issues: [{ path: '/orderId', code: 'not-in-vendure', message: 'There is no such order.' }],
  })
}
