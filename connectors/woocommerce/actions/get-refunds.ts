// The refunds of an order: WooCommerce has no webhook for them, an order that changed is asked for its refunds.
import { Type } from 'typebox'
import type { Action } from '#connectors/kit/contract.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { listAll, read } from '../client.ts'
import { REFUND } from '../examples.ts'
import { Refund, toRefund } from '../refund.ts'
import { WooOrder, WooRefund } from '../schemas/order.ts'
import { OrderId } from './order-id.ts'

const Input = Type.Object({ orderId: OrderId }, { additionalProperties: false })
const Output = Type.Object({ orderId: Type.String({ title: 'Order id' }), refunds: Type.Array(Refund, { title: 'Refunds' }) })

export const getRefunds = {
  id: 'get-refunds',
  label: 'Get the refunds of an order',
  description: 'Reads all refunds of an order with the lines, shipping and the rest that each took back.',
  effect: 'read',
  safety: 'upsert',
  input: Input,
  output: Output,
  example: { orderId: '727', refunds: [REFUND] },
  async run(input, context) {
    const { orderId } = parseInput(Input, input)
    const order = await read(context, `/orders/${orderId}`, WooOrder)
    const refunds = order.refunds.length === 0 ? [] : await listAll(context, `/orders/${orderId}/refunds`, WooRefund)
    return { orderId: String(order.id), refunds: refunds.map((refund) => toRefund(refund, order.currency)) }
  },
} as const satisfies Action
