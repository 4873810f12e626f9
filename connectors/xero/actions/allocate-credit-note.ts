// Sets a credit note against an invoice of the same contact. Xero keeps no reference of it: a credit note is set against an invoice once, and found again
// by the two.
// https://developer.xero.com/documentation/api/accounting/creditnotes (allocations)
import { Decimal } from 'decimal.js'
import { Type } from 'typebox'
import { AppError } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import type { Action } from '#connectors/kit/contract.ts'
import { oneAtATime } from '#connectors/kit/one-at-a-time.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { Money, moneyOf } from '#connectors/kit/retail/money.ts'
import { identityOf } from '../auth.ts'
import { create } from '../client.ts'
import { CreditNoteChoice, needCreditNote } from '../credit-note.ts'
import { InvoiceChoice, needInvoice } from '../invoice.ts'
import { Allocations } from '../schemas.ts'
import { Amount, Day, decimalText, numberOf } from '../values.ts'

const Input = Type.Object(
  {
    ...CreditNoteChoice,
    invoiceId: InvoiceChoice.invoiceId,
    invoiceNumber: InvoiceChoice.number,
    date: Day('Date', 'In the calendar of the organisation.'),
    amount: Amount('Amount', "Decimal text in the credit note's currency."),
  },
  { additionalProperties: false },
)
const Output = Type.Object({
  creditNoteId: Type.String({ title: 'Credit note id' }),
  invoiceId: Type.String({ title: 'Invoice id' }),
  amount: Money,
  created: Type.Boolean({ title: 'Made now' }),
})

export const allocateCreditNote = {
  id: 'allocate-credit-note',
  label: 'Set a credit note against an invoice',
  description: 'Takes an amount of a credit note off what is due on an invoice of the same contact, once for the two.',
  effect: 'write',
  safety: 'look-up-first',
  input: Input,
  output: Output,
  example: {
    creditNoteId: '249f15fa-f2a7-4acc-8769-0984103f2225',
    invoiceId: '220ddca8-3144-4085-9a88-2d72c5133734',
    amount: { amount: '12.00', currency: 'GBP' },
    created: true,
  },
  async run(input, context) {
    const { creditNoteId, number, invoiceId, invoiceNumber, date, amount } = parseInput(Input, input)
    const choice = { ...(creditNoteId !== undefined && { creditNoteId }), ...(number !== undefined && { number }) }
    const invoice = await needInvoice(context, {
      ...(invoiceId !== undefined && { invoiceId }),
      ...(invoiceNumber !== undefined && { number: invoiceNumber }),
    })
    const name = JSON.stringify([identityOf(context.config), 'allocation', creditNoteId ?? number])
    return await oneAtATime(name, async () => {
      const note = await needCreditNote(context, choice)
      const result = (created: boolean) => ({
        creditNoteId: note.CreditNoteID,
        invoiceId: invoice.InvoiceID,
        amount: moneyOf(new Decimal(amount).toFixed(), note.CurrencyCode),
        created,
      })
      const known = note.Allocations?.find((one) => one.Invoice?.InvoiceID === invoice.InvoiceID && one.IsDeleted !== true)
      if (known && new Decimal(known.Amount).equals(amount)) return result(false)
      if (known)
        throw new AppError('vendor-rejected', {
          message: say`Credit note ${note.CreditNoteNumber ?? note.CreditNoteID} is set against invoice ${invoice.InvoiceNumber ?? invoice.InvoiceID} with ${decimalText(known.Amount)} already, not ${amount}.`,
          fix: 'Look at the credit note in Xero, and correct the amount there or here.',
        })
      const allocation = { Invoice: { InvoiceID: invoice.InvoiceID }, Amount: numberOf(amount), Date: date }
      const made = await create(context, `/CreditNotes/${note.CreditNoteID}/Allocations`, Allocations, { Allocations: [allocation] })
      if (made.Allocations.length === 0)
        throw new AppError('vendor-answer-invalid', { message: 'Xero answered a new allocation with none.', disposition: 'uncertain' })
      return result(true)
    })
  },
} as const satisfies Action
