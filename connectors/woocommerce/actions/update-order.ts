// Sets the status, the transaction id or meta data of an order: the way to tell the shop that it was shipped or taken over.
import { Type } from 'typebox'
import { AppError } from '#shared/errors.ts'
import type { Action } from '#connectors/kit/contract.ts'
import { SystemFields } from '#connectors/kit/discover.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { CanonicalOrderHead } from '#connectors/kit/retail/order.ts'
import { toCanonicalHead } from '../canonical.ts'
import { write } from '../client.ts'
import { CANONICAL_HEAD } from '../examples.ts'
import { metaOf, writesMeta } from '../meta-fields.ts'
import { WooOrder } from '../schemas/order.ts'
import { OrderId } from './order-id.ts'

const Input = Type.Object(
  {
    orderId: OrderId,
    status: Type.Optional(
      Type.String({
        title: 'Status',
        description: 'Such as processing, completed or cancelled. "completed" tells the shopper by e-mail.',
        pattern: '^[a-z][a-z0-9-]{0,30}$',
      }),
    ),
    transactionId: Type.Optional(Type.String({ title: 'Transaction id', description: 'Of the payment.', maxLength: 200 })),
    meta: Type.Optional(
      Type.Array(
        Type.Object(
          {
            key: Type.String({ title: 'Name', description: 'Such as _tracking_number.', minLength: 1, maxLength: 200 }),
            value: Type.String({ title: 'Value', description: 'Replaces the one that is there.', maxLength: 2_000 }),
          },
          { additionalProperties: false },
        ),
        { title: 'Meta data', description: 'Fields that plugins and other programs read.', maxItems: 50 },
      ),
    ),
    fields: SystemFields,
  },
  { additionalProperties: false },
)

export const updateOrder = {
  id: 'update-order',
  label: 'Update an order',
  description: 'Sets status, transaction id or meta data. Setting the same again changes nothing.',
  effect: 'write',
  safety: 'upsert',
  discover: writesMeta('/orders'),
  input: Input,
  output: CanonicalOrderHead,
  example: { ...CANONICAL_HEAD, status: 'closed', fulfillmentStatus: 'fulfilled' },
  async run(input, context) {
    const { orderId, status, transactionId, meta = [], fields } = parseInput(Input, input)
    const all = [...meta, ...(await metaOf(fields, new Set(meta.map(({ key }) => key))))]
    if (status === undefined && transactionId === undefined && all.length === 0) {
      throw new AppError('action-input-invalid', { message: 'There is nothing to change: give a status, a transaction id or meta data.' })
    }
    const order = await write(context, 'PUT', `/orders/${orderId}`, WooOrder, {
      ...(status !== undefined && { status }),
      ...(transactionId !== undefined && { transaction_id: transactionId }),
      ...(all.length > 0 && { meta_data: all }),
    })
    return toCanonicalHead(order)
  },
} as const satisfies Action
