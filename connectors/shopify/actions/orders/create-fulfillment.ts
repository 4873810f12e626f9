// Ships what is open of an order. Shopify takes no idempotency key here, so it looks first at what was shipped already:
// a repetition after a lost answer finds the shipment by its tracking number, or finds nothing left to ship.
import { Type, type Static } from 'typebox'
import { AppError } from '#shared/errors.ts'
import type { Json } from '#shared/json.ts'
import { say } from '#shared/sentence.ts'
import type { Action } from '#connectors/kit/contract.ts'
import { graphql, payloadOf, refuseUserErrors } from '../../client.ts'
import { CREATE_FULFILLMENT, ORDER_SHIPPING, type Fulfillment } from '../../documents/fulfillment.ts'
import { lineItemGid, LineItemId, locationGid, LocationId, orderGid, OrderId } from '../../gid.ts'
import { orderMissing } from './get-order.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { isLive, planShipments, type Shipment } from './plan-shipments.ts'
import { speaking } from '#connectors/kit/retail/speaking.ts'
import { FULFILLMENT_INPUT_FIELDS } from '../../retail.ts'

const Input = Type.Object(
  {
    orderId: OrderId,
    tracking: Type.Optional(
      Type.Object(
        {
          number: Type.String({ title: 'Tracking number', minLength: 1, maxLength: 255 }),
          company: Type.Optional(Type.String({ title: 'Carrier', description: 'As Shopify knows it, such as UPS', maxLength: 255 })),
          url: Type.Optional(Type.String({ title: 'Tracking page', pattern: '^https?://', maxLength: 2_000 })),
        },
        { title: 'Tracking', additionalProperties: false },
      ),
    ),
    lines: Type.Optional(
      Type.Array(
        Type.Object(
          { lineItemId: LineItemId, quantity: Type.Integer({ title: 'Quantity', minimum: 1, maximum: 1_000_000 }) },
          { additionalProperties: false },
        ),
        {
          title: 'Lines',
          description: 'What this parcel holds. Leave it out to ship everything that is open. Needs a tracking number.',
          minItems: 1,
          maxItems: 500,
        },
      ),
    ),
    locationId: Type.Optional({ ...LocationId, description: 'Ship only what is assigned to this location' }),
    notifyCustomer: Type.Optional(
      Type.Boolean({ title: 'Notify the customer', description: 'Shopify sends the shipping e-mail', default: false }),
    ),
  },
  { additionalProperties: false },
)

const Output = Type.Object({
  orderId: Type.String({ title: 'Order id' }),
  orderName: Type.String({ title: 'Order number' }),
  alreadyShipped: Type.Boolean({ title: 'Already shipped', description: 'True when nothing was left to do' }),
  fulfillments: Type.Array(
    Type.Object({
      id: Type.String({ title: 'Fulfilment id' }),
      status: Type.String({ title: 'Status' }),
      createdAt: Type.String({ title: 'Created' }),
      locationId: Type.Union([Type.String(), Type.Null()], { title: 'Location id' }),
      trackingNumbers: Type.Array(Type.String(), { title: 'Tracking numbers' }),
      lines: Type.Array(Type.Object({ lineItemId: Type.String({ title: 'Line id' }), quantity: Type.Integer({ title: 'Quantity' }) }), {
        title: 'Lines',
      }),
    }),
    { title: 'Fulfilments', description: 'One for each location' },
  ),
})

export const createFulfillment = {
  id: 'create-fulfillment',
  label: 'Ship an order',
  description: 'Marks lines of an order as shipped, with tracking, from the locations they are assigned to.',
  effect: 'write',
  safety: 'look-up-first',
  input: speaking('shipment', Input, FULFILLMENT_INPUT_FIELDS),
  output: Output,
  example: {
    orderId: 'gid://shopify/Order/6151042531042',
    orderName: '#1042',
    alreadyShipped: false,
    fulfillments: [
      {
        id: 'gid://shopify/Fulfillment/5204417839842',
        status: 'success',
        createdAt: '2026-11-20T15:04:05Z',
        locationId: 'gid://shopify/Location/70210388194',
        trackingNumbers: ['1Z999AA10123456784'],
        lines: [{ lineItemId: 'gid://shopify/LineItem/15204410421001', quantity: 2 }],
      },
    ],
  },
  async run(input, context) {
    const { orderId, tracking, lines, locationId, notifyCustomer } = parseInput(Input, input)
    if (lines && !tracking) {
      // Two parcels of the same lines could not be told from one parcel sent twice.
      throw new AppError('action-input-invalid', {
        issues: [{ path: '/tracking', code: 'required', message: 'A tracking number is needed to ship single lines.' }],
      })
    }
    const id = orderGid(orderId)
    const { order } = await graphql(context, ORDER_SHIPPING, { id })
    if (!order) throw orderMissing(id)
    const plan = planShipments(order, {
      trackingNumber: tracking?.number,
      lines: lines?.map((line) => ({ lineItemId: lineItemGid(line.lineItemId), quantity: line.quantity })),
      locationId: locationId === undefined ? undefined : locationGid(locationId),
    })
    const made: Fulfillment[] = []
    for (const shipment of plan.shipments) {
      const answer = await graphql(context, CREATE_FULFILLMENT, {
        fulfillment: {
          lineItemsByFulfillmentOrder: linesOf(shipment),
          notifyCustomer: notifyCustomer ?? false,
          ...(tracking && { trackingInfo: { ...tracking } }),
        },
      })
      const payload = payloadOf(answer.fulfillmentCreate, 'ship the order')
      refuseUserErrors(`ship order ${order.name}`, payload.userErrors)
      if (!payload.fulfillment || !isLive(payload.fulfillment)) {
        throw new AppError('vendor-answer-invalid', {
          message: say`Shopify shipped order ${order.name} without answering with the fulfilment.`,
        })
      }
      made.push(payload.fulfillment)
    }
    return {
      orderId: order.id,
      orderName: order.name,
      alreadyShipped: made.length === 0,
      fulfillments: [...plan.existing, ...made].map(describe),
    } satisfies Static<typeof Output>
  },
} as const satisfies Action

function linesOf(shipment: Shipment): Json[] {
  return shipment.fulfillmentOrders.map(({ id, lines }) => ({
    fulfillmentOrderId: id,
    // Left out, Shopify takes all that remains.
    ...(lines && { fulfillmentOrderLineItems: lines.map((line) => ({ id: line.id, quantity: line.quantity })) }),
  }))
}

function describe(fulfillment: Fulfillment): Static<typeof Output>['fulfillments'][number] {
  return {
    id: fulfillment.id,
    status: fulfillment.status.toLowerCase(),
    createdAt: fulfillment.createdAt,
    locationId: fulfillment.location?.id ?? null,
    trackingNumbers: fulfillment.trackingInfo.flatMap(({ number }) => (number === null ? [] : [number])),
    lines: fulfillment.fulfillmentLineItems.nodes.map(({ lineItem, quantity }) => ({ lineItemId: lineItem.id, quantity: quantity ?? 0 })),
  }
}
