// Fills metafields of an order, such as the number that the ERP gave it.
import { Type, type Static } from 'typebox'
import type { Action } from '#connectors/kit/contract.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { orderGid, OrderId } from '../../gid.ts'
import { Metafields, writes } from '../../metafields/discover.ts'
import { checkFields, setFields } from '../../metafields/write.ts'

const Input = Type.Object({ orderId: OrderId, fields: Metafields }, { additionalProperties: false })
const Output = Type.Object({ orderId: Type.String({ title: 'Order id' }) })

export const setOrderFields = {
  id: 'set-order-fields',
  label: 'Fill metafields of an order',
  description:
    'Fills metafields that are defined for orders in Shopify, such as the number of the order in the ERP. Others stay as they are.',
  effect: 'write',
  safety: 'upsert',
  input: Input,
  output: Output,
  example: { orderId: 'gid://shopify/Order/6151042531042' },
  discover: writes({ fields: 'ORDER' }),
  async run(input, context) {
    const { orderId, fields } = parseInput(Input, input)
    const ownerId = orderGid(orderId)
    await setFields(context, 'the order', [{ ownerId, changes: await checkFields(context, 'ORDER', fields) }])
    return { orderId: ownerId } satisfies Static<typeof Output>
  },
} as const satisfies Action
