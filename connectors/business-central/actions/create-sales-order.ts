// Makes a sales order with its lines. Found again by its external document number, as an order or as the invoice it became.
import { Type } from 'typebox'
import type { Action } from '#connectors/kit/contract.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { createDocument, DocumentInput, findOrderOrInvoice, KINDS, SALES_DOCUMENT, SalesDocument, toSalesDocument } from '../documents.ts'
import { writes } from '../own-fields.ts'
import { speaking } from '#connectors/kit/retail/speaking.ts'
import { ORDER_FIELDS } from '../retail.ts'

export const createSalesOrder = {
  id: 'create-sales-order',
  label: 'Create a sales order',
  description: 'Makes an order with its lines, unless there is one, or the invoice it became, of this external document number.',
  effect: 'write',
  safety: 'look-up-first',
  input: speaking('order', DocumentInput, ORDER_FIELDS),
  output: Type.Object({ order: SalesDocument, created: Type.Boolean({ title: 'Made now' }) }),
  example: { order: SALES_DOCUMENT, created: true },
  discover: writes('salesOrders', 'salesOrderLines'),
  async run(input, context) {
    const wanted = parseInput(DocumentInput, input)
    const look = () => findOrderOrInvoice(context, wanted.externalNumber)
    const { document, created } = await createDocument(context, KINDS.order, wanted, look)
    return { order: toSalesDocument(document), created }
  },
} as const satisfies Action
