// All shipments of an order: what of it has left, with which parcels.
import { Type } from 'typebox'
import { AppError } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import type { Action } from '#connectors/kit/contract.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { speaking } from '#connectors/kit/retail/speaking.ts'
import { findDocument, ORDERS } from '../documents.ts'
import { SHIPMENT_OUTPUT_FIELDS } from '../retail.ts'
import { Shipment, SHIPMENT, shipmentsOfOrder, toShipment } from '../shipment.ts'
import { Reference } from '../values.ts'

const Input = Type.Object({ order: Reference('Order', 'Reference of the order.') }, { additionalProperties: false })

export const findShipments = {
  id: 'find-shipments',
  label: 'Find the shipments of an order',
  description:
    'Reads all shipments of an order with lines, warehouses and tracking numbers; drafts and cancelled ones too. None is no error.',
  effect: 'read',
  safety: 'look-up-first',
  input: Input,
  output: Type.Object({
    shipments: Type.Array(speaking('shipment', Shipment, SHIPMENT_OUTPUT_FIELDS), { title: 'Shipments', description: 'Oldest first.' }),
  }),
  example: { shipments: [SHIPMENT] },
  async run(input, context) {
    const { order } = parseInput(Input, input)
    const found = await findDocument(context, ORDERS, order)
    if (!found) throw new AppError('vendor-rejected', { message: say`Dolibarr has no order ${order}.`, fix: 'Make the order first.' })
    const shipments = []
    for (const one of await shipmentsOfOrder(context, String(found.id))) shipments.push(await toShipment(one, context))
    return { shipments }
  },
} as const satisfies Action
