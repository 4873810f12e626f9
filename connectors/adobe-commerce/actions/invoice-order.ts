// Invoices lines of an order, and captures the payment where that is wanted.
import { Type } from 'typebox'
import type { Action } from '#connectors/kit/contract.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { documentOnce, MadeOnce } from '../document-once.ts'
import { Lines, Note, Notify, OrderId, toItems } from '../order-fields.ts'

const Input = Type.Object(
  {
    orderId: OrderId,
    lines: Type.Optional(Lines('That are invoiced. Empty: everything that is left.')),
    capture: Type.Boolean({
      title: 'Capture',
      description: 'Lets the payment provider of the order take the money. Otherwise the invoice is marked as paid elsewhere.',
    }),
    note: Note,
    notify: Notify,
  },
  { additionalProperties: false },
)

export const invoiceOrder = {
  id: 'invoice-order',
  label: 'Invoice an order',
  description: 'Makes an invoice of an order. The same record never invoices twice.',
  effect: 'write',
  safety: 'look-up-first',
  input: Input,
  output: MadeOnce,
  example: { id: '31', created: true },
  async run(input, context) {
    const { orderId, lines, capture, note, notify = false } = parseInput(Input, input)
    const body = { capture, notify, ...(lines && { items: toItems(lines) }) }
    return await documentOnce(context, { orderId, list: '/invoices', verb: 'invoice', note, body })
  },
} as const satisfies Action
