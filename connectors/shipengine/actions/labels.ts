// Reads a label and voids it.
import { Type } from 'typebox'
import { AppError } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import type { Action } from '#connectors/kit/contract.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { CanonicalShipment } from '#connectors/kit/retail/shipment.ts'
import { readOne, write } from '../client.ts'
import { isVoided, SHIPMENT, toShipment } from '../label.ts'
import { Label, Voided } from '../schemas.ts'
import { Id, Reference } from '../values.ts'

const GetInput = Type.Object(
  {
    labelId: Type.Optional(Id('Label id', 'Or the reference.')),
    reference: Type.Optional(Reference('Reference', 'Your own number of the parcel. Or the label id.')),
  },
  { additionalProperties: false },
)

export const getLabel = {
  id: 'get-label',
  label: 'Get a label',
  description: 'Reads a label, with what it cost and how far its parcel is.',
  effect: 'read',
  safety: 'upsert',
  input: GetInput,
  output: Type.Object({
    shipment: Type.Union([CanonicalShipment, Type.Null()], { title: 'Shipment', description: 'Nothing where there is no such label' }),
  }),
  example: { shipment: { ...SHIPMENT, lines: [] } },
  async run(input, context) {
    const { labelId, reference } = parseInput(GetInput, input)
    if ((labelId === undefined) === (reference === undefined))
      throw new AppError('action-input-invalid', { message: 'Give the label id or the reference.' })
    const path = labelId ?? `external_shipment_id/${encodeURIComponent(reference ?? '')}`
    const label = await readOne(context, `/v1/labels/${path}`, Label)
    return { shipment: label ? toShipment(label) : null }
  },
} as const satisfies Action

const VoidInput = Type.Object({ labelId: Id('Label id', 'Of the label that is not used.') }, { additionalProperties: false })

export const voidLabel = {
  id: 'void-label',
  label: 'Void a label',
  description: 'Gives back a label that is not used. Carriers refuse it after some days, or when the parcel is on its way.',
  effect: 'write',
  safety: 'look-up-first',
  input: VoidInput,
  output: CanonicalShipment,
  example: { ...SHIPMENT, lines: [], status: 'voided', voidedAt: '2026-03-02T15:00:00Z' },
  async run(input, context) {
    const { labelId } = parseInput(VoidInput, input)
    const find = async () => {
      const label = await readOne(context, `/v1/labels/${labelId}`, Label)
      if (label) return label
      throw new AppError('vendor-rejected', { message: say`ShipEngine has no label ${labelId}.` })
    }
    const label = await find()
    if (isVoided(label)) return toShipment(label)
    // Repeating it is harmless: what is voided already is said to be.
    const {
      approved,
      message,
      reason_code: reason,
    } = await write(context, { method: 'PUT', url: `/v1/labels/${labelId}/void`, repeatable: true }, Voided)
    // A carrier says no in an answer of success.
    if (!approved && reason !== 'label_already_voided')
      throw new AppError('vendor-rejected', {
        message: `ShipEngine: ${message || 'the label is not voided.'}`,
        details: { labelId, ...(reason && { vendorCode: reason }) },
      })
    return toShipment(await find())
  },
} as const satisfies Action
