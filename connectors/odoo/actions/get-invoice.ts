// Reads one customer invoice or credit note by its reference.
import { Type, type Static } from 'typebox'
import type { Action } from '#connectors/kit/contract.ts'
import { mustFindInvoice, toInvoiceOutput } from '../invoice.ts'
import { INVOICE_EXAMPLE, InvoiceOutput } from '../invoice-input.ts'

const Input = Type.Object(
  {
    reference: Type.String({
      title: 'Reference',
      description: 'As it was given when the document was made.',
      minLength: 1,
      maxLength: 120,
    }),
    kind: Type.Optional(
      Type.Union([Type.Literal('invoice'), Type.Literal('credit-note')], { title: 'Kind', description: 'Default: invoice.' }),
    ),
  },
  { additionalProperties: false },
)

export const getInvoice = {
  id: 'get-invoice',
  label: 'Get invoice',
  description: 'Finds an invoice or credit note by its reference. One that is not there sends the record to the exception desk.',
  effect: 'read',
  safety: 'upsert',
  input: Input,
  output: InvoiceOutput,
  example: { ...INVOICE_EXAMPLE, created: false, paymentState: 'paid', amountDue: '0.00' },
  async run(input, context) {
    const { reference, kind } = input as Static<typeof Input>
    return toInvoiceOutput(await mustFindInvoice(context, kind === 'credit-note' ? 'out_refund' : 'out_invoice', reference), false)
  },
} as const satisfies Action
