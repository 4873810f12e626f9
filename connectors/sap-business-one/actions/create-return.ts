// Makes a return of a delivery or of lines, unless there is one of this reference. It brings the goods back into stock.
import { Type } from 'typebox'
import type { Action } from '#connectors/kit/contract.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { writes } from '../user-fields.ts'
import { createDocument } from '../create-document.ts'
import { BasedInput } from '../document-input.ts'
import { KINDS, SALES_DOCUMENT, SalesDocument } from '../documents.ts'
import { speaking } from '#connectors/kit/retail/speaking.ts'
import { REFUND_FIELDS } from '../retail.ts'

const Input = BasedInput([['delivery', 'Delivery']])

export const createReturn = {
  id: 'create-return',
  label: 'Create a return',
  description: 'Makes a return of a delivery or of lines, unless there is one of this reference. It brings the goods back into stock.',
  effect: 'write',
  safety: 'look-up-first',
  input: speaking('refund', Input, REFUND_FIELDS),
  output: Type.Object({ return: SalesDocument, created: Type.Boolean({ title: 'Made now' }) }),
  example: { return: { ...SALES_DOCUMENT, id: '41', number: '40012' }, created: true },
  discover: writes({ fields: 'document', 'lines.fields': 'line' }),
  async run(input, context) {
    const { document, created } = await createDocument(context, KINDS.return, parseInput(Input, input))
    return { return: document, created }
  },
} as const satisfies Action
