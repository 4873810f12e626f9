// Brings goods into stock of a warehouse, unless there is a receipt of this reference.
import type { Action } from '#connectors/kit/contract.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { POSTING, PostingOutput, postStock, ReceiptInput, RECEIPTS } from '../stock-posting.ts'
import { speaking } from '#connectors/kit/retail/speaking.ts'
import { RECEIPT_FIELDS } from '../retail.ts'

export const postGoodsReceipt = {
  id: 'post-goods-receipt',
  label: 'Post a goods receipt',
  description: 'Brings goods into stock of a warehouse, unless there is a receipt of this reference.',
  effect: 'write',
  safety: 'look-up-first',
  input: speaking('stock', ReceiptInput, RECEIPT_FIELDS),
  output: PostingOutput,
  example: POSTING,
  run: (input, context) => postStock(context, RECEIPTS, parseInput(ReceiptInput, input)),
} as const satisfies Action
