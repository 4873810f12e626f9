// Makes an invoice of an order or of lines, unless there is one of this reference, and validates it.
import { Type } from 'typebox'
import { AppError } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import type { Action, ActionContext } from '#connectors/kit/contract.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { bodyOf, createDocument, DraftLines, HEAD } from '../create-document.ts'
import { findDocument, INVOICES, linesOf, ORDERS, readDocument, SALES_DOCUMENT, SalesDocument, statusOf } from '../documents.ts'
import { Reference, textOf } from '../values.ts'
import { speaking } from '#connectors/kit/retail/speaking.ts'
import { DOCUMENT_INPUT_FIELDS } from '../retail.ts'

const Input = Type.Object(
  {
    ...HEAD,
    order: Type.Optional(Reference('Order', 'Reference of the order that is invoiced as a whole.')),
    lines: Type.Optional(DraftLines),
  },
  { additionalProperties: false },
)

export const createInvoice = {
  id: 'create-invoice',
  label: 'Create an invoice',
  description: 'Makes an invoice of an order or of lines, unless there is one of this reference, and validates it where that is wanted.',
  effect: 'write',
  safety: 'look-up-first',
  input: speaking('order', Input, DOCUMENT_INPUT_FIELDS),
  output: Type.Object({ invoice: SalesDocument, created: Type.Boolean({ title: 'Made now' }) }),
  example: { invoice: { ...SALES_DOCUMENT, id: '22', number: 'FA2603-0022' }, created: true },
  async run(input, context) {
    const { order, lines, ...head } = parseInput(Input, input)
    if ((order === undefined) === (lines === undefined))
      throw new AppError('action-input-invalid', {
        message: 'An invoice is of an order or of lines.',
        fix: 'Give the reference of the order or the lines, and not both.',
      })
    const body = lines ? bodyOf(context, lines) : () => bodyOfOrder(context, order ?? '', head.thirdParty)
    const { document: invoice, created } = await createDocument(context, INVOICES, head, body)
    return { invoice, created }
  },
} as const satisfies Action

/** Dolibarr's own way from an order to an invoice takes no reference, and could not be found again after a lost answer. */
async function bodyOfOrder(context: ActionContext, reference: string, thirdParty: string): Promise<object> {
  const found = await findDocument(context, ORDERS, reference)
  if (!found)
    throw new AppError('vendor-rejected', {
      message: say`Dolibarr has no order ${reference}.`,
      fix: 'Make the order first, or give lines.',
    })
  const order = await readDocument(context, ORDERS, String(found.id))
  const status = statusOf(ORDERS, order)
  if (status === 'draft' || status === 'cancelled')
    throw new AppError('vendor-rejected', {
      message: say`Order ${reference} is ${status === 'draft' ? 'a draft' : 'cancelled'}: it is not invoiced.`,
    })
  if (textOf(order.socid) !== thirdParty)
    throw new AppError('vendor-rejected', {
      message: say`Order ${reference} is of third party ${textOf(order.socid)} and not ${thirdParty}.`,
    })
  return {
    linked_objects: { commande: Number(order.id) },
    lines: linesOf(order),
  }
}
