// The payloads of the returns/… topics. They name the return; "Get a return" reads its lines.
// Source: https://shopify.dev/docs/api/webhooks?reference=toml#list-of-topics-returns/approve
import { Type } from 'typebox'
import { gid, id, nullable, optionalText, text } from './parts.ts'

export const WebhookReturn = Type.Object({
  id: id('Return'),
  admin_graphql_api_id: gid('Return id'),
  status: text('Status', 'requested, open, closed, canceled or declined'),
  name: Type.Optional(optionalText('Return number')),
  order: Type.Optional(nullable(Type.Object({ id: id('Order'), admin_graphql_api_id: gid('Order id') }, { title: 'Order' }))),
  order_id: Type.Optional(id('Order')),
  total_return_line_items: Type.Optional(Type.Integer({ title: 'Lines' })),
  total_exchange_line_items: Type.Optional(Type.Integer({ title: 'Exchange lines' })),
  decline: Type.Optional(
    Type.Object({ reason: text('Reason', 'Such as return_period_ended'), note: optionalText('Note') }, { title: 'Why it was declined' }),
  ),
})
