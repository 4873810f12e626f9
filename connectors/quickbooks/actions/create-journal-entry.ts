// Posts a journal entry, such as the takings of a store's day. It must balance before it is sent.
import { Decimal } from 'decimal.js'
import { Type, type Static } from 'typebox'
import { AppError } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import type { Action } from '#connectors/kit/contract.ts'
import { exactNumber } from '#connectors/kit/exact-json.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { create } from '../client.ts'
import { JournalEntryAnswer } from '../schemas.ts'
import { BOOKED, Booked, toBooked } from '../transaction.ts'
import { Amount, Currency, Day, DocumentNumber, Id, LineText, Note, refOf } from '../values.ts'
import { speaking } from '#connectors/kit/retail/speaking.ts'
import { JOURNAL_FIELDS } from '../retail.ts'

const Line = Type.Object(
  {
    amount: Amount('Amount', 'Decimal text: above zero is debit, below zero credit. All lines together must be zero.'),
    accountId: Id('Account', "QuickBooks' id of the account."),
    description: LineText,
    customerId: Type.Optional(Id('Customer', 'Needed for lines on accounts receivable.')),
    locationId: Type.Optional(Id('Location', 'Such as a store, where the company keeps locations.')),
    classId: Type.Optional(Id('Class', 'Where the company divides its books by classes.')),
  },
  { additionalProperties: false },
)

const Input = speaking(
  'journal',
  Type.Object(
    {
      number: DocumentNumber('Of your own, such as QUAY-2026-03-02.'),
      date: Day('In the calendar of the company.'),
      currency: Currency,
      note: Note,
      lines: Type.Array(Line, { title: 'Lines', description: 'Debits and credits.', minItems: 2, maxItems: 1_000 }),
    },
    { additionalProperties: false },
  ),
  JOURNAL_FIELDS,
)

export const createJournalEntry = {
  id: 'create-journal-entry',
  label: 'Post a journal entry',
  description: 'Posts debits and credits that balance.',
  effect: 'write',
  safety: 'key',
  input: Input,
  output: Booked,
  example: { ...BOOKED, number: 'QUAY-2026-03-02', total: null, tax: null },
  async run(input, context) {
    const wanted = parseInput(Input, input)
    checkBalance(wanted.lines)
    const { JournalEntry } = await create(context, '/journalentry', JournalEntryAnswer, bodyOf(wanted))
    // What QuickBooks answers for the total of a journal is zero, or nothing.
    return { ...toBooked(JournalEntry), total: null }
  },
} as const satisfies Action

function checkBalance(lines: readonly Static<typeof Line>[]): void {
  const difference = lines.reduce((sum, { amount }) => sum.plus(amount), new Decimal(0))
  if (difference.isZero()) return
  throw new AppError('action-input-invalid', {
    message: say`The journal does not balance: debits less credits are ${difference.toFixed()}.`,
    fix: 'Give every amount once as a debit and once as a credit, below zero.',
  })
}

const bodyOf = ({ number, date, currency, note, lines }: Static<typeof Input>) => ({
  DocNumber: number,
  TxnDate: date,
  ...refOf('CurrencyRef', currency),
  ...(note !== undefined && { PrivateNote: note }),
  Line: lines.map(({ amount, accountId, description, customerId, locationId, classId }) => ({
    ...(description !== undefined && { Description: description }),
    Amount: exactNumber(amount.replace(/^-/, '')),
    DetailType: 'JournalEntryLineDetail',
    JournalEntryLineDetail: {
      PostingType: amount.startsWith('-') ? 'Credit' : 'Debit',
      ...refOf('AccountRef', accountId),
      ...(customerId !== undefined && { Entity: { Type: 'Customer', ...refOf('EntityRef', customerId) } }),
      ...refOf('DepartmentRef', locationId),
      ...refOf('ClassRef', classId),
    },
  })),
})
