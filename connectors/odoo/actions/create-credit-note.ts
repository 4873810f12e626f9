// Makes and posts a customer credit note once, settled against its invoice where one is named.
import type { Action } from '#connectors/kit/contract.ts'
import { createInvoiceOnce, INVOICE_OWN } from '../invoice.ts'
import { CreditNoteInput, INVOICE_EXAMPLE, InvoiceOutput } from '../invoice-input.ts'
import { speaking } from '#connectors/kit/retail/speaking.ts'
import { CREDIT_NOTE_FIELDS } from '../retail.ts'
import { writes } from '../model-fields.ts'

export const createCreditNote = {
  id: 'create-credit-note',
  label: 'Create credit note',
  description: 'Creates and posts a customer credit note. Sending the same reference again gives the one that is there already.',
  effect: 'write',
  safety: 'look-up-first',
  input: speaking('refund', CreditNoteInput, CREDIT_NOTE_FIELDS),
  output: InvoiceOutput,
  example: { ...INVOICE_EXAMPLE, id: 32, number: 'RINV/2026/00002', reference: '#1001-R1' },
  discover: writes('account.move', INVOICE_OWN),
  run: (input, context) => createInvoiceOnce(context, 'out_refund', input as CreditNoteInput),
} as const satisfies Action
