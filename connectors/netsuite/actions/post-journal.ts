// Writes a journal entry by its external id, such as the takings of a store's day.
import { Decimal } from 'decimal.js'
import { Type } from 'typebox'
import { AppError } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import type { Action } from '#connectors/kit/contract.ts'
import { SystemFields } from '#connectors/kit/discover.ts'
import { exactNumber } from '#connectors/kit/exact-json.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { speaking } from '#connectors/kit/retail/speaking.ts'
import { accountIds } from '../active-ids.ts'
import { quoted, suiteQl, upsert } from '../client.ts'
import { notFound } from '../document.ts'
import { fieldValues, writes } from '../record-fields.ts'
import { JOURNAL_FIELDS } from '../retail.ts'

const Input = Type.Object(
  {
    externalId: Type.String({
      title: 'External id',
      description: 'Names the entry for ever, such as POS-QUAY-2026-03-02. The same one is one entry.',
      minLength: 1,
      maxLength: 100,
    }),
    date: Type.String({ title: 'Date', description: 'YYYY-MM-DD, in an open period.', pattern: '^\\d{4}-\\d{2}-\\d{2}$' }),
    memo: Type.Optional(Type.String({ title: 'Memo', maxLength: 999 })),
    currencyId: Type.Optional(
      Type.String({ title: 'Currency’s internal id', description: 'Where the subsidiary’s own is not meant.', pattern: '^\\d+$' }),
    ),
    subsidiaryId: Type.Optional(
      Type.String({ title: 'Subsidiary’s internal id', description: 'Needed in accounts with several (OneWorld).', pattern: '^\\d+$' }),
    ),
    lines: Type.Array(
      Type.Object(
        {
          account: Type.String({ title: 'Account', description: 'Its number in NetSuite, such as 4000.', minLength: 1, maxLength: 60 }),
          amount: Type.String({
            title: 'Amount',
            description: 'Above zero is debit, below zero credit. All lines together must be zero.',
            pattern: '^-?(0|[1-9]\\d{0,11})(\\.\\d{1,8})?$',
          }),
          memo: Type.Optional(Type.String({ title: 'Line memo', maxLength: 999 })),
          fields: SystemFields,
        },
        { additionalProperties: false },
      ),
      { title: 'Lines', description: 'Debits and credits.', minItems: 2, maxItems: 500 },
    ),
    fields: SystemFields,
  },
  { additionalProperties: false },
)

export const postJournal = {
  id: 'post-journal',
  label: 'Write journal entry',
  description: 'Books debits and credits that balance, or changes the entry of the same external id; its lines are replaced.',
  effect: 'write',
  safety: 'upsert',
  input: speaking('journal', Input, JOURNAL_FIELDS),
  output: Type.Object({
    id: Type.String({ title: 'Internal id' }),
    number: Type.String({ title: 'Number', description: 'Such as JE1042.' }),
  }),
  example: { id: '9120', number: 'JE1042' },
  discover: writes('journalEntry'),
  async run(input, context) {
    const { externalId, date, memo, currencyId, subsidiaryId, lines, fields } = parseInput(Input, input)
    const difference = lines.reduce((sum, { amount }) => sum.plus(amount), new Decimal(0))
    if (!difference.isZero())
      throw new AppError('action-input-invalid', {
        message: say`The journal does not balance: debits less credits are ${difference.toFixed()}.`,
        fix: 'Give every amount once as a debit and once as a credit, below zero.',
      })
    const own = await fieldValues(context, 'journalEntry', { body: fields, lines: lines.map((line) => line.fields) })
    const accounts = await accountIds(
      context,
      lines.map(({ account }) => account),
    )
    const values = {
      ...own.body,
      tranDate: date,
      ...(memo !== undefined && { memo }),
      ...(currencyId !== undefined && { currency: { id: currencyId } }),
      ...(subsidiaryId !== undefined && { subsidiary: { id: subsidiaryId } }),
      line: {
        items: lines.map((line, index) => ({
          ...own.lines[index],
          account: { id: accounts.get(line.account) ?? '' },
          ...side(line.amount),
          ...(line.memo !== undefined && { memo: line.memo }),
        })),
      },
    }
    await upsert(context, 'journalEntry', externalId, values, 'line')
    const { rows } = await suiteQl(
      context,
      `SELECT t.id, t.tranid FROM transaction t WHERE t.type = 'Journal' AND t.externalid = ${quoted(externalId)}`,
      { limit: 1 },
    )
    const [row] = rows
    if (!row) throw notFound(externalId)
    return { id: row['id'] ?? '', number: row['tranid'] ?? '' }
  },
} as const satisfies Action

const side = (amount: string) => (amount.startsWith('-') ? { credit: exactNumber(amount.slice(1)) } : { debit: exactNumber(amount) })
