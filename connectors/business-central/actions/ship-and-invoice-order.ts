// Ships and invoices an order. Business Central deletes an order that is done: the invoice then says that it was.
import { Type } from 'typebox'
import { AppError } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import type { Action } from '#connectors/kit/contract.ts'
import { oneAtATime } from '#connectors/kit/one-at-a-time.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { identityOf } from '../auth.ts'
import { act } from '../client.ts'
import { ExternalNumber, findDocument, KINDS, SALES_DOCUMENT, SalesDocument, toSalesDocument } from '../documents.ts'

const Input = Type.Object({ externalNumber: ExternalNumber }, { additionalProperties: false })

export const shipAndInvoiceOrder = {
  id: 'ship-and-invoice-order',
  label: 'Ship and invoice a sales order',
  description: 'Posts shipment and invoice of an order, unless that was done. An order that is partly invoiced is left to a person.',
  effect: 'write',
  safety: 'look-up-first',
  input: Input,
  output: Type.Object({ invoice: SalesDocument }),
  example: { invoice: { ...SALES_DOCUMENT, number: 'PS-INV103001', status: 'Open' } },
  async run(input, context) {
    const { externalNumber } = parseInput(Input, input)
    return await oneAtATime(JSON.stringify([identityOf(context.config), KINDS.order.set, externalNumber]), async () => {
      const order = await findDocument(context, KINDS.order, externalNumber)
      const before = await findDocument(context, KINDS.invoice, externalNumber)
      if (order && before)
        throw new AppError('vendor-rejected', {
          message: say`A part of order ${externalNumber} has invoice ${before.number} already.`,
          fix: 'Look at the order in Business Central and post what is left there.',
        })
      if (order) await act(context, `${KINDS.order.set}(${order.id})/Microsoft.NAV.shipAndInvoice`, {})
      const invoice = before ?? (await findDocument(context, KINDS.invoice, externalNumber))
      if (!invoice)
        throw new AppError('vendor-rejected', {
          message: order
            ? say`Business Central took the posting of order ${externalNumber}, and has no invoice of it.`
            : say`Business Central has neither an order nor an invoice ${externalNumber}.`,
        })
      return { invoice: toSalesDocument(invoice) }
    })
  },
} as const satisfies Action
