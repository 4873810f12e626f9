// Stripe's objects as flows see them: money as decimal text with its currency, times as ISO instants.
import { Type, type Static } from 'typebox'
import { moneyField } from '#connectors/kit/retail/money.ts'
import { orNull } from '#connectors/kit/schemas.ts'
import { fromStripe, instant } from './amounts.ts'
import { idOf, type BalanceTransaction, type Charge, type StripePayout, type StripeRefund } from './schemas.ts'
import { speaking } from '#connectors/kit/retail/speaking.ts'
import { PAYMENT_FIELDS, REFUND_FIELDS, PAYOUT_FIELDS, MOVEMENT_FIELDS } from './retail.ts'

export const Payment = speaking(
  'payment',
  Type.Object(
    {
      id: Type.String({ title: 'Charge id' }),
      paymentIntent: orNull('Payment intent'),
      createdAt: Type.String({ title: 'Made', description: 'ISO instant' }),
      status: Type.String({ title: 'Status', description: 'succeeded, pending or failed' }),
      captured: Type.Boolean({ title: 'Captured' }),
      disputed: Type.Boolean({ title: 'Disputed' }),
      amount: moneyField('Amount'),
      amountCaptured: moneyField('Captured'),
      amountRefunded: moneyField('Refunded'),
      method: orNull('Payment method', 'Such as card, klarna'),
      cardBrand: orNull('Card'),
      cardLast4: orNull('Last four digits'),
      fee: Type.Union([moneyField('Fee'), Type.Null()], {
        title: 'Fee',
        description: 'In the currency of the account; nothing before it is settled',
      }),
      net: Type.Union([moneyField('Net'), Type.Null()], { title: 'Net', description: 'What the account gets' }),
      description: orNull('Description'),
      metadata: Type.Record(Type.String(), Type.String(), { title: 'Metadata', description: 'What the shop wrote, such as order_id' }),
    },
    { title: 'Payment' },
  ),
  PAYMENT_FIELDS,
)
export type Payment = Static<typeof Payment>

export function toPayment(charge: Charge): Payment {
  const settled = typeof charge.balance_transaction === 'object' ? charge.balance_transaction : null
  return {
    id: charge.id,
    paymentIntent: idOf(charge.payment_intent),
    createdAt: instant(charge.created),
    status: charge.status,
    captured: charge.captured,
    disputed: charge.disputed,
    amount: fromStripe(charge.amount, charge.currency),
    amountCaptured: fromStripe(charge.amount_captured, charge.currency),
    amountRefunded: fromStripe(charge.amount_refunded, charge.currency),
    method: charge.payment_method_details?.type ?? null,
    cardBrand: charge.payment_method_details?.card?.brand ?? null,
    cardLast4: charge.payment_method_details?.card?.last4 ?? null,
    fee: settled && fromStripe(settled.fee, settled.currency),
    net: settled && fromStripe(settled.net, settled.currency),
    description: charge.description,
    metadata: charge.metadata,
  }
}

export const Refunded = speaking(
  'refund',
  Type.Object(
    {
      id: Type.String({ title: 'Refund id' }),
      chargeId: orNull('Charge id'),
      paymentIntent: orNull('Payment intent'),
      createdAt: Type.String({ title: 'Made', description: 'ISO instant' }),
      status: orNull('Status', 'succeeded, pending, requires_action, failed or canceled'),
      amount: moneyField('Amount'),
      reason: orNull('Reason'),
      failureReason: orNull('Why it failed', 'Such as expired_or_canceled_card: the money is back in the balance, the shopper has nothing'),
    },
    { title: 'Refund' },
  ),
  REFUND_FIELDS,
)
export type Refunded = Static<typeof Refunded>

export const toRefunded = (refund: StripeRefund): Refunded => ({
  id: refund.id,
  chargeId: idOf(refund.charge),
  paymentIntent: idOf(refund.payment_intent),
  createdAt: instant(refund.created),
  status: refund.status,
  amount: fromStripe(refund.amount, refund.currency),
  reason: refund.reason,
  failureReason: refund.failure_reason ?? null,
})

export const Payout = speaking(
  'payout',
  Type.Object(
    {
      id: Type.String({ title: 'Payout id' }),
      status: Type.String({ title: 'Status', description: 'paid, pending, in_transit, canceled or failed' }),
      amount: moneyField('Amount', 'The deposit; negative when Stripe takes money back'),
      createdAt: Type.String({ title: 'Made', description: 'ISO instant' }),
      arrivalDate: Type.String({ title: 'Arrives', description: 'Day at the bank, such as 2026-03-05' }),
      automatic: Type.Boolean({ title: 'By schedule', description: 'Only such payouts name their transactions' }),
      description: orNull('Description'),
    },
    { title: 'Payout' },
  ),
  PAYOUT_FIELDS,
)
export type Payout = Static<typeof Payout>

export const toPayout = (payout: StripePayout): Payout => ({
  id: payout.id,
  status: payout.status,
  amount: fromStripe(payout.amount, payout.currency),
  createdAt: instant(payout.created),
  arrivalDate: instant(payout.arrival_date).slice(0, 10),
  automatic: payout.automatic,
  description: payout.description,
})

export const Movement = speaking(
  'payout.entry',
  Type.Object(
    {
      id: Type.String({ title: 'Balance transaction id' }),
      category: Type.String({ title: 'Category', description: 'For the books: charge, refund, fee, dispute, payout, …' }),
      type: Type.String({ title: 'Type', description: 'Such as charge, refund, stripe_fee, adjustment' }),
      createdAt: Type.String({ title: 'Made', description: 'ISO instant' }),
      availableOn: Type.String({ title: 'Available', description: 'Day from which it can be paid out' }),
      amount: moneyField('Amount', 'Before the fee; negative where money leaves'),
      fee: moneyField('Fee', 'Positive: what Stripe keeps'),
      net: moneyField('Net', 'Amount less fee'),
      sourceId: orNull('Charge, refund, …'),
      description: orNull('Description'),
    },
    { title: 'Balance transaction' },
  ),
  MOVEMENT_FIELDS,
)
export type Movement = Static<typeof Movement>

export const toMovement = (transaction: BalanceTransaction): Movement => ({
  id: transaction.id,
  category: transaction.reporting_category,
  type: transaction.type,
  createdAt: instant(transaction.created),
  availableOn: instant(transaction.available_on).slice(0, 10),
  amount: fromStripe(transaction.amount, transaction.currency),
  fee: fromStripe(transaction.fee, transaction.currency),
  net: fromStripe(transaction.net, transaction.currency),
  sourceId: idOf(transaction.source),
  description: transaction.description,
})
