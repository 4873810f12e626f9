// Fields that several actions on orders take.
import { Type } from 'typebox'

export const OrderId = Type.String({
  title: 'Order id',
  description: 'As orders have it under id; not the number.',
  pattern: '^[1-9][0-9]{0,9}$',
})
const LineId = Type.String({ title: 'Line id', description: 'As the lines of the order have it.', pattern: '^[1-9][0-9]{0,9}$' })
export const Amount = (title: string, description: string) =>
  Type.String({ title, description, pattern: '^(0|[1-9][0-9]{0,11})(\\.[0-9]{1,4})?$' })

const line = {
  lineId: LineId,
  quantity: Type.Number({ title: 'Quantity', description: 'Of this line.', exclusiveMinimum: 0 }),
}
export const Lines = (description: string) =>
  Type.Array(Type.Object(line, { additionalProperties: false }), { title: 'Lines', description, minItems: 1, maxItems: 500 })

export const Note = Type.Optional(Type.String({ title: 'Note', description: 'For staff, kept with it.', maxLength: 1_000 }))
export const Notify = Type.Optional(Type.Boolean({ title: 'Tell the shopper', description: 'Commerce sends its e-mail. Default: no.' }))

/** As Commerce takes them. */
export const toItems = (lines: readonly { readonly lineId: string; readonly quantity: number }[]) =>
  lines.map(({ lineId, quantity }) => ({ order_item_id: Number(lineId), qty: quantity }))
