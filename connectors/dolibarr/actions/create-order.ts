// Makes an order with its lines, unless there is one of this reference, and validates it.
import { Type } from 'typebox'
import type { Action } from '#connectors/kit/contract.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { bodyOf, createDocument, DocumentInput } from '../create-document.ts'
import { extraFields, ORDER_ELEMENT, writesExtraFields } from '../extra-fields.ts'
import { ORDERS, SALES_DOCUMENT, SalesDocument } from '../documents.ts'
import { speaking } from '#connectors/kit/retail/speaking.ts'
import { DOCUMENT_INPUT_FIELDS } from '../retail.ts'

export const createOrder = {
  id: 'create-order',
  label: 'Create an order',
  description: 'Makes a customer order, unless there is one of this reference, and validates it where that is wanted.',
  effect: 'write',
  safety: 'look-up-first',
  discover: writesExtraFields(ORDER_ELEMENT),
  input: speaking('order', DocumentInput, DOCUMENT_INPUT_FIELDS),
  output: Type.Object({ order: SalesDocument, created: Type.Boolean({ title: 'Made now' }) }),
  example: { order: SALES_DOCUMENT, created: true },
  async run(input, context) {
    const { lines, fields, ...head } = parseInput(DocumentInput, input)
    const { document: order, created } = await createDocument(context, ORDERS, head, async () => ({
      ...(await bodyOf(context, lines)()),
      ...(await extraFields(context, ORDER_ELEMENT, fields)),
    }))
    return { order, created }
  },
} as const satisfies Action
