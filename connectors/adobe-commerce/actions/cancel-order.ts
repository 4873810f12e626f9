// Cancels an order, or what is not invoiced of it.
import { Type } from 'typebox'
import { AppError } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import type { Action } from '#connectors/kit/contract.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { read, write } from '../client.ts'
import { OrderId } from '../order-fields.ts'
import { Order } from '../schemas.ts'

const Input = Type.Object({ orderId: OrderId }, { additionalProperties: false })
const Output = Type.Object({
  orderId: Type.String({ title: 'Order id' }),
  state: Type.String({ title: 'State', description: 'Afterwards.' }),
})

export const cancelOrder = {
  id: 'cancel-order',
  label: 'Cancel an order',
  description: 'Cancels what is not invoiced yet. An order that is cancelled already stays so.',
  effect: 'write',
  safety: 'look-up-first',
  input: Input,
  output: Output,
  example: { orderId: '27', state: 'canceled' },
  async run(input, context) {
    const { orderId } = parseInput(Input, input)
    const path = `/orders/${orderId}`
    const before = await read(context, path, Order)
    if (before.state === 'canceled') return { orderId, state: before.state }
    // `false` is all that Commerce says to an order that it cannot cancel.
    const isCancelled = await write(context, 'POST', `${path}/cancel`, Type.Boolean())
    const { state } = await read(context, path, Order)
    if (!isCancelled && state !== 'canceled') {
      throw new AppError('vendor-rejected', {
        message: say`Adobe Commerce does not cancel order ${before.increment_id}: its state is ${state}.`,
        fix: 'What is invoiced is refunded instead; an order on hold is released first.',
      })
    }
    return { orderId, state }
  },
} as const satisfies Action
