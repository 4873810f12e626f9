// A payment and a refund as flows see them: what a store-day, a bank line or a refund in the books is matched by.
// https://developer.squareup.com/reference/square/payments-api and …/refunds-api
import { Type, type Static } from 'typebox'
import { moneyField, moneyOfMinor } from '#connectors/kit/retail/money.ts'
import { speaking } from '#connectors/kit/retail/speaking.ts'
import { orNull } from '#connectors/kit/schemas.ts'
import { SQUARE_PAYMENT, SQUARE_REFUND } from './examples.ts'
import { PAYMENT_FIELDS, REFUND_FIELDS } from './retail.ts'
import type { SquareMoney, SquarePayment, SquareRefund } from './schemas.ts'

const moneyOrNull = (title: string, description: string) => Type.Union([moneyField(title), Type.Null()], { title, description })

export const Payment = speaking(
  'payment',
  Type.Object({
    id: Type.String({ title: 'Payment id' }),
    orderId: orNull('Sale', 'Id of the sale that it pays'),
    locationId: orNull('Location id'),
    status: orNull('Status', 'APPROVED, PENDING, COMPLETED, CANCELED or FAILED'),
    method: orNull('Tender', 'Such as CARD, CASH, WALLET or EXTERNAL; the key for a tender lookup table'),
    card: orNull('Card', 'Such as VISA'),
    lastDigits: orNull('Last digits', 'Of the card'),
    receipt: orNull('Receipt number'),
    total: moneyField('Amount', 'With the tip'),
    tip: moneyField('Tip', 'Part of the amount'),
    refunded: moneyField('Refunded'),
    fee: moneyOrNull('Fee', 'Kept by Square; nothing while it is not known'),
    net: moneyOrNull('Net', 'Amount less fee; nothing while the fee is not known'),
    createdAt: Type.String({ title: 'Made', description: 'ISO instant' }),
    updatedAt: Type.String({ title: 'Changed', description: 'ISO instant' }),
  }),
  PAYMENT_FIELDS,
)
type Payment = Static<typeof Payment>

/** Square keeps nothing of what was not paid through it. */
const FREE: ReadonlySet<string> = new Set(['CASH', 'EXTERNAL'])

export function toPayment(payment: SquarePayment): Payment {
  const { total_money: total, amount_money: amount, processing_fee: fees, card_details: details } = payment
  const currency = (total ?? amount)?.currency ?? 'USD'
  const minorOf = (money: SquareMoney | null | undefined) => money?.amount ?? 0
  const paid = minorOf(total ?? amount)
  const isFree = FREE.has(payment.source_type ?? '')
  const kept = (fees && fees.length > 0) || isFree ? (fees ?? []).reduce((sum, fee) => sum + minorOf(fee.amount_money), 0) : undefined
  const money = (minor: number) => moneyOfMinor(minor, currency)
  return {
    id: payment.id,
    orderId: payment.order_id ?? null,
    locationId: payment.location_id ?? null,
    status: payment.status ?? null,
    method: payment.source_type ?? null,
    card: details?.card?.card_brand ?? null,
    lastDigits: details?.card?.last_4 ?? null,
    receipt: payment.receipt_number ?? null,
    total: money(paid),
    tip: money(minorOf(payment.tip_money)),
    refunded: money(minorOf(payment.refunded_money)),
    fee: kept === undefined ? null : money(kept),
    net: kept === undefined ? null : money(paid - kept),
    createdAt: new Date(payment.created_at).toISOString(),
    updatedAt: new Date(payment.updated_at).toISOString(),
  }
}
export const PAYMENT: Payment = toPayment(SQUARE_PAYMENT)

export const Refund = speaking(
  'refund',
  Type.Object({
    id: Type.String({ title: 'Refund id' }),
    status: orNull('Status', 'PENDING, COMPLETED, REJECTED or FAILED'),
    amount: moneyField('Amount'),
    paymentId: orNull('Payment id'),
    orderId: orNull('Sale of the refund', 'A sale of its own, with what came back'),
    locationId: orNull('Location id'),
    reason: orNull('Reason'),
    createdAt: orNull('Made', 'ISO instant'),
    updatedAt: orNull('Changed', 'ISO instant'),
  }),
  REFUND_FIELDS,
)
type Refund = Static<typeof Refund>

const instant = (time: string | null | undefined) => (time ? new Date(time).toISOString() : null)
export const toRefund = (refund: SquareRefund): Refund => ({
  id: refund.id,
  status: refund.status ?? null,
  amount: moneyOfMinor(refund.amount_money.amount ?? 0, refund.amount_money.currency ?? 'USD'),
  paymentId: refund.payment_id ?? null,
  orderId: refund.order_id ?? null,
  locationId: refund.location_id ?? null,
  reason: refund.reason ?? null,
  createdAt: instant(refund.created_at),
  updatedAt: instant(refund.updated_at),
})
export const REFUND: Refund = toRefund(SQUARE_REFUND)
