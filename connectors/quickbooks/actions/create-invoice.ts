// Makes an invoice that is paid later.
import type { Action } from '#connectors/kit/contract.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { createDocumentOnce, DOCUMENT, InvoiceInput, MadeDocument } from '../document.ts'
import { speaking } from '#connectors/kit/retail/speaking.ts'
import { INVOICE_FIELDS } from '../retail.ts'

export const createInvoice = {
  id: 'create-invoice',
  label: 'Create an invoice',
  description: 'Makes an invoice. The same number again gives the invoice that is there already.',
  effect: 'write',
  safety: 'look-up-first',
  input: speaking('order', InvoiceInput, INVOICE_FIELDS),
  output: MadeDocument,
  example: { ...DOCUMENT, created: true },
  run: (input, context) => createDocumentOnce(context, 'Invoice', parseInput(InvoiceInput, input)),
} as const satisfies Action
