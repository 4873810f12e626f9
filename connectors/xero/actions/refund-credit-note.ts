// Pays a credit note out, such as by the tender of a refund. Found again among the payments of the credit note by its reference.
// https://developer.xero.com/documentation/api/accounting/payments (payments of credit notes)
import { Type } from 'typebox'
import type { Action } from '#connectors/kit/contract.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { Money } from '#connectors/kit/retail/money.ts'
import { speaking } from '#connectors/kit/retail/speaking.ts'
import { CreditNoteChoice, needCreditNote } from '../credit-note.ts'
import { REFUND_PAYMENT_FIELDS } from '../retail.ts'
import { payOnce } from '../payment.ts'
import { Amount, Day, Reference } from '../values.ts'

const Input = speaking(
  'refund',
  Type.Object(
    {
      ...CreditNoteChoice,
      accountCode: Type.String({
        title: 'Account',
        description: 'Code of the bank account that the money left, or of one that payments may be made from.',
        minLength: 1,
        maxLength: 10,
      }),
      date: Day('Date', 'When it was paid out, in the calendar of the organisation.'),
      amount: Amount('Amount', "Decimal text in the credit note's currency."),
      reference: Reference('Reference', 'Tells payments of one credit note apart, such as the id of the refund at the payment provider.'),
    },
    { additionalProperties: false },
  ),
  REFUND_PAYMENT_FIELDS,
)
const Output = Type.Object({
  id: Type.String({ title: 'Id', description: 'Of the payment.' }),
  creditNoteId: Type.String({ title: 'Credit note id' }),
  amount: Money,
  created: Type.Boolean({ title: 'Made now' }),
})

export const refundCreditNote = {
  id: 'refund-credit-note',
  label: 'Pay a credit note out',
  description: 'Books money that a customer got back on a credit note, unless it has a payment with this reference.',
  effect: 'write',
  safety: 'look-up-first',
  input: Input,
  output: Output,
  example: {
    id: '99ea7f6b-c513-4066-bc27-b7c65dcd76c2',
    creditNoteId: '249f15fa-f2a7-4acc-8769-0984103f2225',
    amount: { amount: '12.00', currency: 'GBP' },
    created: true,
  },
  async run(input, context) {
    const wanted = parseInput(Input, input)
    const { document, payment } = await payOnce(context, wanted, {
      read: () => needCreditNote(context, wanted),
      named: ({ CreditNoteID }) => ({ CreditNote: { CreditNoteID } }),
    })
    return { ...payment, creditNoteId: document.CreditNoteID }
  },
} as const satisfies Action
