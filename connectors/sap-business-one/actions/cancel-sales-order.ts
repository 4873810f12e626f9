// Cancels an order of which nothing was delivered or invoiced. One that is cancelled already stays so.
import { Type } from 'typebox'
import { AppError } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import type { Action } from '#connectors/kit/contract.ts'
import { entityPath } from '#connectors/kit/odata/filter.ts'
import { oneAtATime } from '#connectors/kit/one-at-a-time.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { identityOf } from '../auth.ts'
import { act } from '../client.ts'
import { findDocument, KINDS, SALES_DOCUMENT, SalesDocument, toSalesDocument } from '../documents.ts'
import { Text } from '../values.ts'

const Input = Type.Object(
  {
    reference: Text('Reference', 'Of the order.', 100),
    customer: Type.Optional(Text('Customer', 'Code of the business partner, where references stand in the field of customers.', 15)),
  },
  { additionalProperties: false },
)

export const cancelSalesOrder = {
  id: 'cancel-sales-order',
  label: 'Cancel a sales order',
  description: 'Cancels an order of which nothing was delivered or invoiced. One that is cancelled already stays so.',
  effect: 'write',
  safety: 'look-up-first',
  input: Input,
  output: Type.Object({ order: SalesDocument }),
  example: { order: { ...SALES_DOCUMENT, status: 'cancelled' } },
  async run(input, context) {
    const { reference, customer } = parseInput(Input, input)
    const { order: kind } = KINDS
    return await oneAtATime(JSON.stringify([identityOf(context.config), kind.set, 'cancel', reference]), async () => {
      const missing = () => new AppError('vendor-rejected', { message: say`SAP Business One has no sales order ${reference}.` })
      const found = await findDocument(context, kind, { reference, customer })
      if (!found) throw missing()
      const order = toSalesDocument(found, context)
      if (order.status === 'cancelled') return { order }
      await act(context, `${entityPath(kind.set, found.DocEntry)}/Cancel`)
      const cancelled = await findDocument(context, kind, { reference, customer })
      if (!cancelled) throw missing()
      return { order: toSalesDocument(cancelled, context) }
    })
  },
} as const satisfies Action
