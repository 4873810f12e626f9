// Finds a shipment by its reference, with its lines.
import { Type } from 'typebox'
import { AppError } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import type { Action } from '#connectors/kit/contract.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { speaking } from '#connectors/kit/retail/speaking.ts'
import { SHIPMENT_OUTPUT_FIELDS } from '../retail.ts'
import { findShipment, readShipment, Shipment, SHIPMENT, toShipment } from '../shipment.ts'
import { Reference } from '../values.ts'

const Input = Type.Object(
  { reference: Reference('Reference', 'As it was given when the shipment was made.') },
  { additionalProperties: false },
)

export const getShipment = {
  id: 'get-shipment',
  label: 'Get a shipment',
  description: 'Finds a shipment by its reference, with its lines, warehouses and tracking number.',
  effect: 'read',
  safety: 'look-up-first',
  input: Input,
  output: speaking('shipment', Shipment, SHIPMENT_OUTPUT_FIELDS),
  example: SHIPMENT,
  async run(input, context) {
    const { reference } = parseInput(Input, input)
    const found = await findShipment(context, reference)
    if (!found) throw new AppError('vendor-rejected', { message: say`Dolibarr has no shipment ${reference}.` })
    return await toShipment(await readShipment(context, String(found.id)), context)
  },
} as const satisfies Action
