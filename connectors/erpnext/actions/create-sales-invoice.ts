// A sales invoice, made when it is not there, and submitted where that is wanted.
import type { Action } from '#connectors/kit/contract.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { createInvoiceOnce, INVOICE_EXAMPLE, InvoiceInput, SalesInvoice } from '../sales-invoice.ts'
import { speaking } from '#connectors/kit/retail/speaking.ts'
import { INVOICE_FIELDS } from '../retail.ts'

export const createSalesInvoice = {
  id: 'create-sales-invoice',
  label: 'Create sales invoice',
  description:
    'Makes a sales invoice unless the customer has one with this reference already; one that is there is not changed, but submitted.',
  effect: 'write',
  safety: 'look-up-first',
  input: speaking('order', InvoiceInput, INVOICE_FIELDS),
  output: SalesInvoice,
  example: INVOICE_EXAMPLE,
  run: (input, context) => createInvoiceOnce(context, parseInput(InvoiceInput, input), false),
} as const satisfies Action
