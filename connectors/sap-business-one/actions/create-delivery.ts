// Makes a delivery of an order or of lines, unless there is one of this reference. It takes the goods out of stock.
import { Type } from 'typebox'
import type { Action } from '#connectors/kit/contract.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { writes } from '../user-fields.ts'
import { createDocument } from '../create-document.ts'
import { BasedInput } from '../document-input.ts'
import { KINDS, SALES_DOCUMENT, SalesDocument } from '../documents.ts'
import { speaking } from '#connectors/kit/retail/speaking.ts'
import { DELIVERY_FIELDS } from '../retail.ts'

const Input = BasedInput([['order', 'Sales order']])

export const createDelivery = {
  id: 'create-delivery',
  label: 'Create a delivery',
  description: 'Makes a delivery of an order or of lines, unless there is one of this reference. It takes the goods out of stock.',
  effect: 'write',
  safety: 'look-up-first',
  input: speaking('shipment', Input, DELIVERY_FIELDS),
  output: Type.Object({ delivery: SalesDocument, created: Type.Boolean({ title: 'Made now' }) }),
  example: { delivery: { ...SALES_DOCUMENT, id: '633', number: '20117', status: 'open' }, created: true },
  discover: writes({ fields: 'document', 'lines.fields': 'line' }),
  async run(input, context) {
    const { document: delivery, created } = await createDocument(context, KINDS.delivery, parseInput(Input, input))
    return { delivery, created }
  },
} as const satisfies Action
