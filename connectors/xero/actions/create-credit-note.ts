// Makes a credit note, such as for a refund. Found again by its number.
import { Type, type Static } from 'typebox'
import { AppError } from '#shared/errors.ts'
import type { Action } from '#connectors/kit/contract.ts'
import { oneAtATime } from '#connectors/kit/one-at-a-time.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { Money, moneyOf } from '#connectors/kit/retail/money.ts'
import { identityOf } from '../auth.ts'
import { create } from '../client.ts'
import { findCreditNote } from '../credit-note.ts'
import { ContactInput, contactOf, LineAmounts, LineInput, lineOf } from '../document.ts'
import { CreditNotes, type XeroCreditNote } from '../schemas.ts'
import { Currency, Day, decimalText, Reference } from '../values.ts'
import { speaking } from '#connectors/kit/retail/speaking.ts'
import { CREDIT_NOTE_FIELDS } from '../retail.ts'

const Input = speaking(
  'refund',
  Type.Object(
    {
      number: Reference('Number', 'Such as HF-R-1001. A credit note of this number is not made a second time.'),
      reference: Type.Optional(Reference('Reference', 'Such as the number of the order.')),
      contact: ContactInput,
      date: Day('Date', 'In the calendar of the organisation.'),
      currency: Type.Optional(Currency),
      lineAmounts: LineAmounts,
      status: Type.Optional(
        Type.Union([Type.Literal('DRAFT'), Type.Literal('AUTHORISED')], { title: 'Status', description: 'Default: AUTHORISED.' }),
      ),
      lines: Type.Array(LineInput, {
        title: 'Lines',
        description: 'What is taken back, with amounts above zero.',
        minItems: 1,
        maxItems: 1_000,
      }),
    },
    { additionalProperties: false },
  ),
  CREDIT_NOTE_FIELDS,
)
type Wanted = Static<typeof Input>

const CreditNote = Type.Object({
  id: Type.String({ title: 'Id' }),
  number: Type.String({ title: 'Number' }),
  status: Type.String({ title: 'Status' }),
  total: Money,
  remaining: Money,
  created: Type.Boolean({ title: 'Made now' }),
})

export const createCreditNote = {
  id: 'create-credit-note',
  label: 'Create a credit note',
  description: 'Makes a credit note for a customer, unless there is one of this number.',
  effect: 'write',
  safety: 'look-up-first',
  input: Input,
  output: CreditNote,
  example: {
    id: '249f15fa-f2a7-4acc-8769-0984103f2225',
    number: 'HF-R-1001',
    status: 'AUTHORISED',
    total: { amount: '12.00', currency: 'GBP' },
    remaining: { amount: '12.00', currency: 'GBP' },
    created: true,
  },
  async run(input, context) {
    const wanted = parseInput(Input, input)
    return await oneAtATime(JSON.stringify([identityOf(context.config), 'credit-note', wanted.number]), async () => {
      const known = await findCreditNote(context, wanted.number)
      if (known) return result(known, false)
      const [made] = (await create(context, '/CreditNotes', CreditNotes, { CreditNotes: [bodyOf(wanted)] })).CreditNotes
      if (!made)
        throw new AppError('vendor-answer-invalid', { message: 'Xero answered a new credit note with none.', disposition: 'uncertain' })
      return result(made, true)
    })
  },
} as const satisfies Action

const bodyOf = ({ number, reference, contact, date, currency, lineAmounts, status, lines }: Wanted) => ({
  Type: 'ACCRECCREDIT',
  CreditNoteNumber: number,
  ...(reference !== undefined && { Reference: reference }),
  Contact: contactOf(contact),
  Date: date,
  ...(currency !== undefined && { CurrencyCode: currency }),
  LineAmountTypes: lineAmounts ?? 'Exclusive',
  Status: status ?? 'AUTHORISED',
  LineItems: lines.map(lineOf),
})

const result = (note: XeroCreditNote, created: boolean): Static<typeof CreditNote> => ({
  id: note.CreditNoteID,
  number: note.CreditNoteNumber ?? '',
  status: note.Status,
  total: moneyOf(decimalText(note.Total), note.CurrencyCode),
  remaining: moneyOf(decimalText(note.RemainingCredit ?? note.Total), note.CurrencyCode),
  created,
})
