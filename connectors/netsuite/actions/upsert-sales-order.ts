// Writes a sales order by its external id: the same order twice is one order with its lines once.
import type { Action } from '#connectors/kit/contract.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { speaking } from '#connectors/kit/retail/speaking.ts'
import { DocumentInput, notFound, writeDocument, type DocumentKind } from '../document.ts'
import { writes } from '../record-fields.ts'
import { SALES_ORDER_FIELDS } from '../retail.ts'
import { findOrder, ORDER_EXAMPLE, SalesOrder } from '../sales-order.ts'

const SALES_ORDER: DocumentKind = { record: 'salesOrder', type: 'SalesOrd' }

export const upsertSalesOrder = {
  id: 'upsert-sales-order',
  label: 'Write sales order',
  description: 'Makes a sales order, or changes the one of the same external id; its lines are replaced.',
  effect: 'write',
  safety: 'upsert',
  input: speaking('order', DocumentInput, SALES_ORDER_FIELDS),
  output: SalesOrder,
  example: ORDER_EXAMPLE,
  discover: writes('salesOrder'),
  async run(input, context) {
    const document = parseInput(DocumentInput, input)
    await writeDocument(context, SALES_ORDER, document)
    const order = await findOrder(context, document.externalId)
    if (!order) throw notFound(document.externalId)
    return order
  },
} as const satisfies Action
