// Books a sale that was paid at once, such as an order or a sale at the till.
import type { Action } from '#connectors/kit/contract.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { create } from '../client.ts'
import { receiptBody, ReceiptInput } from '../receipt.ts'
import { SalesReceiptAnswer } from '../schemas.ts'
import { BOOKED, Booked, toBooked } from '../transaction.ts'
import { speaking } from '#connectors/kit/retail/speaking.ts'
import { RECEIPT_FIELDS } from '../retail.ts'

export const createSalesReceipt = {
  id: 'create-sales-receipt',
  label: 'Book a sales receipt',
  description: 'Books a sale that was paid at once, such as an order or a sale at the till.',
  effect: 'write',
  safety: 'key',
  input: speaking('order', ReceiptInput, RECEIPT_FIELDS),
  output: Booked,
  example: BOOKED,
  async run(input, context) {
    const answer = await create(context, '/salesreceipt', SalesReceiptAnswer, await receiptBody(context, parseInput(ReceiptInput, input)))
    return toBooked(answer.SalesReceipt)
  },
} as const satisfies Action
