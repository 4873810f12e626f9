// Reads a sales invoice or return by the customer and the reference.
import { Type } from 'typebox'
import type { Action } from '#connectors/kit/contract.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { name } from '../inputs.ts'
import { INVOICE_EXAMPLE, mustFindInvoice, SalesInvoice, toSalesInvoice } from '../sales-invoice.ts'

const Input = Type.Object(
  {
    customer: name('Customer', 'The customer’s name in ERPNext.'),
    reference: name('Reference', 'As it was given when the document was made.'),
    isReturn: Type.Optional(Type.Boolean({ title: 'Return', description: 'Looks among returns. Default: among invoices.' })),
  },
  { additionalProperties: false },
)

export const getSalesInvoice = {
  id: 'get-sales-invoice',
  label: 'Read sales invoice',
  description:
    'Reads the invoice or return with a reference: number, status, amounts and what is outstanding. Cancelled ones are not found.',
  effect: 'read',
  safety: 'upsert',
  input: Input,
  output: SalesInvoice,
  example: INVOICE_EXAMPLE,
  async run(input, context) {
    const { customer, reference, isReturn } = parseInput(Input, input)
    return toSalesInvoice(await mustFindInvoice(context, customer, reference, isReturn === true), context.config)
  },
} as const satisfies Action
