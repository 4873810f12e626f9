// An order was cancelled.
import { isRecord } from '#shared/json.ts'
import { CANCELLED_ORDER } from '../examples/index.ts'
import { idOf, isSince, sweepOrders } from '../sweep.ts'
import { WebhookOrder } from '../schemas/order.ts'
import { shopifyTrigger } from './webhook.ts'
import { speaking } from '#connectors/kit/retail/speaking.ts'
import { ORDER_FIELDS } from '../retail.ts'

export const ordersCancelled = shopifyTrigger({
  id: 'orders-cancelled',
  label: 'Order cancelled',
  description: 'When an order is cancelled. cancelled_at and cancel_reason are set; refunds come as events of their own.',
  vendorEvent: 'orders/cancelled',
  metafieldsOf: 'ORDER',
  output: speaking('order', WebhookOrder, ORDER_FIELDS),
  example: CANCELLED_ORDER,
  recordKey: idOf,
  sweep: sweepOrders('updated_at_min', (order, since) => (isRecord(order) && isSince(order['cancelled_at'], since) ? [order] : []), {
    metafields: true,
  }),
})
