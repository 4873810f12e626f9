// What came back, as a return (credit note): an invoice below zero, set against the invoice it is of.
import type { Action } from '#connectors/kit/contract.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { createInvoiceOnce, INVOICE_EXAMPLE, ReturnInput, SalesInvoice } from '../sales-invoice.ts'
import { speaking } from '#connectors/kit/retail/speaking.ts'
import { RETURN_FIELDS } from '../retail.ts'

const pounds = (amount: string) => ({ amount, currency: 'GBP' })

export const createSalesReturn = {
  id: 'create-sales-return',
  label: 'Create sales return',
  description: 'Makes a credit note for what came back, unless the customer has one with this reference already.',
  effect: 'write',
  safety: 'look-up-first',
  input: speaking('refund', ReturnInput, RETURN_FIELDS),
  output: SalesInvoice,
  example: {
    ...INVOICE_EXAMPLE,
    number: 'ACC-SINV-RET-2026-00003',
    reference: '#1042-R1',
    isReturn: true,
    status: 'Return',
    net: pounds('-31.25'),
    tax: pounds('-6.25'),
    total: pounds('-37.50'),
    outstanding: pounds('0.00'),
  },
  run: (input, context) => createInvoiceOnce(context, parseInput(ReturnInput, input), true),
} as const satisfies Action
