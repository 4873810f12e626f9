// Two customers became one: the id that goes is never seen again. Needs the scope read_customer_merge.
import { CUSTOMERS_MERGED } from '../examples/customers.ts'
import { CustomersMerged } from '../schemas/customer.ts'
import { shopifyTrigger } from './webhook.ts'

export const customersMerge = shopifyTrigger({
  id: 'customers-merge',
  label: 'Customers merged',
  description: 'When two customers were merged, or could not be: tells which one stays and which one goes.',
  vendorEvent: 'customers/merge',
  output: CustomersMerged,
  example: CUSTOMERS_MERGED,
})
