// What Square tells by itself. A person makes the subscription in the developer console, where its signature key is shown.
import { Type, type Static, type TSchema } from 'typebox'
import { isRecord, type Json } from '#shared/json.ts'
import type { CallContext, Notice, WebhookSweep, WebhookTrigger } from '#connectors/kit/contract.ts'
import { validate } from '#connectors/kit/validate.ts'
import { API_VERSION } from '../auth.ts'
import { post } from '../client.ts'
import { keyOf } from '../actions/create-refund.ts'
import { SQUARE_ORDER, SQUARE_PAYMENT, SQUARE_REFUND } from '../examples.ts'
import { SquarePayment, SquareRefund } from '../schemas.ts'
import { versionKey } from '#connectors/kit/sweep-by-poll.ts'
import { sweepCounts, sweepOrders, sweepPayments, sweepRefunds, type By } from '../sweep.ts'
import { verifyDelivery } from './verify.ts'

/** A delivery lists the counts that changed at a moment; each is an event of its own. */
const CountsTold = Type.Object({
  data: Type.Object({ object: Type.Object({ inventory_counts: Type.Array(Type.Record(Type.String(), Type.Unknown())) }) }),
})
const countsOf = (payload: Json) =>
  validate(CountsTold, payload).length === 0 ? (payload as Static<typeof CountsTold>).data.object.inventory_counts : []

function splitCounts(payload: Json): readonly Json[] {
  const counts = countsOf(payload)
  if (!isRecord(payload) || !isRecord(payload['data']) || counts.length === 0) return [payload]
  const { data } = payload
  return counts.map((count) => ({ ...payload, data: { ...data, object: { inventory_counts: [count] } } }) as unknown as Json)
}

/** The variation and its store with the time of the count, as the list of counts has them. */
function countKey(payload: Json): string | undefined {
  const [count, ...others] = countsOf(payload)
  if (!count || others.length > 0) return undefined
  const { catalog_object_id: variation, location_id: location, state, calculated_at: at } = count
  return versionKey([variation, location, state].map(String).join('/'), at)
}

interface Declared {
  readonly label: string
  readonly description: string
  readonly kind: string
  readonly object: TSchema
  readonly example: Json
  readonly by: By
  readonly sweep: WebhookSweep
}

function trigger(event: string, { label, description, kind, object, example, by, sweep }: Declared): WebhookTrigger {
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
    // What is made is told of once; a change at its time.
    ...(by === 'created_at' ? { recordKey: idOf } : { notice: noticeOf }),
    sweep,
    verify: (delivery, { secrets }) => verifyDelivery(delivery, event, secrets),
    subscribe: (address, context) => subscribe(event, address, context),
    unsubscribe: async () => {},
  }
}

const Told = Type.Object({
  created_at: Type.String(),
  data: Type.Object({ id: Type.String(), object: Type.Record(Type.String(), Type.Unknown()) }),
})

function idOf(payload: Json): string | undefined {
  return validate(Told, payload).length === 0 ? (payload as Static<typeof Told>).data.id : undefined
}

function noticeOf(payload: Json): Notice | undefined {
  if (validate(Told, payload).length > 0) return undefined
  const { created_at: sentAt, data } = payload as Static<typeof Told>
  const [object] = Object.values(data.object)
  const changedAt = isRecord(object) ? object['updated_at'] : undefined
  const at = new Date(typeof changedAt === 'string' ? changedAt : sentAt)
  return Number.isNaN(at.getTime()) ? undefined : { record: data.id, at }
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

const SquareCount = Type.Object({
  catalog_object_id: Type.String({ title: 'Variation id' }),
  location_id: Type.String({ title: 'Location' }),
  state: Type.String({ title: 'State', description: 'IN_STOCK is what can be sold' }),
  quantity: Type.String({ title: 'Quantity', description: 'Decimal text' }),
  calculated_at: Type.String({ title: 'Changed', description: 'ISO instant' }),
})
const counted = trigger('inventory.count.updated', {
  label: 'Stock changed',
  description: 'When the stock of a variation at a store changes: one event for each count that a delivery tells of.',
  kind: 'inventory_counts',
  object: Type.Array(SquareCount, { title: 'Counts' }),
  example: [
    {
      catalog_object_id: 'VARMUGNAVY',
      catalog_object_type: 'ITEM_VARIATION',
      location_id: 'LQUAYSIDE00001',
      state: 'IN_STOCK',
      quantity: '33',
      calculated_at: '2026-11-20T15:02:41Z',
    },
  ],
  by: 'created_at',
  sweep: sweepCounts('inventory.count.updated'),
})
const stockUpdated: WebhookTrigger = { ...counted, split: splitCounts, recordKey: countKey }

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
    by: 'created_at',
    sweep: sweepOrders('order.created', 'order_created', 'created_at'),
  }),
  trigger('order.updated', {
    label: 'Sale changed',
    description: 'When an order is paid, closed, changed or cancelled.',
    kind: 'order_updated',
    object: OrderNote,
    example: orderNote,
    by: 'updated_at',
    sweep: sweepOrders('order.updated', 'order_updated', 'updated_at'),
  }),
  trigger('payment.created', {
    label: 'Payment made',
    description: 'When a payment is made at a till or online.',
    kind: 'payment',
    object: SquarePayment,
    example: SQUARE_PAYMENT,
    by: 'created_at',
    sweep: sweepPayments('payment.created', 'created_at'),
  }),
  trigger('payment.updated', {
    label: 'Payment changed',
    description: 'When a payment is completed, cancelled or refunded, or its fee is known.',
    kind: 'payment',
    object: SquarePayment,
    example: SQUARE_PAYMENT,
    by: 'updated_at',
    sweep: sweepPayments('payment.updated', 'updated_at'),
  }),
  trigger('refund.created', {
    label: 'Refund made',
    description: 'When a refund is made; it may be pending.',
    kind: 'refund',
    object: SquareRefund,
    example: SQUARE_REFUND,
    by: 'created_at',
    sweep: sweepRefunds('refund.created', 'created_at'),
  }),
  trigger('refund.updated', {
    label: 'Refund changed',
    description: 'When a refund is completed or fails.',
    kind: 'refund',
    object: SquareRefund,
    example: { ...SQUARE_REFUND, status: 'COMPLETED' },
    by: 'updated_at',
    sweep: sweepRefunds('refund.updated', 'updated_at'),
  }),
  stockUpdated,
]
