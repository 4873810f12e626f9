// Posts a journal entry, such as the takings of a store's day. Found again by its reference and date.
import { Decimal } from 'decimal.js'
import { Type, type Static } from 'typebox'
import { AppError } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import type { Action, ActionContext } from '#connectors/kit/contract.ts'
import { quoted } from '#connectors/kit/odata/filter.ts'
import { oneAtATime } from '#connectors/kit/one-at-a-time.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { identityOf, readConfig } from '../auth.ts'
import { create, list } from '../client.ts'
import { referenceField } from '../reference.ts'
import { seriesOf, SeriesName } from '../series.ts'
import { Amount, dayOf, Day, MaybeText, numberOf, ownCurrency, refuseInput, Text } from '../values.ts'
import { speaking } from '#connectors/kit/retail/speaking.ts'
import { JOURNAL_FIELDS } from '../retail.ts'

const Line = Type.Object(
  {
    account: Type.Optional(Text('Account', 'Number of the G/L account.', 15)),
    partner: Type.Optional(
      Text('Business partner', 'Instead of an account: code of a customer or supplier, whose control account is taken.', 15),
    ),
    amount: Amount('Amount', 'Above zero is debit, below zero credit.'),
    currency: Type.Optional(
      Type.String({ title: 'Currency', description: 'ISO 4217 code. Local currency when empty.', pattern: '^[A-Z]{3}$' }),
    ),
    description: Type.Optional(Text('Description', 'Shown on the line.', 50)),
    costCentre: Type.Optional(Text('Cost centre', 'Code of a distribution rule.', 8)),
    project: Type.Optional(Text('Project', 'Code of the project.', 20)),
  },
  { additionalProperties: false },
)
const Input = Type.Object(
  {
    reference: Text('Reference', 'Such as POS-QUAY-0302. Not posted a second time on the same date.', 100),
    date: Day('Date', 'Posting and document date, in the calendar of the company.'),
    memo: Type.Optional(Text('Remarks', 'Shown on the entry.', 50)),
    lines: Type.Array(Line, {
      title: 'Lines',
      description: 'Debits and credits that balance in each currency.',
      minItems: 2,
      maxItems: 500,
    }),
    series: SeriesName,
  },
  { additionalProperties: false },
)
type Wanted = Static<typeof Input>

const Entry = Type.Object({
  JdtNum: Type.Integer(),
  Number: Type.Optional(Type.Integer()),
  ReferenceDate: MaybeText,
  OriginalJournal: MaybeText,
})
const Output = Type.Object({
  id: Type.String({ title: 'Id', description: 'Transaction number' }),
  number: Type.String({ title: 'Number', description: 'Of its series' }),
  date: Type.String({ title: 'Date' }),
  posted: Type.Boolean({ title: 'Posted now' }),
})

/** SAP's number of journal entries. */
const OBJECT = 30
/** References of a year's documents may be the same; each day has few. */
const MOST = 100

export const postJournalEntry = {
  id: 'post-journal-entry',
  label: 'Post a journal entry',
  description: 'Posts debits and credits that balance, unless there is an entry of this reference on this date.',
  effect: 'write',
  safety: 'look-up-first',
  input: speaking('journal', Input, JOURNAL_FIELDS),
  output: Output,
  example: { id: '2841', number: '1207', date: '2026-03-02', posted: true },
  async run(input, context): Promise<Static<typeof Output>> {
    const wanted = parseInput(Input, input)
    checkLines(wanted)
    return await oneAtATime(JSON.stringify([identityOf(context.config), 'JournalEntries', wanted.reference, wanted.date]), async () => {
      const known = await findEntry(context, wanted)
      const entry = known ?? (await create(context, 'JournalEntries', Entry, await bodyOf(context, wanted)))
      return { id: String(entry.JdtNum), number: String(entry.Number ?? entry.JdtNum), date: wanted.date, posted: !known }
    })
  },
} as const satisfies Action

function checkLines({ lines }: Wanted): void {
  for (const { account, partner } of lines)
    if ((account === undefined) === (partner === undefined))
      refuseInput('A line is either of an account or of a business partner.', 'Give each line one of them, and not both.')
  for (const [currency, same] of Map.groupBy(lines, (line) => line.currency ?? '')) {
    const difference = same.reduce((sum, { amount }) => sum.plus(amount), new Decimal(0))
    if (!difference.isZero())
      refuseInput(
        `The entry does not balance${currency === '' ? '' : ` in ${currency}`}: debits less credits are ${difference.toFixed()}.`,
        'Give every amount once as a debit and once as a credit, below zero.',
      )
  }
}

/** Documents make entries too, whose reference is the number of the document: only entries of their own are meant. */
async function findEntry(context: ActionContext, { reference, date }: Wanted): Promise<Static<typeof Entry> | undefined> {
  const { field } = referenceField(context, 'Reference')
  const { records } = await list(context, 'JournalEntries', Entry, {
    $filter: `${field} eq ${quoted(reference)} and ReferenceDate eq ${date}`,
    $select: Object.keys(Entry.properties).join(','),
    $top: MOST,
  })
  const own = records.filter(
    ({ ReferenceDate, OriginalJournal }) => dayOf(ReferenceDate) === date && (OriginalJournal ?? 'ttJournalEntry') === 'ttJournalEntry',
  )
  if (own.length > 1)
    throw new AppError('vendor-rejected', {
      message: say`SAP Business One has ${own.length} journal entries of reference ${reference} on ${date}.`,
      fix: 'Clear this up in SAP Business One: Tillflow does not choose.',
    })
  return own[0]
}

async function bodyOf(context: ActionContext, wanted: Wanted): Promise<object> {
  const { branch } = readConfig(context.config)
  const { field } = referenceField(context, 'Reference')
  const series = await seriesOf(context, OBJECT, wanted.series)
  return {
    ReferenceDate: wanted.date,
    DueDate: wanted.date,
    TaxDate: wanted.date,
    [field]: wanted.reference,
    ...(wanted.memo !== undefined && { Memo: wanted.memo }),
    ...(series !== undefined && { Series: series }),
    JournalEntryLines: wanted.lines.map((line) => {
      const side = line.amount.startsWith('-') ? 'Credit' : 'Debit'
      const amount = numberOf(line.amount.replace('-', ''))
      return {
        ...(line.account === undefined ? { ShortName: line.partner } : { AccountCode: line.account }),
        ...(line.currency === undefined
          ? { [side]: amount }
          : { [`FC${side}`]: amount, FCCurrency: ownCurrency(line.currency, context.config) }),
        ...(line.description !== undefined && { LineMemo: line.description }),
        ...(line.costCentre !== undefined && { CostingCode: line.costCentre }),
        ...(line.project !== undefined && { ProjectCode: line.project }),
        ...(branch !== undefined && { BPLID: branch }),
      }
    }),
  }
}
