// Reads the deliveries of one sales order, with what was delivered and tracking numbers.
import { Type, type Static } from 'typebox'
import type { Action } from '#connectors/kit/contract.ts'
import { Delivery, DELIVERY_EXAMPLE, findDeliveryRows, toDeliveries } from '../delivery.ts'
import { mustFindSalesOrder } from '../sales-order.ts'

const Input = Type.Object(
  {
    orderReference: Type.String({
      title: 'Order reference',
      description: "The shop's order number (Customer Reference of the sales order in Odoo).",
      minLength: 1,
      maxLength: 120,
    }),
  },
  { additionalProperties: false },
)
const Output = Type.Object({
  deliveries: Type.Array(Delivery, { title: 'Deliveries', description: 'Oldest first; empty while the order is not confirmed.' }),
})

export const getDeliveries = {
  id: 'get-deliveries',
  label: 'Get deliveries of an order',
  description: 'Reads the deliveries of a sales order, backorders too.',
  effect: 'read',
  safety: 'upsert',
  input: Input,
  output: Output,
  example: { deliveries: [DELIVERY_EXAMPLE] },
  async run(input, context) {
    const { orderReference } = input as Static<typeof Input>
    const order = await mustFindSalesOrder(context, orderReference)
    return { deliveries: [...(await toDeliveries(context, await findDeliveryRows(context, [['sale_id', '=', order.id]], {})))] }
  },
} as const satisfies Action
