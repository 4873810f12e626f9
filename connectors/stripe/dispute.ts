// A dispute as flows see it: what the shopper's bank claims, by when to answer, and what it has moved so far.
import { Decimal } from 'decimal.js'
import { Type, type Static } from 'typebox'
import { moneyField, moneyOf } from '#connectors/kit/retail/money.ts'
import { orNull } from '#connectors/kit/schemas.ts'
import { speaking } from '#connectors/kit/retail/speaking.ts'
import { fromStripe, instant } from './amounts.ts'
import { Movement, toMovement } from './canonical.ts'
import { DISPUTE_FIELDS } from './retail.ts'
import { idOf, type StripeDispute } from './schemas.ts'

export const Disputed = speaking(
  'payment',
  Type.Object(
    {
      id: Type.String({ title: 'Dispute id' }),
      chargeId: orNull('Charge id'),
      paymentIntent: orNull('Payment intent'),
      createdAt: Type.String({ title: 'Made', description: 'ISO instant' }),
      status: Type.String({
        title: 'Status',
        description:
          'needs_response, under_review, won or lost; of an inquiry warning_needs_response, warning_under_review or warning_closed',
      }),
      reason: Type.String({ title: 'Reason', description: 'Such as fraudulent, product_not_received, credit_not_processed' }),
      amount: moneyField('Disputed', 'In the currency of the charge'),
      respondBy: orNull('Answer until', 'ISO instant; nothing where no answer is possible any more'),
      answered: Type.Boolean({ title: 'Answered', description: 'Evidence was given' }),
      refundable: Type.Boolean({ title: 'Can be refunded', description: 'A refund still ends it without a loss' }),
      movements: Type.Array(Movement, { title: 'Balance transactions', description: 'What was taken, and what came back' }),
      net: Type.Union([moneyField('Net'), Type.Null()], {
        title: 'Net',
        description: 'What it has moved so far with its fees, below zero where money is gone; nothing while none has moved',
      }),
    },
    { title: 'Dispute' },
  ),
  DISPUTE_FIELDS,
)
export type Disputed = Static<typeof Disputed>

export function toDisputed(dispute: StripeDispute): Disputed {
  const { due_by: dueBy, has_evidence: answered } = dispute.evidence_details
  return {
    id: dispute.id,
    chargeId: idOf(dispute.charge),
    paymentIntent: idOf(dispute.payment_intent ?? null),
    createdAt: instant(dispute.created),
    status: dispute.status,
    reason: dispute.reason,
    amount: fromStripe(dispute.amount, dispute.currency),
    respondBy: typeof dueBy === 'number' && dueBy > 0 ? instant(dueBy) : null,
    answered,
    refundable: dispute.is_charge_refundable,
    movements: dispute.balance_transactions.map(toMovement),
    net: netOf(dispute.balance_transactions.map(toMovement)),
  }
}

/** All movements of a dispute are in the currency of the account. */
function netOf(movements: readonly Movement[]): Disputed['net'] {
  const [first] = movements
  if (!first) return null
  const sum = movements.reduce((total, { net }) => total.plus(net.amount), new Decimal(0))
  return moneyOf(sum, first.net.currency)
}

/** What changes while a dispute lives. */
export const disputeVersion = ({ status, answered, movements }: Disputed): string => `${status}:${answered}:${movements.length}`
