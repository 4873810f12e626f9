// Makes an order with its lines, unless there is one of this reference.
import { Type } from 'typebox'
import type { Action } from '#connectors/kit/contract.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { writes } from '../user-fields.ts'
import { createDocument } from '../create-document.ts'
import { OrderInput } from '../document-input.ts'
import { KINDS, SALES_DOCUMENT, SalesDocument } from '../documents.ts'
import { speaking } from '#connectors/kit/retail/speaking.ts'
import { ORDER_FIELDS } from '../retail.ts'

export const createSalesOrder = {
  id: 'create-sales-order',
  label: 'Create a sales order',
  description: 'Makes an order with its lines, unless there is one of this reference.',
  effect: 'write',
  safety: 'look-up-first',
  input: speaking('order', OrderInput, ORDER_FIELDS),
  output: Type.Object({ order: SalesDocument, created: Type.Boolean({ title: 'Made now' }) }),
  example: { order: SALES_DOCUMENT, created: true },
  discover: writes({ fields: 'document', 'lines.fields': 'line' }),
  async run(input, context) {
    const { document: order, created } = await createDocument(context, KINDS.order, parseInput(OrderInput, input))
    return { order, created }
  },
} as const satisfies Action
