// One order in the retail model.
import { Type } from 'typebox'
import type { Action, CallContext } from '#connectors/kit/contract.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { CanonicalOrder } from '#connectors/kit/retail/order.ts'
import { toCanonicalOrder } from '../canonical.ts'
import { read } from '../client.ts'
import { CANONICAL_ORDER } from '../examples.ts'
import { MedusaOrder, ORDER_FIELDS } from '../schemas/order.ts'
import { OrderId } from './order-id.ts'

const Input = Type.Object({ orderId: OrderId }, { additionalProperties: false })

export const getOrder = {
  id: 'get-order',
  label: 'Get an order',
  description: 'Reads an order with lines, taxes, shipping, discounts and addresses.',
  effect: 'read',
  safety: 'upsert',
  input: Input,
  output: CanonicalOrder,
  example: CANONICAL_ORDER,
  run: async (input, context) => toCanonicalOrder(await readOrder(context, parseInput(Input, input).orderId)),
} as const satisfies Action

export async function readOrder(context: CallContext, id: string): Promise<MedusaOrder> {
  const { order } = await read(context, `/admin/orders/${id}`, Type.Object({ order: MedusaOrder }), { fields: ORDER_FIELDS })
  return order
}
