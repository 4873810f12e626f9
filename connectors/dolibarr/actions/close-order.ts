// Closes an order as delivered. One that is closed already stays so.
import { Type } from 'typebox'
import { AppError } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import type { Action } from '#connectors/kit/contract.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { press } from '../client.ts'
import { findDocument, ORDERS, readDocument, SALES_DOCUMENT, SalesDocument, statusOf, toSalesDocument } from '../documents.ts'
import { Reference } from '../values.ts'

const Input = Type.Object({ reference: Reference('Reference', 'Of the order.') }, { additionalProperties: false })

export const closeOrder = {
  id: 'close-order',
  label: 'Close an order',
  description: 'Marks an order as delivered. One that is closed already stays so.',
  effect: 'write',
  safety: 'look-up-first',
  input: Input,
  output: Type.Object({ order: SalesDocument }),
  example: { order: { ...SALES_DOCUMENT, status: 'closed' } },
  async run(input, context) {
    const { reference } = parseInput(Input, input)
    const found = await findDocument(context, ORDERS, reference)
    if (!found) throw new AppError('vendor-rejected', { message: say`Dolibarr has no order ${reference}.` })
    const status = statusOf(ORDERS, found)
    if (status === 'draft' || status === 'cancelled')
      throw new AppError('vendor-rejected', {
        message: say`Order ${reference} is ${status === 'draft' ? 'a draft' : 'cancelled'} and cannot be closed.`,
        fix: 'Validate the order in Dolibarr, if it is meant.',
      })
    if (status !== 'closed') await press(context, `orders/${found.id}/close`, { notrigger: 0 })
    return { order: toSalesDocument(ORDERS, await readDocument(context, ORDERS, String(found.id)), context) }
  },
} as const satisfies Action
