// Makes a credit memo of an invoice, a return or lines, unless there is one of this reference. Without a return it brings the goods back too.
import { Type } from 'typebox'
import type { Action } from '#connectors/kit/contract.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { writes } from '../user-fields.ts'
import { createDocument } from '../create-document.ts'
import { BasedInput } from '../document-input.ts'
import { KINDS, SALES_DOCUMENT, SalesDocument } from '../documents.ts'
import { speaking } from '#connectors/kit/retail/speaking.ts'
import { REFUND_FIELDS } from '../retail.ts'

const Input = BasedInput([
  ['invoice', 'Invoice'],
  ['return', 'Return'],
])

export const createCreditMemo = {
  id: 'create-credit-memo',
  label: 'Create a credit memo',
  description:
    'Makes a credit memo of an invoice, a return or lines, unless there is one of this reference. Without a return it brings the goods back too.',
  effect: 'write',
  safety: 'look-up-first',
  input: speaking('refund', Input, REFUND_FIELDS),
  output: Type.Object({ creditMemo: SalesDocument, created: Type.Boolean({ title: 'Made now' }) }),
  example: { creditMemo: { ...SALES_DOCUMENT, id: '57', number: '50009' }, created: true },
  discover: writes({ fields: 'document', 'lines.fields': 'line' }),
  async run(input, context) {
    const { document: creditMemo, created } = await createDocument(context, KINDS['credit-memo'], parseInput(Input, input))
    return { creditMemo, created }
  },
} as const satisfies Action
