// Makes a sales credit memo with its lines, and posts it where that is wanted. Found again by its external document number.
import { Type } from 'typebox'
import type { Action } from '#connectors/kit/contract.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { createPostable, KINDS, PostableInput, SALES_DOCUMENT, SalesDocument } from '../documents.ts'
import { writes } from '../own-fields.ts'
import { speaking } from '#connectors/kit/retail/speaking.ts'
import { CREDIT_MEMO_FIELDS } from '../retail.ts'

export const createSalesCreditMemo = {
  id: 'create-sales-credit-memo',
  label: 'Create a sales credit memo',
  description: 'Makes a draft, unless there is a document of this external document number, and posts it where that is wanted.',
  effect: 'write',
  safety: 'look-up-first',
  input: speaking('refund', PostableInput, CREDIT_MEMO_FIELDS),
  output: Type.Object({ creditMemo: SalesDocument, created: Type.Boolean({ title: 'Made now' }) }),
  example: { creditMemo: { ...SALES_DOCUMENT, number: 'PS-CR104001', status: 'Open' }, created: true },
  discover: writes('salesCreditMemos', 'salesCreditMemoLines'),
  async run(input, context) {
    const { document: creditMemo, created } = await createPostable(context, KINDS.creditMemo, parseInput(PostableInput, input))
    return { creditMemo, created }
  },
} as const satisfies Action
