// Posts a general journal, such as the takings of a store's day. Found again by its document number and date among the ledger's entries.
// https://learn.microsoft.com/en-us/dynamics365/business-central/dev-itpro/api-reference/v2.0/api/dynamics_journal_post
import { Decimal } from 'decimal.js'
import { Type, type Static } from 'typebox'
import { AppError } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import type { Action, ActionContext } from '#connectors/kit/contract.ts'
import { oneAtATime } from '#connectors/kit/one-at-a-time.ts'
import { quoted } from '#connectors/kit/odata/filter.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { identityOf } from '../auth.ts'
import { act, create, find, list, remove } from '../client.ts'
import { Amount, Code, Day, numberOf, Text } from '../values.ts'
import { speaking } from '#connectors/kit/retail/speaking.ts'
import { JOURNAL_FIELDS } from '../retail.ts'

const Input = speaking(
  'journal',
  Type.Object(
    {
      batch: Code('Batch', 'Code of a general journal batch that nobody else uses: posting books all that is in it.', 10),
      documentNumber: Code('Document number', 'Such as POS-QUAY-0302. Not posted a second time on the same date.', 20),
      postingDate: Day('Posting date', 'In the calendar of the company.'),
      lines: Type.Array(
        Type.Object(
          {
            account: Code('Account', 'Number of the G/L account.', 20),
            amount: Amount('Amount', 'Above zero is debit, below zero credit. All lines together must be zero.'),
            description: Type.Optional(Text('Description', 'Shown on the entry.', 100)),
          },
          { additionalProperties: false },
        ),
        { title: 'Lines', description: 'Debits and credits in the currency of the company.', minItems: 2, maxItems: 500 },
      ),
    },
    { additionalProperties: false },
  ),
  JOURNAL_FIELDS,
)
type Wanted = Static<typeof Input>

const Id = Type.Object({ id: Type.String() })
const Line = Type.Object({ '@odata.etag': Type.String(), id: Type.String(), documentNumber: Type.String(), amount: Type.Number() })
const Output = Type.Object({
  documentNumber: Type.String({ title: 'Document number' }),
  postingDate: Type.String({ title: 'Posting date' }),
  posted: Type.Boolean({ title: 'Posted now' }),
})

export const postJournal = {
  id: 'post-journal',
  label: 'Post a general journal',
  description: 'Posts debits and credits that balance, unless the ledger has this document number on this date.',
  effect: 'write',
  safety: 'look-up-first',
  input: Input,
  output: Output,
  example: { documentNumber: 'POS-QUAY-0302', postingDate: '2026-03-02', posted: true },
  async run(input, context): Promise<Static<typeof Output>> {
    const wanted = parseInput(Input, input)
    const { batch, documentNumber, postingDate, lines } = wanted
    const difference = lines.reduce((sum, { amount }) => sum.plus(amount), new Decimal(0))
    if (!difference.isZero())
      throw new AppError('action-input-invalid', {
        message: say`The journal does not balance: debits less credits are ${difference.toFixed()}.`,
        fix: 'Give every amount once as a debit and once as a credit, below zero.',
      })
    // A batch is posted whole, so that its journals follow one another.
    return await oneAtATime(JSON.stringify([identityOf(context.config), 'journal', batch]), async () => {
      if (await isPosted(context, wanted)) return { documentNumber, postingDate, posted: false }
      const journal = await find(context, 'journals', Id, `code eq ${quoted(batch)}`)
      if (!journal) throw new AppError('vendor-rejected', { message: say`Business Central has no general journal batch ${batch}.` })
      const path = `journals(${journal.id})`
      await clear(context, path, wanted)
      for (const line of lines) {
        await create(context, `${path}/journalLines`, Id, {
          accountNumber: line.account,
          postingDate,
          documentNumber,
          amount: numberOf(line.amount),
          ...(line.description !== undefined && { description: line.description }),
        })
      }
      await act(context, `${path}/Microsoft.NAV.post`, {})
      return { documentNumber, postingDate, posted: true }
    })
  },
} as const satisfies Action

async function isPosted(context: ActionContext, { documentNumber, postingDate }: Wanted): Promise<boolean> {
  const $filter = `documentNumber eq ${quoted(documentNumber)} and postingDate eq ${postingDate}`
  const { records } = await list(context, 'generalLedgerEntries', Id, { $filter, $top: 1 })
  return records.length > 0
}

/** Takes away what an earlier try left. Lines of another document are not ours to post. */
async function clear(context: ActionContext, path: string, { batch, documentNumber }: Wanted): Promise<void> {
  const { records } = await list(context, `${path}/journalLines`, Line, {})
  // A new line that a person has opened and not filled in has no amount.
  const other = records.find((line) => line.documentNumber !== documentNumber && line.amount !== 0)
  if (other)
    throw new AppError('vendor-rejected', {
      message: say`Batch ${batch} holds lines of document ${other.documentNumber}, which would be posted too.`,
      fix: 'Post or delete them in Business Central, and give Tillflow a batch of its own.',
    })
  for (const line of records)
    if (line.documentNumber === documentNumber) await remove(context, `journalLines(${line.id})`, line['@odata.etag'])
}
