// Makes and posts a customer invoice once.
import type { Action } from '#connectors/kit/contract.ts'
import { createInvoiceOnce, INVOICE_OWN } from '../invoice.ts'
import { INVOICE_EXAMPLE, InvoiceInput, InvoiceOutput } from '../invoice-input.ts'
import { speaking } from '#connectors/kit/retail/speaking.ts'
import { INVOICE_FIELDS } from '../retail.ts'
import { writes } from '../model-fields.ts'

export const createInvoice = {
  id: 'create-invoice',
  label: 'Create invoice',
  description: 'Creates and posts a customer invoice. Sending the same reference again gives the invoice that is there already.',
  effect: 'write',
  safety: 'look-up-first',
  input: speaking('order', InvoiceInput, INVOICE_FIELDS),
  output: InvoiceOutput,
  example: INVOICE_EXAMPLE,
  discover: writes('account.move', INVOICE_OWN),
  run: (input, context) => createInvoiceOnce(context, 'out_invoice', input as InvoiceInput),
} as const satisfies Action
