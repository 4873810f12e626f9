// Pays an invoice. Found again among the payments of the invoice by its reference.
import { Type } from 'typebox'
import type { Action } from '#connectors/kit/contract.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { Money } from '#connectors/kit/retail/money.ts'
import { InvoiceChoice, needInvoice } from '../invoice.ts'
import { payOnce } from '../payment.ts'
import { Amount, Day, Reference } from '../values.ts'
import { speaking } from '#connectors/kit/retail/speaking.ts'
import { PAYMENT_INPUT_FIELDS } from '../retail.ts'

const Input = speaking(
  'payment',
  Type.Object(
    {
      ...InvoiceChoice,
      accountCode: Type.String({
        title: 'Account',
        description: 'Code of a bank account, or of one that payments may be made to.',
        minLength: 1,
        maxLength: 10,
      }),
      date: Day('Date', 'When it was paid, in the calendar of the organisation.'),
      amount: Amount('Amount', "Decimal text in the invoice's currency."),
      reference: Reference('Reference', 'Tells payments of one invoice apart, such as the id at the payment provider.'),
    },
    { additionalProperties: false },
  ),
  PAYMENT_INPUT_FIELDS,
)
const Output = Type.Object({
  id: Type.String({ title: 'Id' }),
  invoiceId: Type.String({ title: 'Invoice id' }),
  amount: Money,
  created: Type.Boolean({ title: 'Made now' }),
})

export const createPayment = {
  id: 'create-payment',
  label: 'Pay an invoice',
  description: 'Books a payment on an invoice, unless it has one with this reference.',
  effect: 'write',
  safety: 'look-up-first',
  input: Input,
  output: Output,
  example: {
    id: '99ea7f6b-c513-4066-bc27-b7c65dcd76c2',
    invoiceId: '220ddca8-3144-4085-9a88-2d72c5133734',
    amount: { amount: '120.00', currency: 'GBP' },
    created: true,
  },
  async run(input, context) {
    const wanted = parseInput(Input, input)
    const { document, payment } = await payOnce(context, wanted, {
      read: () => needInvoice(context, wanted),
      named: ({ InvoiceID }) => ({ Invoice: { InvoiceID } }),
    })
    return { ...payment, invoiceId: document.InvoiceID }
  },
} as const satisfies Action
