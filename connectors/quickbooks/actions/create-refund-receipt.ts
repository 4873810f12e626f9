// Books what was given back to a customer, with the money that went out.
import type { Action } from '#connectors/kit/contract.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { create } from '../client.ts'
import { receiptBody, ReceiptInput } from '../receipt.ts'
import { RefundReceiptAnswer } from '../schemas.ts'
import { BOOKED, Booked, toBooked } from '../transaction.ts'
import { speaking } from '#connectors/kit/retail/speaking.ts'
import { REFUND_RECEIPT_FIELDS } from '../retail.ts'

export const createRefundReceipt = {
  id: 'create-refund-receipt',
  label: 'Book a refund receipt',
  description: 'Books what was given back to a customer, with the money that went out.',
  effect: 'write',
  safety: 'key',
  input: speaking('refund', ReceiptInput, REFUND_RECEIPT_FIELDS),
  output: Booked,
  example: BOOKED,
  async run(input, context) {
    const answer = await create(context, '/refundreceipt', RefundReceiptAnswer, await receiptBody(context, parseInput(ReceiptInput, input)))
    return toBooked(answer.RefundReceipt)
  },
} as const satisfies Action
