// Makes a sales invoice or a bill. Found again by its number: sales invoices have one once, bills once for each supplier.
import { Type, type Static } from 'typebox'
import { AppError } from '#shared/errors.ts'
import type { Action, ActionContext } from '#connectors/kit/contract.ts'
import { oneAtATime } from '#connectors/kit/one-at-a-time.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { identityOf } from '../auth.ts'
import { create } from '../client.ts'
import { ContactInput, contactOf, LineAmounts, LineInput, lineOf } from '../document.ts'
import { findByNumber, Invoice, INVOICE, toInvoice } from '../invoice.ts'
import { Invoices, type XeroInvoice } from '../schemas.ts'
import { Currency, Day, numberOf, Reference } from '../values.ts'
import { speaking } from '#connectors/kit/retail/speaking.ts'
import { INVOICE_INPUT_FIELDS } from '../retail.ts'

const Input = speaking(
  'order',
  Type.Object(
    {
      kind: Type.Optional(
        Type.Union([Type.Literal('sale', { title: 'Sales invoice' }), Type.Literal('bill', { title: 'Bill' })], {
          title: 'Kind',
          description: 'Default: a sales invoice.',
        }),
      ),
      number: Reference('Number', 'Such as HF-1001. An invoice of this number is not made a second time.'),
      reference: Type.Optional(Reference('Reference', 'Such as the number of the order. Only of sales invoices.')),
      contact: ContactInput,
      date: Day('Date', 'In the calendar of the organisation.'),
      dueDate: Type.Optional(Day('Due date', 'The date when empty.')),
      currency: Type.Optional(Currency),
      currencyRate: Type.Optional(
        Type.String({
          title: 'Exchange rate',
          description: "Foreign units for one of the organisation's currency. Xero's rate of the day when empty.",
          pattern: '^(0|[1-9][0-9]*)(\\.[0-9]{1,6})?$',
        }),
      ),
      lineAmounts: LineAmounts,
      status: Type.Optional(
        Type.Union([Type.Literal('DRAFT'), Type.Literal('SUBMITTED'), Type.Literal('AUTHORISED')], {
          title: 'Status',
          description: 'Payments need an authorised one. Default: AUTHORISED.',
        }),
      ),
      lines: Type.Array(LineInput, { title: 'Lines', description: 'What was sold or bought.', minItems: 1, maxItems: 1_000 }),
    },
    { additionalProperties: false },
  ),
  INVOICE_INPUT_FIELDS,
)
type Wanted = Static<typeof Input>

export const createInvoice = {
  id: 'create-invoice',
  label: 'Create an invoice',
  description: 'Makes a sales invoice or a bill, unless there is one of this number.',
  effect: 'write',
  safety: 'look-up-first',
  input: Input,
  output: Type.Object({ invoice: Invoice, created: Type.Boolean({ title: 'Made now' }) }),
  example: { invoice: INVOICE, created: true },
  async run(input, context) {
    const wanted = parseInput(Input, input)
    return await oneAtATime(JSON.stringify([identityOf(context.config), 'invoice', wanted.number]), async () => {
      const known = await existing(wanted, context)
      if (known) return { invoice: toInvoice(known), created: false }
      const [made] = (await create(context, '/Invoices', Invoices, { Invoices: [bodyOf(wanted)] })).Invoices
      if (!made)
        throw new AppError('vendor-answer-invalid', { message: 'Xero answered a new invoice with none.', disposition: 'uncertain' })
      return { invoice: toInvoice(made), created: true }
    })
  },
} as const satisfies Action

async function existing({ kind, number, contact }: Wanted, context: ActionContext): Promise<XeroInvoice | undefined> {
  if (kind !== 'bill') return (await findByNumber(context, number, 'ACCREC'))[0]
  const bills = await findByNumber(context, number, 'ACCPAY')
  return bills.find(({ Contact }) =>
    contact.id !== undefined
      ? Contact.ContactID === contact.id
      : contact.number !== undefined
        ? Contact.ContactNumber === contact.number
        : Contact.Name === contact.name,
  )
}

const bodyOf = ({ kind, number, reference, contact, date, dueDate, currency, currencyRate, lineAmounts, status, lines }: Wanted) => ({
  Type: kind === 'bill' ? 'ACCPAY' : 'ACCREC',
  InvoiceNumber: number,
  ...(reference !== undefined && { Reference: reference }),
  Contact: contactOf(contact),
  Date: date,
  DueDate: dueDate ?? date,
  ...(currency !== undefined && { CurrencyCode: currency }),
  ...(currencyRate !== undefined && { CurrencyRate: numberOf(currencyRate) }),
  LineAmountTypes: lineAmounts ?? 'Exclusive',
  Status: status ?? 'AUTHORISED',
  LineItems: lines.map(lineOf),
})
