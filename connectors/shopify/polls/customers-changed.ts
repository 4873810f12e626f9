// Customers by the time they changed.
import type { PollTrigger } from '#connectors/kit/contract.ts'
import { FoundCustomer, toRetailCustomer } from '../canonical-customer.ts'
import { graphql } from '../client.ts'
import { FIND_CUSTOMERS } from '../documents/customer.ts'
import { RETAIL_CUSTOMER } from '../examples/customers.ts'
import { reads } from '../metafields/discover.ts'
import { withFields } from '../metafields/read.ts'
import { readByUpdate } from './by-update.ts'
import { speaking } from '#connectors/kit/retail/speaking.ts'
import { CUSTOMER_FIELDS } from '../retail.ts'

const LARGEST_PAGE = 100

export const customersChangedPoll = {
  kind: 'poll',
  id: 'customers-changed',
  label: 'New and changed customers',
  description: 'Reads customers by the time they changed.',
  output: speaking('customer', FoundCustomer, CUSTOMER_FIELDS),
  example: RETAIL_CUSTOMER,
  discover: reads({ fields: 'CUSTOMER' }),
  poll: (page, context) =>
    readByUpdate({
      page,
      largestPage: LARGEST_PAGE,
      async read(search) {
        const { customers } = await graphql(context, FIND_CUSTOMERS, { ...search, sortKey: 'UPDATED_AT' })
        const { hasNextPage, endCursor } = customers.pageInfo
        return {
          values: await withFields(context, 'CUSTOMER', customers.nodes.map(toRetailCustomer)),
          next: hasNextPage ? endCursor : null,
        }
      },
    }),
} as const satisfies PollTrigger
