// An order was placed.
import { ORDER } from '../examples/index.ts'
import { idOf, sweepOrders } from '../sweep.ts'
import { WebhookOrder } from '../schemas/order.ts'
import { shopifyTrigger } from './webhook.ts'
import { speaking } from '#connectors/kit/retail/speaking.ts'
import { ORDER_FIELDS } from '../retail.ts'

export const ordersCreate = shopifyTrigger({
  id: 'orders-create',
  label: 'Order created',
  description: 'When an order is placed: online, at a till, or by staff.',
  vendorEvent: 'orders/create',
  metafieldsOf: 'ORDER',
  output: speaking('order', WebhookOrder, ORDER_FIELDS),
  example: ORDER,
  recordKey: idOf,
  sweep: sweepOrders('created_at_min', (order) => [order], { metafields: true }),
})
