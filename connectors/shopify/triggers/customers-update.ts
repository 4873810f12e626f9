// Anything about a customer changed.
import { WEBHOOK_CUSTOMER } from '../examples/customers.ts'
import { WebhookCustomer } from '../schemas/customer.ts'
import { shopifyTrigger } from './webhook.ts'

export const customersUpdate = shopifyTrigger({
  id: 'customers-update',
  label: 'Customer changed',
  description: 'When a customer changes. Tags are not told; "Get a customer" reads them.',
  vendorEvent: 'customers/update',
  output: WebhookCustomer,
  example: WEBHOOK_CUSTOMER,
})
