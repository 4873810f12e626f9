// Reads an order as edits have left it: what a system that has the order already must have of it now.
import { Type } from 'typebox'
import { AppError } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import type { Action } from '#connectors/kit/contract.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { CurrentOrder, toCurrentOrder } from '../../canonical-current-order.ts'
import { graphql } from '../../client.ts'
import { GET_CURRENT_ORDER, MOST_PARTS, type EditedOrder } from '../../documents/current-order.ts'
import { CURRENT_ORDER } from '../../examples/order-edits.ts'
import { orderGid, OrderId } from '../../gid.ts'
import { orderMissing } from './get-order.ts'

const Input = Type.Object({ orderId: OrderId }, { additionalProperties: false })

export const getCurrentOrder = {
  id: 'get-current-order',
  label: 'Get an order as it is now',
  description:
    'Reads an order after its edits: lines with what was shipped or still is to be, their discounts to the cent, shipping and the total of all that. What came back stays on it: it is credited for itself. Begin with "Order edited".',
  effect: 'read',
  safety: 'upsert',
  input: Input,
  output: CurrentOrder,
  example: CURRENT_ORDER,
  async run(input, context) {
    const id = orderGid(parseInput(Input, input).orderId)
    const { order } = await graphql(context, GET_CURRENT_ORDER, { id })
    if (!order) throw orderMissing(id)
    refuseTooLong(order)
    return toCurrentOrder(order)
  },
} as const satisfies Action

/** Never a shortened order: what is left out would be taken off in the ERP. */
function refuseTooLong({ name, lineItems, shippingLines, fulfillments, refunds }: EditedOrder): void {
  const lists = [
    lineItems,
    shippingLines,
    ...fulfillments.map(({ fulfillmentLineItems }) => fulfillmentLineItems),
    ...refunds.flatMap(({ refundLineItems, refundShippingLines }) => [refundLineItems, refundShippingLines]),
  ]
  const isWhole = lists.every(({ pageInfo }) => !pageInfo.hasNextPage) && fulfillments.length < MOST_PARTS && refunds.length < MOST_PARTS
  if (isWhole) return
  throw new AppError('vendor-rejected', {
    message: say`Order ${name} has more lines, parcels or refunds than Tillflow reads at once.`,
    fix: 'Change the order in the other system by hand, then discard this.',
  })
}
