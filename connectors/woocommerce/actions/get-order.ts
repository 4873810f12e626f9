// One order in the retail model, with what refunds took back of each line.
import { Type } from 'typebox'
import type { Action } from '#connectors/kit/contract.ts'
import { SystemFieldsRead } from '#connectors/kit/discover.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { CanonicalOrder } from '#connectors/kit/retail/order.ts'
import { speaking } from '#connectors/kit/retail/speaking.ts'
import { toCanonicalOrder } from '../canonical.ts'
import { listAll, read } from '../client.ts'
import { CANONICAL_ORDER } from '../examples.ts'
import { metaRead, readsMeta } from '../meta-fields.ts'
import { WooOrder, WooRefund } from '../schemas/order.ts'
import { OrderId } from './order-id.ts'

const FoundOrder = speaking('order', Type.Object({ ...CanonicalOrder.properties, fields: SystemFieldsRead }), {})
const Input = Type.Object({ orderId: OrderId }, { additionalProperties: false })

export const getOrder = {
  id: 'get-order',
  label: 'Get an order',
  description: 'Reads an order with lines, taxes, shipping, fees, coupons and the quantities that were refunded, and its meta data.',
  effect: 'read',
  safety: 'upsert',
  input: Input,
  discover: readsMeta('/orders', 'fields'),
  output: FoundOrder,
  example: CANONICAL_ORDER,
  async run(input, context) {
    const { orderId } = parseInput(Input, input)
    const order = await read(context, `/orders/${orderId}`, WooOrder)
    const refunds = order.refunds.length === 0 ? [] : await listAll(context, `/orders/${orderId}/refunds`, WooRefund)
    return { ...toCanonicalOrder(order, refunds), ...metaRead(order.meta_data) }
  },
} as const satisfies Action
