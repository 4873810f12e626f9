// Lines, discounts or shipping of an order were changed after it was placed.
import { ORDER_EDIT } from '../examples/order-edits.ts'
import { WebhookOrderEdit } from '../schemas/order-edit.ts'
import { shopifyTrigger } from './webhook.ts'

export const ordersEdited = shopifyTrigger({
  id: 'orders-edited',
  label: 'Order edited',
  description:
    'When lines, discounts or shipping of an order change after it was placed. Says what changed only; "Get an order as it is now" reads the order.',
  vendorEvent: 'orders/edited',
  output: WebhookOrderEdit,
  example: ORDER_EDIT,
})
