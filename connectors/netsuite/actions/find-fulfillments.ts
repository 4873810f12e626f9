// What of a sales order was picked, packed and shipped, with its parcels.
import { Type } from 'typebox'
import { AppError } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import type { Action } from '#connectors/kit/contract.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { suiteQl } from '../client.ts'
import { FULFILLMENT_COLUMNS, FULFILLMENT_EXAMPLE, Fulfillment, readFulfillments } from '../fulfillment.ts'
import { findOrder } from '../sales-order.ts'

const Input = Type.Object(
  { orderExternalId: Type.String({ title: 'Order’s external id', minLength: 1, maxLength: 100 }) },
  { additionalProperties: false },
)

export const findFulfillments = {
  id: 'find-fulfillments',
  label: 'Find item fulfillments',
  description: 'Reads what of a sales order was picked, packed and shipped, with lines and tracking numbers. None is no error.',
  effect: 'read',
  safety: 'upsert',
  input: Input,
  output: Type.Object({ fulfillments: Type.Array(Fulfillment, { title: 'Item fulfillments', description: 'Oldest first.' }) }),
  example: { fulfillments: [FULFILLMENT_EXAMPLE] },
  async run(input, context) {
    const { orderExternalId } = parseInput(Input, input)
    const order = await findOrder(context, orderExternalId)
    if (!order)
      throw new AppError('vendor-rejected', { message: say`NetSuite has no sales order with the external id "${orderExternalId}".` })
    const { rows } = await suiteQl(
      context,
      `SELECT DISTINCT ${FULFILLMENT_COLUMNS} FROM transaction t JOIN previoustransactionlinelink k ON k.nextdoc = t.id
        WHERE t.type = 'ItemShip' AND k.previousdoc = ${order.id} ORDER BY t.id`,
    )
    return { fulfillments: [...(await readFulfillments(context, rows))] }
  },
} as const satisfies Action
