// An order was cancelled.
import { CANCELLED_ORDER } from '../examples/index.ts'
import { WebhookOrder } from '../schemas/order.ts'
import { shopifyTrigger } from './webhook.ts'

export const ordersCancelled = shopifyTrigger({
  id: 'orders-cancelled',
  label: 'Order cancelled',
  description: 'When an order is cancelled. cancelled_at and cancel_reason are set; refunds come as events of their own.',
  vendorEvent: 'orders/cancelled',
  output: WebhookOrder,
  example: CANCELLED_ORDER,
})
