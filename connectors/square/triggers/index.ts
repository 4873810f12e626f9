// What Square tells by itself. A person makes the subscription in the developer console, where its signature key is shown.
import { Type, type TSchema } from 'typebox'
import type { Json } from '#shared/json.ts'
import type { CallContext, WebhookTrigger } from '#connectors/kit/contract.ts'
import { API_VERSION } from '../auth.ts'
import { post } from '../client.ts'
import { keyOf } from '../actions/create-refund.ts'
import { SQUARE_ORDER, SQUARE_PAYMENT, SQUARE_REFUND } from '../examples.ts'
import { SquarePayment, SquareRefund } from '../schemas.ts'
import { verifyDelivery } from './verify.ts'

interface Declared {
  readonly label: string
  readonly description: string
  readonly kind: string
  readonly object: TSchema
  readonly example: Json
}

function trigger(event: string, { label, description, kind, object, example }: Declared): WebhookTrigger {
  return {
    id: event.replaceAll(/[._]/g, '-'),
    label,
    description,
    vendorEvent: event,
    signingSecret: 'signatureKey',
    output: Type.Object({
      merchant_id: Type.String({ title: 'Merchant' }),
      type: Type.String({ title: 'Event' }),
      event_id: Type.String({ title: 'Event id' }),
      created_at: Type.String({ title: 'When', description: 'ISO instant' }),
      data: Type.Object({ type: Type.String(), id: Type.String({ title: 'Id of what changed' }), object: Type.Object({ [kind]: object }) }),
    }),
    example: {
      merchant_id: 'ML8M1AQ1GQG2K',
      type: event,
      event_id: '13b867cf-db3d-4b1c-90b6-2f32a9d78124',
      created_at: '2026-11-20T15:02:41Z',
      data: { type: kind, id: 'R2B3Z8WMVt3EAmzYWLZvz7Y69EbZY', object: { [kind]: example } },
    },
    verify: (delivery, { secrets }) => verifyDelivery(delivery, event, secrets),
    subscribe: (address, context) => subscribe(event, address, context),
    unsubscribe: async () => {},
  }
}

/** The simulator knows the connection's own key; a real subscription has one that its maker is told. */
async function subscribe(event: string, address: string, context: CallContext): Promise<{ readonly subscriptionId: string }> {
  if (context.config['simulator'] === undefined) return { subscriptionId: 'by-hand' }
  const { subscription } = await post(
    context,
    '/v2/webhooks/subscriptions',
    Type.Object({ subscription: Type.Object({ id: Type.String() }) }),
    {
      idempotency_key: keyOf(`${event} ${address}`),
      subscription: { name: `Tillflow ${event}`, enabled: true, event_types: [event], notification_url: address, api_version: API_VERSION },
    },
  )
  return { subscriptionId: subscription.id }
}

/** Events about orders carry the order's id and state only; "Get a sale" reads the rest. */
const OrderNote = Type.Object({
  order_id: Type.String({ title: 'Order id' }),
  location_id: Type.String({ title: 'Location' }),
  state: Type.String({ title: 'State' }),
})
const orderNote = { order_id: SQUARE_ORDER.id, location_id: SQUARE_ORDER.location_id, state: 'COMPLETED' }

export const triggers: readonly WebhookTrigger[] = [
  trigger('order.created', {
    label: 'Sale begun',
    description: 'When an order is made; it may be open still.',
    kind: 'order_created',
    object: OrderNote,
    example: orderNote,
  }),
  trigger('order.updated', {
    label: 'Sale changed',
    description: 'When an order is paid, closed, changed or cancelled.',
    kind: 'order_updated',
    object: OrderNote,
    example: orderNote,
  }),
  trigger('payment.created', {
    label: 'Payment made',
    description: 'When a payment is made at a till or online.',
    kind: 'payment',
    object: SquarePayment,
    example: SQUARE_PAYMENT,
  }),
  trigger('payment.updated', {
    label: 'Payment changed',
    description: 'When a payment is completed, cancelled or refunded, or its fee is known.',
    kind: 'payment',
    object: SquarePayment,
    example: SQUARE_PAYMENT,
  }),
  trigger('refund.created', {
    label: 'Refund made',
    description: 'When a refund is made; it may be pending.',
    kind: 'refund',
    object: SquareRefund,
    example: SQUARE_REFUND,
  }),
  trigger('refund.updated', {
    label: 'Refund changed',
    description: 'When a refund is completed or fails.',
    kind: 'refund',
    object: SquareRefund,
    example: { ...SQUARE_REFUND, status: 'COMPLETED' },
  }),
]
