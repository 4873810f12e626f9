// Deliveries that were made or changed, with what was delivered and tracking numbers: what a shop's fulfilment is made of.
import { Type, type Static } from 'typebox'
import type { PollTrigger } from '#connectors/kit/contract.ts'
import { fieldsAmong, type Domain } from '../client.ts'
import { Delivery, DELIVERY_EXAMPLE, DELIVERY_FIELDS, DELIVERY_MORE_FIELDS, toDeliveries } from '../delivery.ts'
import { readChangedByWriteDate } from './changed-by-write-date.ts'

const Options = Type.Object(
  {
    onlyDone: Type.Optional(
      Type.Boolean({ title: 'Only done ones', description: 'Leaves out those that have not left the warehouse yet. Default: yes.' }),
    ),
  },
  { additionalProperties: false },
)

export const deliveriesChanged = {
  kind: 'poll',
  id: 'deliveries-changed',
  label: 'Deliveries done or changed',
  description: 'Reads deliveries out of warehouses with their lines, orders and tracking numbers.',
  options: Options,
  output: Delivery,
  example: DELIVERY_EXAMPLE,
  async poll({ options, ...page }, context) {
    const { onlyDone = true } = options as Static<typeof Options>
    const domain: Domain = [['picking_type_code', '=', 'outgoing'], ...(onlyDone ? [['state', '=', 'done'] as const] : [])]
    return await readChangedByWriteDate(context, {
      ...page,
      model: 'stock.picking',
      domain,
      fields: [...DELIVERY_FIELDS, ...(await fieldsAmong(context, 'stock.picking', DELIVERY_MORE_FIELDS))],
      // No version: a delivery that was written without a change that shows here is the same one.
      toRecords: async (rows) => (await toDeliveries(context, rows)).map((delivery) => ({ key: String(delivery.id), value: delivery })),
    })
  },
} as const satisfies PollTrigger
