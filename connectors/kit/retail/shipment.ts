// The retail model's shipment: what left, or will leave, for a customer, as carriers and shipping systems tell of it. One shape whatever the
// system, so that a shop's order is marked as shipped the same way by each.
import { Type, type Static } from 'typebox'
import { orNull } from '#connectors/kit/schemas.ts'
import { Money } from './money.ts'
import { retailModel } from './speaking.ts'

const money = (title: string, description: string) => Type.Union([Type.Object(Money.properties), Type.Null()], { title, description })

export const CanonicalShipment = retailModel(
  'shipment',
  Type.Object(
    {
      id: Type.String({ title: 'Shipment id', description: 'As the shipping system has it' }),
      reference: orNull('Reference', 'The number that the sender gave it: the same one is one shipment'),
      orderId: retailModel('order.id', orNull('Order id', 'As the channel has it')),
      status: Type.Union(
        [
          Type.Literal('processing'),
          Type.Literal('ready'),
          Type.Literal('in-transit'),
          Type.Literal('delivered'),
          Type.Literal('exception'),
          Type.Literal('failed'),
          Type.Literal('voided'),
        ],
        { title: 'Status', description: 'ready: the label is there, and the carrier has not said more' },
      ),
      createdAt: orNull('Created', 'ISO instant'),
      shipDate: orNull('Ship date', 'YYYY-MM-DD'),
      voidedAt: orNull('Voided', 'ISO instant'),
      carrier: orNull('Carrier', 'Code, such as ups'),
      service: orNull('Service', 'Code, such as ups_ground'),
      trackingNumber: orNull('Tracking number', 'Of the first package'),
      trackingUrl: orNull('Tracking page', 'For the customer'),
      cost: money('Cost', 'What the carrier takes'),
      insuranceCost: money('Cost of insurance', 'Beside the cost'),
      isReturn: Type.Boolean({ title: 'Return', description: 'From the customer back' }),
      isInternational: Type.Boolean({ title: 'International' }),
      packages: Type.Array(
        Type.Object({
          reference: orNull('Reference', "The sender's"),
          trackingNumber: orNull('Tracking number'),
          weight: orNull('Weight', 'Decimal text'),
          weightUnit: orNull('Unit of weight', 'pound, ounce, gram or kilogram'),
        }),
        { title: 'Packages' },
      ),
      lines: Type.Array(
        Type.Object({
          lineId: retailModel('order.line.id', Type.String({ title: 'Line id', description: "Of the order's line" })),
          sku: orNull('SKU'),
          quantity: Type.Integer({ title: 'Quantity' }),
        }),
        { title: 'Lines', description: 'What is in it; nothing where the shipping system does not know' },
      ),
      documents: Type.Object(
        { label: orNull('Label', 'Address of the file to print'), customsForm: orNull('Customs form', 'Address of the file to print') },
        { title: 'Documents' },
      ),
    },
    { title: 'Shipment' },
  ),
)
export type CanonicalShipment = Static<typeof CanonicalShipment>
