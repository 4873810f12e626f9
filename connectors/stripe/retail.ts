// What flows give to Stripe and get from it, in the fields of the retail model.
import { inside } from '#connectors/kit/retail/speaking.ts'

export const PAYMENT_FIELDS = {
  id: 'payment.id',
  createdAt: 'payment.createdAt',
  status: 'payment.status',
  amount: 'payment.amount',
  amountRefunded: 'payment.refunded',
  method: 'payment.method',
  fee: 'payment.fee',
  net: 'payment.net',
  description: 'payment.description',
}
/** What is disputed may be less than the payment. */
export const DISPUTE_FIELDS = { chargeId: 'payment.id' }
export const REFUND_FIELDS = {
  id: 'refund.id',
  chargeId: 'payment.id',
  createdAt: 'refund.createdAt',
  status: 'refund.status',
  amount: 'refund.total',
  reason: 'refund.reason',
}
export const REFUND_INPUT_FIELDS = { chargeId: 'payment.id', amount: 'refund.total', reason: 'refund.reason' }
export const PAYOUT_FIELDS = {
  id: 'payout.number',
  status: 'payout.status',
  amount: 'payout.net',
  createdAt: 'payout.createdAt',
  arrivalDate: 'payout.date',
  description: 'payout.description',
}
export const MOVEMENT_FIELDS = {
  id: 'payout.entry.id',
  category: 'payout.entry.kind',
  createdAt: 'payout.entry.date',
  amount: 'payout.entry.gross',
  fee: 'payout.entry.fee',
  net: 'payout.entry.net',
  description: 'payout.entry.description',
}
const TOTAL = { category: 'payout.entry.kind', amount: 'payout.entry.gross', fee: 'payout.entry.fee', net: 'payout.entry.net' }
/** The totals by category are what the books take; every single transaction is there as well. */
export const READ_PAYOUT_FIELDS = { totals: 'payout.entry', ...inside('totals', TOTAL) }
