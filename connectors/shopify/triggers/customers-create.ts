// A customer was made: by a shopper, an order, or staff.
import { WEBHOOK_CUSTOMER } from '../examples/customers.ts'
import { WebhookCustomer } from '../schemas/customer.ts'
import { shopifyTrigger } from './webhook.ts'
import { speaking } from '#connectors/kit/retail/speaking.ts'
import { CUSTOMER_WEBHOOK_FIELDS } from '../retail.ts'

export const customersCreate = shopifyTrigger({
  id: 'customers-create',
  label: 'Customer created',
  description: 'When a customer is made. Tags and consent to marketing are not told; "Get a customer" reads them.',
  vendorEvent: 'customers/create',
  output: speaking('customer', WebhookCustomer, CUSTOMER_WEBHOOK_FIELDS),
  example: WEBHOOK_CUSTOMER,
})
