// What Stripe tells by itself. A person makes the webhook endpoint in the dashboard: Stripe says its signing secret only there.
import { Type, type TSchema } from 'typebox'
import type { Json } from '#shared/json.ts'
import type { CallContext, WebhookTrigger } from '#connectors/kit/contract.ts'
import { write } from '../client.ts'
import { CHARGE, STRIPE_DISPUTE, STRIPE_PAYOUT, STRIPE_REFUND } from '../examples.ts'
import { Charge, Dispute, Payout, Refund } from '../schemas.ts'
import { keyOfEvent, sweepEvents } from '../sweep.ts'
import { verifyDelivery } from './verify.ts'

interface Declared {
  readonly label: string
  readonly description: string
  readonly object: TSchema
  readonly example: Json
}

function trigger(event: string, { label, description, object, example }: Declared): WebhookTrigger {
  return {
    id: event.replaceAll(/[._]/g, '-'),
    label,
    description,
    vendorEvent: event,
    signingSecret: 'webhookSecret',
    output: Type.Object({
      id: Type.String({ title: 'Event id' }),
      type: Type.String({ title: 'Event' }),
      created: Type.Integer({ title: 'When', description: 'Seconds since 1970' }),
      data: Type.Object({ object }),
    }),
    example: { id: 'evt_1Pgc76B7WZ01zgkWwyRHS12y', type: event, created: 1_795_184_000, data: { object: example } },
    verify: (delivery, context) => verifyDelivery(delivery, event, context),
    recordKey: keyOfEvent,
    sweep: sweepEvents(event),
    subscribe: (address, context) => subscribe(event, address, context),
    unsubscribe: async () => {},
  }
}

/** The simulator knows the connection's own secret; a real endpoint has one that only who makes it is told. */
async function subscribe(event: string, address: string, context: CallContext): Promise<{ readonly subscriptionId: string }> {
  if (context.config['simulator'] === undefined) return { subscriptionId: 'by-hand' }
  const form = { url: address, 'enabled_events[]': event }
  const { id } = await write(
    context,
    '/v1/webhook_endpoints',
    Type.Object({ id: Type.String() }),
    form,
    `${event} ${address}`.slice(0, 255),
  )
  return { subscriptionId: id }
}

export const triggers: readonly WebhookTrigger[] = [
  trigger('charge.succeeded', {
    label: 'Payment succeeded',
    description: 'When a charge was paid, or will be captured later.',
    object: Charge,
    example: { ...CHARGE, balance_transaction: 'txn_1PgaxNB7WZ01zgkWEV3TLf40' },
  }),
  trigger('charge.refunded', {
    label: 'Payment refunded',
    description: 'When a charge was refunded, all or in part.',
    object: Charge,
    example: { ...CHARGE, amount_refunded: 1_350, balance_transaction: 'txn_1PgaxNB7WZ01zgkWEV3TLf40' },
  }),
  trigger('refund.created', {
    label: 'Refund made',
    description: 'When a refund was made; it may be pending.',
    object: Refund,
    example: STRIPE_REFUND,
  }),
  trigger('refund.updated', {
    label: 'Refund changed',
    description: 'When a refund succeeded, failed or was canceled after it was made.',
    object: Refund,
    example: STRIPE_REFUND,
  }),
  trigger('refund.failed', {
    label: 'Refund failed',
    description: 'When the bank sent a refund back: the shopper has nothing, and must be paid another way.',
    object: Refund,
    example: { ...STRIPE_REFUND, status: 'failed', failure_reason: 'expired_or_canceled_card' },
  }),
  trigger('payout.paid', {
    label: 'Payout paid',
    description: 'When a payout is expected at the bank.',
    object: Payout,
    example: STRIPE_PAYOUT,
  }),
  trigger('payout.failed', {
    label: 'Payout failed',
    description: 'When the bank sent a payout back.',
    object: Payout,
    example: { ...STRIPE_PAYOUT, status: 'failed' },
  }),
  trigger('charge.dispute.created', {
    label: 'Dispute made',
    description: 'When a shopper’s bank claims a payment back: answer in time, hold what was not sent.',
    object: Dispute,
    example: STRIPE_DISPUTE,
  }),
  trigger('charge.dispute.updated', {
    label: 'Dispute changed',
    description: 'When a dispute was answered, or the bank asks for more.',
    object: Dispute,
    example: { ...STRIPE_DISPUTE, status: 'under_review', evidence_details: { due_by: null, has_evidence: true, past_due: false } },
  }),
  trigger('charge.dispute.closed', {
    label: 'Dispute decided',
    description: 'When a dispute was won or lost, or an inquiry ended.',
    object: Dispute,
    example: { ...STRIPE_DISPUTE, status: 'lost', evidence_details: { due_by: null, has_evidence: true, past_due: false } },
  }),
]
