// Makes a credit note of an invoice, unless there is one of this reference, and validates it.
// Source: https://github.com/Dolibarr/dolibarr/blob/16.0/htdocs/compta/facture/class/facture.class.php (`addline`: amounts of credit notes are made negative)
import { Type } from 'typebox'
import { AppError } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import type { Action, ActionContext } from '#connectors/kit/contract.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { speaking } from '#connectors/kit/retail/speaking.ts'
import { createDocument, DraftLines, HEAD } from '../create-document.ts'
import {
  bodyLines,
  CREDIT_NOTES,
  findDocument,
  INVOICES,
  isOfKind,
  linesOf,
  readDocument,
  SALES_DOCUMENT,
  SalesDocument,
  statusOf,
} from '../documents.ts'
import { CREDIT_NOTE_FIELDS } from '../retail.ts'
import { Reference, textOf } from '../values.ts'

const Input = Type.Object(
  {
    ...HEAD,
    invoice: Reference('Invoice', 'Reference of the invoice that is credited.'),
    lines: Type.Optional({
      ...DraftLines,
      title: 'Lines',
      description: 'What is credited, with prices above zero. The whole invoice when empty.',
    }),
  },
  { additionalProperties: false },
)

export const createCreditNote = {
  id: 'create-credit-note',
  label: 'Create a credit note',
  description:
    'Makes a credit note of an invoice or of some lines of it, unless there is one of this reference, and validates it where that is wanted.',
  effect: 'write',
  safety: 'look-up-first',
  input: speaking('refund', Input, CREDIT_NOTE_FIELDS),
  output: Type.Object({ creditNote: SalesDocument, created: Type.Boolean({ title: 'Made now' }) }),
  example: {
    creditNote: {
      ...SALES_DOCUMENT,
      id: '23',
      number: 'AV2603-0003',
      reference: 'HF-1001-R1',
      net: '-25',
      tax: '-5',
      total: '-30',
      lines: [{ product: 'HF-1010', description: 'Harbour mug, navy', quantity: '2', unitPrice: '-12.5', taxRate: '20', net: '-25' }],
    },
    created: true,
  },
  async run(input, context) {
    const { invoice, lines, ...head } = parseInput(Input, input)
    const { document: creditNote, created } = await createDocument(context, CREDIT_NOTES, head, async () => {
      const credited = await creditedInvoice(context, invoice, head.thirdParty)
      return { type: 2, fk_facture_source: Number(credited.id), lines: lines ? await bodyLines(context, lines) : linesOf(credited) }
    })
    return { creditNote, created }
  },
} as const satisfies Action

/** Throws `vendor-rejected` for one that is not there, is none, is a draft or somebody else's. */
async function creditedInvoice(context: ActionContext, reference: string, thirdParty: string) {
  const found = await findDocument(context, INVOICES, reference)
  if (!found || !isOfKind(INVOICES, found))
    throw new AppError('vendor-rejected', { message: say`Dolibarr has no invoice ${reference}.`, fix: 'Make the invoice first.' })
  const invoice = await readDocument(context, INVOICES, String(found.id))
  if (statusOf(INVOICES, invoice) === 'draft')
    throw new AppError('vendor-rejected', {
      message: say`Invoice ${reference} is a draft: it is not credited.`,
      fix: 'Validate the invoice first, or change the draft.',
    })
  if (textOf(invoice.socid) !== thirdParty)
    throw new AppError('vendor-rejected', {
      message: say`Invoice ${reference} is of third party ${textOf(invoice.socid)} and not ${thirdParty}.`,
    })
  return invoice
}
