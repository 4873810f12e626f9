// Anything about an order changed. Shopify sends it often and not always in order: compare `updated_at`.
import { UPDATED_ORDER } from '../examples/index.ts'
import { WebhookOrder } from '../schemas/order.ts'
import { shopifyTrigger } from './webhook.ts'
import { speaking } from '#connectors/kit/retail/speaking.ts'
import { ORDER_FIELDS } from '../retail.ts'

export const ordersUpdated = shopifyTrigger({
  id: 'orders-updated',
  label: 'Order updated',
  description: 'When anything about an order changes. May come late or out of order; updated_at says which is newest.',
  vendorEvent: 'orders/updated',
  metafieldsOf: 'ORDER',
  output: speaking('order', WebhookOrder, ORDER_FIELDS),
  example: UPDATED_ORDER,
})
