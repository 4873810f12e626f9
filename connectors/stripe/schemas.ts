// Charges, refunds, payouts and balance transactions as Stripe gives them: the members this connector relies on.
import { Type, type Static } from 'typebox'

const textOrNull = Type.Union([Type.String(), Type.Null()])
const Metadata = Type.Record(Type.String(), Type.String())
/** An id, or the object where it was asked for with `expand`. */
const reference = Type.Union([Type.String(), Type.Object({ id: Type.String() }), Type.Null()])

export const BalanceTransaction = Type.Object({
  id: Type.String(),
  amount: Type.Integer(),
  fee: Type.Integer(),
  net: Type.Integer(),
  currency: Type.String(),
  type: Type.String(),
  reporting_category: Type.String(),
  status: Type.String(),
  created: Type.Integer(),
  available_on: Type.Integer(),
  description: textOrNull,
  exchange_rate: Type.Union([Type.Number(), Type.Null()]),
  source: reference,
})
export type BalanceTransaction = Static<typeof BalanceTransaction>

export const Charge = Type.Object({
  id: Type.String(),
  amount: Type.Integer(),
  amount_captured: Type.Integer(),
  amount_refunded: Type.Integer(),
  currency: Type.String(),
  status: Type.String(),
  paid: Type.Boolean(),
  captured: Type.Boolean(),
  refunded: Type.Boolean(),
  disputed: Type.Boolean(),
  created: Type.Integer(),
  description: textOrNull,
  payment_intent: reference,
  balance_transaction: Type.Union([Type.String(), BalanceTransaction, Type.Null()]),
  metadata: Metadata,
  payment_method_details: Type.Optional(
    Type.Union([
      Type.Null(),
      Type.Object({
        type: Type.String(),
        card: Type.Optional(Type.Union([Type.Null(), Type.Object({ brand: Type.Optional(textOrNull), last4: Type.Optional(textOrNull) })])),
      }),
    ]),
  ),
})
export type Charge = Static<typeof Charge>

export const Refund = Type.Object({
  id: Type.String(),
  amount: Type.Integer(),
  currency: Type.String(),
  status: textOrNull,
  reason: textOrNull,
  created: Type.Integer(),
  charge: reference,
  payment_intent: reference,
  metadata: Type.Union([Metadata, Type.Null()]),
  failure_reason: Type.Optional(textOrNull),
})
export type StripeRefund = Static<typeof Refund>

export const Payout = Type.Object({
  id: Type.String(),
  amount: Type.Integer(),
  currency: Type.String(),
  status: Type.String(),
  automatic: Type.Boolean(),
  created: Type.Integer(),
  arrival_date: Type.Integer(),
  description: textOrNull,
})
export type StripePayout = Static<typeof Payout>

/** Of its evidence only whether there is some: what a shop answers an issuer is written in the dashboard. */
export const Dispute = Type.Object({
  id: Type.String(),
  amount: Type.Integer(),
  currency: Type.String(),
  status: Type.String(),
  reason: Type.String(),
  created: Type.Integer(),
  charge: reference,
  payment_intent: Type.Optional(reference),
  is_charge_refundable: Type.Boolean(),
  evidence_details: Type.Object({
    due_by: Type.Optional(Type.Union([Type.Integer(), Type.Null()])),
    has_evidence: Type.Boolean(),
    past_due: Type.Boolean(),
  }),
  balance_transactions: Type.Array(BalanceTransaction),
})
export type StripeDispute = Static<typeof Dispute>

export const idOf = (value: Static<typeof reference>): string | null => (typeof value === 'string' ? value : (value?.id ?? null))
