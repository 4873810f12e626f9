// Ships lines of an order, with tracking numbers.
import { Type } from 'typebox'
import type { Action } from '#connectors/kit/contract.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { documentOnce, MadeOnce } from '../document-once.ts'
import { Lines, Note, Notify, OrderId, toItems } from '../order-fields.ts'
import { speaking } from '#connectors/kit/retail/speaking.ts'
import { SHIPMENT_INPUT_FIELDS } from '../retail.ts'

const Track = Type.Object(
  {
    number: Type.String({ title: 'Tracking number', description: 'Of the parcel.', minLength: 1, maxLength: 200 }),
    carrierCode: Type.String({ title: 'Carrier code', description: 'Such as ups, dhl, or custom.', minLength: 1, maxLength: 32 }),
    title: Type.String({ title: 'Carrier', description: 'As the shopper reads it.', minLength: 1, maxLength: 255 }),
  },
  { additionalProperties: false },
)
const Input = speaking(
  'shipment',
  Type.Object(
    {
      orderId: OrderId,
      lines: Type.Optional(Lines('That are shipped. Empty: everything that is left.')),
      tracks: Type.Optional(Type.Array(Track, { title: 'Parcels', description: 'With their tracking numbers.', maxItems: 100 })),
      source: Type.Optional(
        Type.String({
          title: 'Source',
          description: 'Code of the stock it is taken from, where there are several.',
          minLength: 1,
          maxLength: 255,
        }),
      ),
      note: Note,
      notify: Notify,
    },
    { additionalProperties: false },
  ),
  SHIPMENT_INPUT_FIELDS,
)

export const shipOrder = {
  id: 'ship-order',
  label: 'Ship an order',
  description: 'Makes a shipment of an order. The same record never ships twice.',
  effect: 'write',
  safety: 'look-up-first',
  input: Input,
  output: MadeOnce,
  example: { id: '12', created: true },
  async run(input, context) {
    const { orderId, lines, tracks = [], source, note, notify = false } = parseInput(Input, input)
    return await documentOnce(context, {
      orderId,
      list: '/shipments',
      verb: 'ship',
      note,
      body: {
        notify,
        ...(lines && { items: toItems(lines) }),
        tracks: tracks.map(({ number, carrierCode, title }) => ({ track_number: number, carrier_code: carrierCode, title })),
        ...(source !== undefined && { arguments: { extension_attributes: { source_code: source } } }),
      },
    })
  },
} as const satisfies Action
