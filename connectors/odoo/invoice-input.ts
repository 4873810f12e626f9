// What a flow gives to "Create invoice" and "Create credit note", and what comes back.
import { Type, type Static } from 'typebox'
import { SystemFields } from '#connectors/kit/discover.ts'
import { DecimalText } from './decimals.ts'
import { FiscalPosition, LineInput } from './line.ts'
import { CustomerInput } from './partner.ts'

const day = (title: string, description: string) => Type.Optional(Type.String({ title, description, pattern: '^\\d{4}-\\d{2}-\\d{2}$' }))

export const InvoiceInput = Type.Object(
  {
    reference: Type.String({
      title: 'Reference',
      description:
        'Of the shop, such as the order or refund number. A document of this kind with this reference is never made a second time.',
      minLength: 1,
      maxLength: 120,
    }),
    customer: CustomerInput,
    lines: Type.Array(LineInput, {
      title: 'Lines',
      description: 'Goods, and fees as products of their own. Quantities are positive, on a credit note too.',
      minItems: 1,
      maxItems: 2_000,
    }),
    date: day('Invoice date', 'Such as 2026-03-01, in the time zone of the business. Empty: the day it is posted.'),
    dueDate: day('Due date', 'Empty: by the payment terms of the customer.'),
    company: Type.Optional(
      Type.String({ title: 'Company', description: 'Name of the company in Odoo, where there are several.', maxLength: 200 }),
    ),
    journal: Type.Optional(
      Type.String({ title: 'Journal', description: 'Short code of the sales journal. Empty: the default one.', maxLength: 60 }),
    ),
    currency: Type.Optional(
      Type.String({
        title: 'Currency',
        description: 'Three letters such as EUR; active in Odoo. Empty: that of the journal.',
        pattern: '^[A-Z]{3}$',
      }),
    ),
    fiscalPosition: Type.Optional(FiscalPosition),
    origin: Type.Optional(
      Type.String({ title: 'Source document', description: 'Where it came from, such as Shopify #1001.', maxLength: 200 }),
    ),
    note: Type.Optional(Type.String({ title: 'Note', description: 'Printed below the lines.', maxLength: 10_000 })),
    expectedTotal: Type.Optional(
      DecimalText(
        'Expected total',
        'With tax. When Odoo computes another total, the document stays a draft and goes to the exception desk.',
      ),
    ),
    fields: SystemFields,
    post: Type.Optional(Type.Boolean({ title: 'Post', description: 'Books it. Default: yes; otherwise it stays a draft.' })),
  },
  { additionalProperties: false },
)
export type InvoiceInput = Static<typeof InvoiceInput>

export const CreditNoteInput = Type.Object(
  {
    ...InvoiceInput.properties,
    invoiceReference: Type.Optional(
      Type.String({
        title: 'Reference of the invoice',
        description:
          'The invoice that is credited; it must be posted. Posting the credit note settles the two against each other as far as the invoice is unpaid.',
        minLength: 1,
        maxLength: 120,
      }),
    ),
  },
  { additionalProperties: false },
)
export type CreditNoteInput = Static<typeof CreditNoteInput>

export const InvoiceOutput = Type.Object({
  id: Type.Integer({ title: 'Odoo id', description: 'Of the account.move.' }),
  number: Type.Union([Type.String(), Type.Null()], {
    title: 'Number',
    description: 'Such as INV/2026/00012; nothing before it is posted.',
  }),
  reference: Type.String({ title: 'Reference', description: 'As given.' }),
  state: Type.String({ title: 'State', description: '`draft`, `posted` or `cancel`.' }),
  paymentState: Type.String({
    title: 'Payment state',
    description: 'Such as `not_paid`, `partial`, `in_payment`, `paid` or `reversed`.',
  }),
  created: Type.Boolean({ title: 'Created', description: 'False when it was there already.' }),
  customerId: Type.Integer({ title: 'Customer id', description: 'Of the res.partner.' }),
  currency: Type.String({ title: 'Currency', description: 'Three letters.' }),
  amountUntaxed: Type.String({ title: 'Untaxed amount', description: 'Decimal text.' }),
  amountTax: Type.String({ title: 'Tax', description: 'Decimal text.' }),
  amountTotal: Type.String({ title: 'Total', description: 'Decimal text.' }),
  amountDue: Type.String({ title: 'Amount due', description: 'Decimal text: what is still to be paid.' }),
})
export type InvoiceOutput = Static<typeof InvoiceOutput>

export const INVOICE_EXAMPLE = {
  id: 31,
  number: 'INV/2026/00031',
  reference: '#1001',
  state: 'posted',
  paymentState: 'not_paid',
  created: true,
  customerId: 7,
  currency: 'GBP',
  amountUntaxed: '90.00',
  amountTax: '18.00',
  amountTotal: '108.00',
  amountDue: '108.00',
} as const satisfies InvoiceOutput
