// Where a parcel is.
import { Type } from 'typebox'
import { AppError } from '#shared/errors.ts'
import type { Action } from '#connectors/kit/contract.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { read } from '../client.ts'
import { Tracking } from '../schemas.ts'
import { orNull } from '#connectors/kit/schemas.ts'
import { Id, VendorCode } from '../values.ts'
import { speaking } from '#connectors/kit/retail/speaking.ts'
import { TRACK_FIELDS, TRACKED_FIELDS } from '../retail.ts'

const Input = Type.Object(
  {
    labelId: Type.Optional(Id('Label id', 'Of a label of ShipEngine.')),
    carrierCode: Type.Optional(VendorCode('Carrier', 'Such as ups. With a tracking number, for parcels of other labels.')),
    trackingNumber: Type.Optional(Type.String({ title: 'Tracking number', minLength: 1, maxLength: 100 })),
  },
  { additionalProperties: false },
)

const STATUS: Readonly<Record<string, string>> = {
  NY: 'not-yet-there',
  AC: 'accepted',
  IT: 'in-transit',
  AT: 'attempted',
  SP: 'at-pickup-point',
  DE: 'delivered',
  EX: 'exception',
}

export const track = {
  id: 'track',
  label: 'Track a parcel',
  description: 'Where a parcel is, with all that the carrier has told.',
  effect: 'read',
  safety: 'upsert',
  input: speaking('shipment', Input, TRACK_FIELDS),
  output: speaking(
    'shipment',
    Type.Object({
      trackingNumber: orNull('Tracking number'),
      trackingUrl: orNull('Tracking page'),
      carrier: orNull('Carrier'),
      status: Type.String({
        title: 'Status',
        description: 'not-yet-there, accepted, in-transit, attempted, at-pickup-point, delivered, exception or unknown',
      }),
      description: orNull('Description', "In the carrier's words"),
      shippedAt: orNull('Shipped', 'As the carrier writes it'),
      expectedAt: orNull('Expected', 'As the carrier writes it'),
      deliveredAt: orNull('Delivered', 'As the carrier writes it'),
      problem: orNull('Problem'),
      events: Type.Array(
        Type.Object({
          at: orNull('At', 'ISO instant'),
          status: Type.String({ title: 'Status' }),
          description: orNull('Description'),
          city: orNull('City'),
          region: orNull('Region'),
          postalCode: orNull('Postal code'),
          country: orNull('Country'),
          signer: orNull('Signed by'),
        }),
        { title: 'Events', description: 'As the carrier gives them' },
      ),
    }),
    TRACKED_FIELDS,
  ),
  example: {
    trackingNumber: '1Z0000000000000001',
    trackingUrl: 'https://www.ups.com/track?tracknum=1Z0000000000000001',
    carrier: 'ups',
    status: 'delivered',
    description: 'Delivered',
    shippedAt: '2026-03-02T18:00:00Z',
    expectedAt: '2026-03-04T00:00:00Z',
    deliveredAt: '2026-03-04T15:10:00Z',
    problem: null,
    events: [
      {
        at: '2026-03-04T15:10:00Z',
        status: 'delivered',
        description: 'Left at the front door',
        city: 'PORTLAND',
        region: 'ME',
        postalCode: '04101',
        country: 'US',
        signer: null,
      },
    ],
  },
  async run(input, context) {
    const { labelId, carrierCode, trackingNumber } = parseInput(Input, input)
    const isByNumber = carrierCode !== undefined && trackingNumber !== undefined
    if (isByNumber === (labelId !== undefined) || (carrierCode === undefined) !== (trackingNumber === undefined))
      throw new AppError('action-input-invalid', { message: 'Give the label id, or the carrier with the tracking number.' })
    const found =
      labelId === undefined
        ? await read(context, '/v1/tracking', Tracking, { carrier_code: carrierCode, tracking_number: trackingNumber })
        : await read(context, `/v1/labels/${labelId}/track`, Tracking)
    const statusOf = (code: string | null | undefined) => STATUS[code ?? ''] ?? 'unknown'
    return {
      trackingNumber: found.tracking_number || null,
      trackingUrl: found.tracking_url || null,
      carrier: found.carrier_code || carrierCode || null,
      status: statusOf(found.status_code),
      description: found.carrier_status_description || found.status_description || null,
      shippedAt: found.ship_date ?? null,
      expectedAt: found.estimated_delivery_date ?? null,
      deliveredAt: found.actual_delivery_date ?? null,
      problem: found.exception_description || null,
      events: (found.events ?? []).map((event) => ({
        at: event.occurred_at ?? null,
        status: statusOf(event.status_code),
        description: event.description || null,
        city: event.city_locality || null,
        region: event.state_province || null,
        postalCode: event.postal_code || null,
        country: event.country_code || null,
        signer: event.signer || null,
      })),
    }
  },
} as const satisfies Action
