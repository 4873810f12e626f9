// Money received or spent without an invoice, such as the fees of a payout. Found again by its reference.
import { Type, type Static } from 'typebox'
import { AppError } from '#shared/errors.ts'
import type { Action } from '#connectors/kit/contract.ts'
import { oneAtATime } from '#connectors/kit/one-at-a-time.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { identityOf } from '../auth.ts'
import { create, read } from '../client.ts'
import { ContactInput, contactOf, isGone, LineAmounts, LineInput, lineOf } from '../document.ts'
import { BankTransactions, type XeroBankTransaction } from '../schemas.ts'
import { Day, decimalText, quoted, Reference } from '../values.ts'
import { speaking } from '#connectors/kit/retail/speaking.ts'
import { BANK_TRANSACTION_FIELDS } from '../retail.ts'

const Input = speaking(
  'payout',
  Type.Object(
    {
      kind: Type.Union([Type.Literal('RECEIVE', { title: 'Money received' }), Type.Literal('SPEND', { title: 'Money spent' })], {
        title: 'Kind',
        description: 'From the point of view of the bank account.',
      }),
      bankAccountCode: Type.String({
        title: 'Bank account',
        description: 'Its code. It decides on the currency.',
        minLength: 1,
        maxLength: 10,
      }),
      contact: ContactInput,
      date: Day('Date', 'In the calendar of the organisation.'),
      reference: Reference(
        'Reference',
        'Such as the id of the payout. Money of this kind with this reference is not booked a second time.',
      ),
      lineAmounts: LineAmounts,
      lines: Type.Array(LineInput, { title: 'Lines', description: 'What it was for.', minItems: 1, maxItems: 1_000 }),
    },
    { additionalProperties: false },
  ),
  BANK_TRANSACTION_FIELDS,
)
type Wanted = Static<typeof Input>

const Output = Type.Object({
  id: Type.String({ title: 'Id' }),
  status: Type.String({ title: 'Status' }),
  total: Type.String({ title: 'Total', description: "Decimal text in the bank account's currency" }),
  created: Type.Boolean({ title: 'Made now' }),
})

export const createBankTransaction = {
  id: 'create-bank-transaction',
  label: 'Book money received or spent',
  description: 'Books a bank transaction without an invoice, unless there is one with this reference.',
  effect: 'write',
  safety: 'look-up-first',
  input: Input,
  output: Output,
  example: { id: 'db54aab0-ad40-4ced-bcff-0940ba20db2c', status: 'AUTHORISED', total: '12.35', created: true },
  async run(input, context) {
    const wanted = parseInput(Input, input)
    const { kind, reference } = wanted
    return await oneAtATime(JSON.stringify([identityOf(context.config), kind, reference]), async () => {
      const where = `Type==${quoted(kind)} AND Reference==${quoted(reference)}`
      const { BankTransactions: found } = await read(context, '/BankTransactions', BankTransactions, { where, page: 1, unitdp: 4 })
      const known = found.find((one) => one.Type === kind && one.Reference === reference && !isGone(one))
      if (known) return result(known, false)
      const [made] = (await create(context, '/BankTransactions', BankTransactions, { BankTransactions: [bodyOf(wanted)] })).BankTransactions
      if (!made)
        throw new AppError('vendor-answer-invalid', {
          message: 'Xero answered a new bank transaction with none.',
          disposition: 'uncertain',
        })
      return result(made, true)
    })
  },
} as const satisfies Action

const bodyOf = ({ kind, bankAccountCode, contact, date, reference, lineAmounts, lines }: Wanted) => ({
  Type: kind,
  BankAccount: { Code: bankAccountCode },
  Contact: contactOf(contact),
  Date: date,
  Reference: reference,
  LineAmountTypes: lineAmounts ?? 'Exclusive',
  LineItems: lines.map(lineOf),
})

const result = (made: XeroBankTransaction, created: boolean): Static<typeof Output> => ({
  id: made.BankTransactionID,
  status: made.Status,
  total: decimalText(made.Total),
  created,
})
