// Anything about a customer changed.
import { WEBHOOK_CUSTOMER } from '../examples/customers.ts'
import { WebhookCustomer } from '../schemas/customer.ts'
import { shopifyTrigger } from './webhook.ts'
import { speaking } from '#connectors/kit/retail/speaking.ts'
import { CUSTOMER_WEBHOOK_FIELDS } from '../retail.ts'

export const customersUpdate = shopifyTrigger({
  id: 'customers-update',
  label: 'Customer changed',
  description: 'When a customer changes. Tags are not told; "Get a customer" reads them.',
  vendorEvent: 'customers/update',
  metafieldsOf: 'CUSTOMER',
  output: speaking('customer', WebhookCustomer, CUSTOMER_WEBHOOK_FIELDS),
  example: WEBHOOK_CUSTOMER,
})
