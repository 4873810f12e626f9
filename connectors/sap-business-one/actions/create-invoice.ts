// Makes an invoice of an order, a delivery or lines, unless there is one of this reference. Without a delivery it takes the goods out of stock too.
import { Type } from 'typebox'
import type { Action } from '#connectors/kit/contract.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { writes } from '../user-fields.ts'
import { createDocument } from '../create-document.ts'
import { BasedInput } from '../document-input.ts'
import { KINDS, SALES_DOCUMENT, SalesDocument } from '../documents.ts'
import { speaking } from '#connectors/kit/retail/speaking.ts'
import { ORDER_FIELDS } from '../retail.ts'

const Input = BasedInput([
  ['order', 'Sales order'],
  ['delivery', 'Delivery'],
])

export const createInvoice = {
  id: 'create-invoice',
  label: 'Create an invoice',
  description:
    'Makes an invoice of an order, a delivery or lines, unless there is one of this reference. Without a delivery it takes the goods out of stock too.',
  effect: 'write',
  safety: 'look-up-first',
  input: speaking('order', Input, ORDER_FIELDS),
  output: Type.Object({ invoice: SalesDocument, created: Type.Boolean({ title: 'Made now' }) }),
  example: { invoice: { ...SALES_DOCUMENT, id: '590', number: '30084' }, created: true },
  discover: writes({ fields: 'document', 'lines.fields': 'line' }),
  async run(input, context) {
    const { document: invoice, created } = await createDocument(context, KINDS.invoice, parseInput(Input, input))
    return { invoice, created }
  },
} as const satisfies Action
