// The examples shown in the designer and answered by test runs: a payment of the retailer Harbour & Finch, its refund and its payout.
import { toMovement, toPayment, toPayout, toRefunded } from './canonical.ts'
import { toDisputed } from './dispute.ts'
import type { BalanceTransaction, Charge, StripeDispute, StripePayout, StripeRefund } from './schemas.ts'

export const TRANSACTION: BalanceTransaction = {
  id: 'txn_1PgaxNB7WZ01zgkWEV3TLf40',
  amount: 11_274,
  fee: 189,
  net: 11_085,
  currency: 'gbp',
  type: 'charge',
  reporting_category: 'charge',
  status: 'available',
  created: 1_795_184_000,
  available_on: 1_795_392_000,
  description: 'Order #1042',
  exchange_rate: null,
  source: 'ch_1PgafuB7WZ01zgkWXYmPNZs8',
}
export const CHARGE: Charge = {
  id: 'ch_1PgafuB7WZ01zgkWXYmPNZs8',
  amount: 11_274,
  amount_captured: 11_274,
  amount_refunded: 0,
  currency: 'gbp',
  status: 'succeeded',
  paid: true,
  captured: true,
  refunded: false,
  disputed: false,
  created: 1_795_184_000,
  description: 'Order #1042',
  payment_intent: 'pi_1PgafuB7WZ01zgkWq2vUfN0k',
  balance_transaction: TRANSACTION,
  metadata: { order_id: '1042' },
  payment_method_details: { type: 'card', card: { brand: 'visa', last4: '4242' } },
}
export const STRIPE_REFUND: StripeRefund = {
  id: 're_1Pgc72B7WZ01zgkWqPvrRrPE',
  amount: 1_350,
  currency: 'gbp',
  status: 'succeeded',
  reason: 'requested_by_customer',
  created: 1_795_300_000,
  charge: CHARGE.id,
  payment_intent: CHARGE.payment_intent,
  metadata: {},
}
export const STRIPE_PAYOUT: StripePayout = {
  id: 'po_1Pgc79B7WZ01zgkWu1KToYf4',
  amount: 9_735,
  currency: 'gbp',
  status: 'paid',
  automatic: true,
  created: 1_795_400_000,
  arrival_date: 1_795_478_400,
  description: 'STRIPE PAYOUT',
}
export const STRIPE_DISPUTE: StripeDispute = {
  id: 'du_1Pgc71B7WZ01zgkWMevJiAUx',
  amount: 11_274,
  currency: 'gbp',
  status: 'needs_response',
  reason: 'product_not_received',
  created: 1_795_600_000,
  charge: CHARGE.id,
  payment_intent: CHARGE.payment_intent,
  is_charge_refundable: false,
  evidence_details: { due_by: 1_796_200_000, has_evidence: false, past_due: false },
  balance_transactions: [
    {
      ...TRANSACTION,
      id: 'txn_1Pgc71B7WZ01zgkWq9Tn3aXh',
      amount: -11_274,
      fee: 2_000,
      net: -13_274,
      type: 'adjustment',
      reporting_category: 'dispute',
      created: 1_795_600_000,
      description: 'Chargeback withdrawal for ch_1PgafuB7WZ01zgkWXYmPNZs8',
      source: 'du_1Pgc71B7WZ01zgkWMevJiAUx',
    },
  ],
}
export const PAYMENT = toPayment(CHARGE)
export const REFUND = toRefunded(STRIPE_REFUND)
export const PAYOUT = toPayout(STRIPE_PAYOUT)
export const DISPUTE = toDisputed(STRIPE_DISPUTE)
export const MOVEMENT = toMovement(TRANSACTION)
/** The refund that makes the payout what it is: 110.85 less 13.50. */
export const REFUND_MOVEMENT = toMovement({
  ...TRANSACTION,
  id: 'txn_1Pgc72B7WZ01zgkWkP0s5c1T',
  amount: -STRIPE_REFUND.amount,
  fee: 0,
  net: -STRIPE_REFUND.amount,
  type: 'refund',
  reporting_category: 'refund',
  created: STRIPE_REFUND.created,
  description: 'REFUND FOR CHARGE (Order #1042)',
  source: STRIPE_REFUND.id,
})
