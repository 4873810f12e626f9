// New and changed customers with an account.
import type { PollTrigger } from '#connectors/kit/contract.ts'
import { CUSTOMER, CustomerOutput, toCustomer } from '../customer.ts'
import { readsCustomerAttributes } from '../customer-attributes.ts'
import { Customer } from '../schemas.ts'
import { changedRecords } from './changed.ts'

export const customersChanged = {
  kind: 'poll',
  id: 'customers-changed',
  label: 'New and changed customers',
  description: 'Reads accounts by the time they changed, with their default addresses and the attributes that were added.',
  discover: readsCustomerAttributes('fields'),
  output: CustomerOutput,
  example: CUSTOMER,
  poll: changedRecords('/customers/search', Customer, toCustomer),
} as const satisfies PollTrigger
