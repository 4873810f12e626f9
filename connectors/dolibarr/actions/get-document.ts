// Finds an order or invoice by its reference, with its lines.
import { Type, type Static } from 'typebox'
import { AppError } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import type { Action } from '#connectors/kit/contract.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { findDocument, INVOICES, ORDERS, readDocument, SALES_DOCUMENT, SalesDocument, toSalesDocument } from '../documents.ts'
import { Reference } from '../values.ts'
import { speaking } from '#connectors/kit/retail/speaking.ts'
import { DOCUMENT_FIELDS } from '../retail.ts'

const Input = Type.Object(
  {
    document: Type.Union([Type.Literal('order', { title: 'Order' }), Type.Literal('invoice', { title: 'Invoice' })], { title: 'Kind' }),
    reference: Reference('Reference', 'As it was given when the document was made.'),
  },
  { additionalProperties: false },
)

export const getDocument = {
  id: 'get-document',
  label: 'Get an order or invoice',
  description: 'Finds an order or invoice by its reference, with its lines.',
  effect: 'read',
  safety: 'look-up-first',
  input: Input,
  output: speaking('order', SalesDocument, DOCUMENT_FIELDS),
  example: SALES_DOCUMENT,
  async run(input, context): Promise<Static<typeof SalesDocument>> {
    const { document, reference } = parseInput(Input, input)
    const kind = document === 'order' ? ORDERS : INVOICES
    const found = await findDocument(context, kind, reference)
    if (!found) throw new AppError('vendor-rejected', { message: say`Dolibarr has no ${kind.name} ${reference}.` })
    return toSalesDocument(kind, await readDocument(context, kind, String(found.id)), context)
  },
} as const satisfies Action
