// Makes a sales invoice with its lines, and posts it where that is wanted. Found again by its external document number.
import { Type } from 'typebox'
import type { Action } from '#connectors/kit/contract.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { createPostable, KINDS, PostableInput, SALES_DOCUMENT, SalesDocument } from '../documents.ts'
import { writes } from '../own-fields.ts'
import { speaking } from '#connectors/kit/retail/speaking.ts'
import { ORDER_FIELDS } from '../retail.ts'

export const createSalesInvoice = {
  id: 'create-sales-invoice',
  label: 'Create a sales invoice',
  description: 'Makes a draft, unless there is a document of this external document number, and posts it where that is wanted.',
  effect: 'write',
  safety: 'look-up-first',
  input: speaking('order', PostableInput, ORDER_FIELDS),
  output: Type.Object({ invoice: SalesDocument, created: Type.Boolean({ title: 'Made now' }) }),
  example: { invoice: { ...SALES_DOCUMENT, number: 'PS-INV103001', status: 'Open' }, created: true },
  discover: writes('salesInvoices', 'salesInvoiceLines'),
  async run(input, context) {
    const { document: invoice, created } = await createPostable(context, KINDS.invoice, parseInput(PostableInput, input))
    return { invoice, created }
  },
} as const satisfies Action
