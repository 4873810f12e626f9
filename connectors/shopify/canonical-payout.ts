// Payouts of Shopify Payments as flows see them: gross, fee and net of every transaction, in decimal with its currency.
import { Type, type Static } from 'typebox'
import { moneyOf, moneyField } from '#connectors/kit/retail/money.ts'
import type { MoneyV2 } from './documents/document.ts'
import type { BalanceTransaction, Payout } from './documents/payout.ts'
import { flag, list, nullable, optionalText, text } from './schemas/parts.ts'

export const RetailMovement = Type.Object({
  id: text('Transaction id'),
  type: text('Type', 'Such as charge, refund, dispute_withdrawal, adjustment'),
  date: text('Date', 'ISO instant'),
  gross: moneyField('Gross', 'Below zero for money that went out'),
  fee: moneyField('Fee', 'Above zero: taken by Shopify'),
  net: moneyField('Net', 'Gross without the fee: what the payout is made of'),
  order: nullable(Type.Object({ id: text('Order id'), name: text('Order number') }, { title: 'Order' })),
  orderTransactionId: optionalText('Order transaction', 'Number of the payment of the order'),
  payoutId: optionalText('Payout id'),
  payoutStatus: optionalText('Payout status'),
  sourceType: optionalText('Source'),
  sourceId: optionalText('Source id'),
  reason: optionalText('Reason', 'Of an adjustment'),
  test: flag('Is a test'),
})
export type RetailMovement = Static<typeof RetailMovement>

export const RetailPayout = Type.Object({
  id: text('Payout id'),
  number: text('Number'),
  issuedAt: text('Issued', 'ISO instant'),
  status: text('Status', 'scheduled, in_transit, paid, failed or canceled'),
  kind: text('Kind', 'deposit: to the bank; withdrawal: from it'),
  bankReference: optionalText('Bank reference'),
  net: moneyField('Net', 'What the bank account gets'),
  charges: moneyField('Charges'),
  chargeFees: moneyField('Fees of charges'),
  refunds: moneyField('Refunds'),
  refundFees: moneyField('Fees of refunds'),
  adjustments: moneyField('Adjustments'),
  adjustmentFees: moneyField('Fees of adjustments'),
  reserved: moneyField('Reserved funds'),
  reservedFees: moneyField('Fees of reserved funds'),
  transactions: nullable(
    list(RetailMovement, 'Transactions', 'Nothing where there are more than 1,000: read them with "Find balance transactions"'),
  ),
})
export type RetailPayout = Static<typeof RetailPayout>

const moneyIn = ({ amount, currencyCode }: Static<typeof MoneyV2>) => moneyOf(amount, currencyCode)
const textOf = (id: string | number | null): string | null => (id === null ? null : String(id))

export const toRetailMovement = (transaction: BalanceTransaction): RetailMovement => ({
  id: transaction.id,
  type: transaction.type.toLowerCase(),
  date: transaction.transactionDate,
  gross: moneyIn(transaction.amount),
  fee: moneyIn(transaction.fee),
  net: moneyIn(transaction.net),
  order: transaction.associatedOrder,
  orderTransactionId: textOf(transaction.sourceOrderTransactionId),
  payoutId: transaction.associatedPayout.id,
  payoutStatus: transaction.associatedPayout.status?.toLowerCase() ?? null,
  sourceType: transaction.sourceType?.toLowerCase() ?? null,
  sourceId: textOf(transaction.sourceId),
  reason: transaction.adjustmentReason,
  test: transaction.test,
})

export const toRetailPayout = (payout: Payout, transactions: readonly BalanceTransaction[] | null): RetailPayout => ({
  id: payout.id,
  number: String(payout.legacyResourceId),
  issuedAt: payout.issuedAt,
  status: payout.status.toLowerCase(),
  kind: payout.transactionType.toLowerCase(),
  bankReference: payout.externalTraceId,
  net: moneyIn(payout.net),
  charges: moneyIn(payout.summary.chargesGross),
  chargeFees: moneyIn(payout.summary.chargesFee),
  refunds: moneyIn(payout.summary.refundsFeeGross),
  refundFees: moneyIn(payout.summary.refundsFee),
  adjustments: moneyIn(payout.summary.adjustmentsGross),
  adjustmentFees: moneyIn(payout.summary.adjustmentsFee),
  reserved: moneyIn(payout.summary.reservedFundsGross),
  reservedFees: moneyIn(payout.summary.reservedFundsFee),
  transactions: transactions && transactions.map(toRetailMovement),
})
