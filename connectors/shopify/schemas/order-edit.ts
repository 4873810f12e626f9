// The payload of orders/edited: which lines were raised and lowered by how many, not what they are. "Get an order as it is now" reads that.
// Source: https://shopify.dev/docs/api/webhooks?reference=toml#list-of-topics-orders/edited
import { Type } from 'typebox'
import { flag, id, instant, list, nullable, text } from './parts.ts'

const Changes = (title: string) => list(Type.Object({ id: id('Line id'), delta: Type.Integer({ title: 'How many' }) }), title)
// Shopify's description has no example of what stands in these lists.
const untold = (title: string) => list(Type.Unknown(), title)

export const WebhookOrderEdit = Type.Object({
  order_edit: Type.Object(
    {
      id: id('Edit id'),
      order_id: id('Order id'),
      app_id: nullable(id('App id')),
      user_id: nullable(id('Staff member id')),
      created_at: instant('Begun'),
      committed_at: instant('Made'),
      notify_customer: flag('Customer was told'),
      staff_note: text('Note', 'For staff'),
      line_items: Type.Object({ additions: Changes('Added'), removals: Changes('Taken off') }, { title: 'Lines' }),
      discounts: Type.Object(
        { line_item: Type.Object({ additions: untold('Added'), removals: untold('Taken off') }, { title: 'Of lines' }) },
        { title: 'Discounts' },
      ),
      shipping_lines: Type.Object({ additions: untold('Added'), removals: untold('Taken off') }, { title: 'Shipping' }),
    },
    { title: 'Edit' },
  ),
})
