// Writes a credit memo for lines of an order. Offline: the money itself is given back elsewhere.
import { Type } from 'typebox'
import type { Action } from '#connectors/kit/contract.ts'
import { exactNumber } from '#connectors/kit/exact-json.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { documentOnce, MadeOnce } from '../document-once.ts'
import { Amount, Lines, Note, Notify, OrderId, toItems } from '../order-fields.ts'
import { speaking } from '#connectors/kit/retail/speaking.ts'
import { REFUND_INPUT_FIELDS } from '../retail.ts'

const Input = speaking(
  'refund',
  Type.Object(
    {
      orderId: OrderId,
      lines: Lines('That come back. Commerce computes their amounts.'),
      shipping: Type.Optional(Amount('Shipping', 'Given back, in the base currency. Default: none.')),
      extra: Type.Optional(Amount('Extra', 'Given back in addition, in the base currency.')),
      fee: Type.Optional(Amount('Fee', 'Kept back, in the base currency.')),
      restock: Type.Optional(Type.Boolean({ title: 'Restock', description: 'Puts the lines back into stock. Default: no.' })),
      note: Note,
      notify: Notify,
    },
    { additionalProperties: false },
  ),
  REFUND_INPUT_FIELDS,
)

export const refundOrder = {
  id: 'refund-order',
  label: 'Refund an order',
  description: 'Writes a credit memo for lines of an order; pays nothing back by itself. The same record never refunds twice.',
  effect: 'write',
  safety: 'look-up-first',
  input: Input,
  output: MadeOnce,
  example: { id: '7', created: true },
  async run(input, context) {
    const { orderId, lines, shipping = '0', extra, fee, restock = false, note, notify = false } = parseInput(Input, input)
    return await documentOnce(context, {
      orderId,
      list: '/creditmemos',
      verb: 'refund',
      note,
      body: {
        notify,
        items: toItems(lines),
        arguments: {
          // Always said: without it Commerce gives back all shipping that is left.
          shipping_amount: exactNumber(shipping),
          ...(extra !== undefined && { adjustment_positive: exactNumber(extra) }),
          ...(fee !== undefined && { adjustment_negative: exactNumber(fee) }),
          ...(restock && { extension_attributes: { return_to_stock_items: lines.map(({ lineId }) => Number(lineId)) } }),
        },
      },
    })
  },
} as const satisfies Action
