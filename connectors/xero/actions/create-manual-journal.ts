// Posts a journal, such as the takings of a store's day. Found again by its narration, which ends with the reference.
import { Decimal } from 'decimal.js'
import { Type, type Static } from 'typebox'
import { AppError } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import type { Action } from '#connectors/kit/contract.ts'
import { oneAtATime } from '#connectors/kit/one-at-a-time.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { identityOf } from '../auth.ts'
import { create, read } from '../client.ts'
import { isGone, LineInput } from '../document.ts'
import { ManualJournals, type XeroManualJournal } from '../schemas.ts'
import { Amount, Day, dayOf, numberOf, quoted, Reference } from '../values.ts'
import { speaking } from '#connectors/kit/retail/speaking.ts'
import { JOURNAL_FIELDS } from '../retail.ts'

const { accountCode, taxType, tracking } = LineInput.properties

const Input = speaking(
  'journal',
  Type.Object(
    {
      reference: Reference('Reference', 'Such as POS-QUAY-2026-03-02. A journal with this reference is not posted a second time.'),
      narration: Reference('Narration', 'What it is, such as Takings Quay Street. The reference is added to it.'),
      date: Day('Date', 'In the calendar of the organisation.'),
      status: Type.Optional(
        Type.Union([Type.Literal('DRAFT'), Type.Literal('POSTED')], { title: 'Status', description: 'Default: POSTED.' }),
      ),
      lines: Type.Array(
        Type.Object(
          {
            amount: Amount('Amount', 'Decimal text: above zero is debit, below zero credit. All lines together must be zero.'),
            accountCode,
            description: Type.Optional(Type.String({ title: 'Description', description: 'Shown on the line.', maxLength: 4_000 })),
            taxType,
            tracking,
          },
          { additionalProperties: false },
        ),
        { title: 'Lines', description: 'Debits and credits.', minItems: 2, maxItems: 1_000 },
      ),
    },
    { additionalProperties: false },
  ),
  JOURNAL_FIELDS,
)
type Wanted = Static<typeof Input>

const Output = Type.Object({
  id: Type.String({ title: 'Id' }),
  narration: Type.String({ title: 'Narration' }),
  status: Type.String({ title: 'Status' }),
  date: Type.Union([Type.String(), Type.Null()], { title: 'Date' }),
  created: Type.Boolean({ title: 'Made now' }),
})

export const createManualJournal = {
  id: 'create-manual-journal',
  label: 'Post a journal',
  description: 'Posts debits and credits that balance, unless there is a journal with this reference.',
  effect: 'write',
  safety: 'look-up-first',
  input: Input,
  output: Output,
  example: {
    id: '0b159335-606b-485f-b51b-97b3b32bad32',
    narration: 'Takings Quay Street (POS-QUAY-2026-03-02)',
    status: 'POSTED',
    date: '2026-03-02',
    created: true,
  },
  async run(input, context) {
    const wanted = parseInput(Input, input)
    const difference = wanted.lines.reduce((sum, { amount }) => sum.plus(amount), new Decimal(0))
    if (!difference.isZero()) {
      throw new AppError('action-input-invalid', {
        message: say`The journal does not balance: debits less credits are ${difference.toFixed()}.`,
        fix: 'Give every amount once as a debit and once as a credit, below zero.',
      })
    }
    const narration = `${wanted.narration} (${wanted.reference})`
    return await oneAtATime(JSON.stringify([identityOf(context.config), 'journal', narration]), async () => {
      const { ManualJournals: found } = await read(context, '/ManualJournals', ManualJournals, {
        where: `Narration==${quoted(narration)}`,
        page: 1,
      })
      const known = found.find((journal) => journal.Narration === narration && !isGone(journal))
      if (known) return result(known, false)
      const [made] = (await create(context, '/ManualJournals', ManualJournals, { ManualJournals: [bodyOf(wanted, narration)] }))
        .ManualJournals
      if (!made)
        throw new AppError('vendor-answer-invalid', { message: 'Xero answered a new journal with none.', disposition: 'uncertain' })
      return result(made, true)
    })
  },
} as const satisfies Action

const bodyOf = ({ date, status, lines }: Wanted, narration: string) => ({
  Narration: narration,
  Date: date,
  Status: status ?? 'POSTED',
  LineAmountTypes: 'NoTax',
  JournalLines: lines.map((line) => ({
    LineAmount: numberOf(line.amount),
    AccountCode: line.accountCode,
    ...(line.description !== undefined && { Description: line.description }),
    ...(line.taxType !== undefined && { TaxType: line.taxType }),
    ...(line.tracking && { Tracking: line.tracking.map(({ category, option }) => ({ Name: category, Option: option })) }),
  })),
})

const result = ({ ManualJournalID, Narration, Status, Date }: XeroManualJournal, created: boolean): Static<typeof Output> => ({
  id: ManualJournalID,
  narration: Narration,
  status: Status,
  date: Date === undefined ? null : dayOf(Date),
  created,
})
