// A journal entry, such as the takings of a store's day: once for each reference. It must balance before it is sent.
import { Decimal } from 'decimal.js'
import { Type, type Static } from 'typebox'
import { AppError } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import type { Action, ActionContext, CallContext } from '#connectors/kit/contract.ts'
import { exactNumber } from '#connectors/kit/exact-json.ts'
import { oneAtATime } from '#connectors/kit/one-at-a-time.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { readConfig } from '../auth.ts'
import { create, list, submit } from '../client.ts'
import { day, Docstatus, name, NullableText, Stage, stageOf } from '../inputs.ts'
import { speaking } from '#connectors/kit/retail/speaking.ts'
import { JOURNAL_FIELDS } from '../retail.ts'

const JOURNAL_ENTRY = 'Journal Entry'

const Line = Type.Object(
  {
    account: name('Account', 'Such as Sales - HF.'),
    amount: Type.String({
      title: 'Amount',
      description: 'Decimal text: above zero is debit, below zero credit. All lines together must be zero.',
      pattern: '^-?(0|[1-9]\\d{0,11})(\\.\\d{1,8})?$',
    }),
    costCenter: Type.Optional(name('Cost centre', 'Such as Main - HF.')),
    customer: Type.Optional(name('Customer', 'Needed for lines on receivable accounts.')),
    description: Type.Optional(Type.String({ title: 'Remark', minLength: 1, maxLength: 1_000 })),
  },
  { additionalProperties: false },
)
const Input = speaking(
  'journal',
  Type.Object(
    {
      reference: name('Reference', 'With the company it names the entry for ever, such as QUAY-2026-03-02. Becomes the Reference Number.'),
      company: name('Company', 'Whose books.'),
      date: day('Date', 'YYYY-MM-DD.'),
      note: Type.Optional(Type.String({ title: 'Remark', minLength: 1, maxLength: 1_000 })),
      submit: Type.Boolean({ title: 'Submit', description: 'A draft books nothing.' }),
      lines: Type.Array(Line, { title: 'Lines', minItems: 2, maxItems: 500 }),
    },
    { additionalProperties: false },
  ),
  JOURNAL_FIELDS,
)
type Wanted = Static<typeof Input>

const ErpJournal = Type.Object({
  name: Type.String({ minLength: 1 }),
  cheque_no: NullableText,
  docstatus: Docstatus,
  total_debit: Type.Number(),
})
type ErpJournal = Static<typeof ErpJournal>

const Output = Type.Object({
  number: Type.String({ title: 'Number', description: 'Such as ACC-JV-2026-00042.' }),
  stage: Stage,
  total: Type.String({ title: 'Debits', description: 'Decimal text.' }),
})

export const createJournalEntry = {
  id: 'create-journal-entry',
  label: 'Create journal entry',
  description: 'Books debits and credits that balance, unless the company has an entry with this reference already.',
  effect: 'write',
  safety: 'look-up-first',
  input: Input,
  output: Output,
  example: { number: 'ACC-JV-2026-00042', stage: 'submitted', total: '120' },
  async run(input, context) {
    const wanted = parseInput(Input, input)
    const difference = wanted.lines.reduce((sum, line) => sum.plus(line.amount), new Decimal(0))
    if (!difference.isZero()) {
      throw new AppError('action-input-invalid', {
        message: say`The entry does not balance: debits less credits are ${difference.toFixed()}.`,
        fix: 'Give every amount once as a debit and once as a credit, below zero.',
      })
    }
    const { url, simulator } = readConfig(context.config)
    return await oneAtATime(`erpnext ${url} ${simulator ?? ''} journal ${wanted.company} ${wanted.reference}`, () =>
      bookOnce(wanted, context),
    )
  },
} as const satisfies Action

async function bookOnce(wanted: Wanted, context: ActionContext): Promise<Static<typeof Output>> {
  const entry = (await findEntry(context, wanted)) ?? (await create(context, JOURNAL_ENTRY, ErpJournal, toDocument(wanted)))
  const isDone = !wanted.submit || entry.docstatus === 1
  const done = isDone ? entry : await submit(context, JOURNAL_ENTRY, entry.name, ErpJournal)
  return { number: done.name, stage: stageOf(done.docstatus), total: new Decimal(done.total_debit).toFixed() }
}

async function findEntry(context: CallContext, { reference, company }: Wanted): Promise<ErpJournal | undefined> {
  const entries = await list(context, JOURNAL_ENTRY, ErpJournal, {
    filters: [
      ['cheque_no', '=', reference],
      ['company', '=', company],
      ['docstatus', '<', 2],
    ],
    fields: Object.keys(ErpJournal.properties),
    orderBy: 'creation asc, name asc',
    limit: 100,
  })
  return entries.find((entry) => entry.cheque_no === reference)
}

const toDocument = ({ reference, company, date, note, lines }: Wanted) => ({
  voucher_type: 'Journal Entry',
  company,
  posting_date: date,
  cheque_no: reference,
  cheque_date: date,
  ...(note !== undefined && { user_remark: note }),
  accounts: lines.map(({ account, amount, costCenter, customer, description }) => ({
    account,
    [amount.startsWith('-') ? 'credit_in_account_currency' : 'debit_in_account_currency']: exactNumber(amount.replace(/^-/, '')),
    ...(costCenter !== undefined && { cost_center: costCenter }),
    ...(customer !== undefined && { party_type: 'Customer', party: customer }),
    ...(description !== undefined && { user_remark: description }),
  })),
})
