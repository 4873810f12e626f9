// Orders by the time they changed: for shops whose webhooks are not wanted, and to catch up after a long standstill.
import type { PollTrigger } from '#connectors/kit/contract.ts'
import { FoundOrderHead, toCanonicalHead } from '../canonical.ts'
import { graphql } from '../client.ts'
import { FIND_ORDERS } from '../documents/order.ts'
import { CANONICAL_HEAD } from '../examples/index.ts'
import { reads } from '../metafields/discover.ts'
import { withFields } from '../metafields/read.ts'
import { readByUpdate } from './by-update.ts'

/** Shopify gives no larger page. */
const LARGEST_PAGE = 250

export const ordersUpdatedPoll = {
  kind: 'poll',
  id: 'orders-changed',
  label: 'New and changed orders',
  description: 'Reads orders by the time they changed, without their lines; "Get an order" reads the rest.',
  output: FoundOrderHead,
  example: CANONICAL_HEAD,
  discover: reads({ fields: 'ORDER' }),
  poll: (page, context) =>
    readByUpdate({
      page,
      largestPage: LARGEST_PAGE,
      async read(search) {
        const { orders } = await graphql(context, FIND_ORDERS, { ...search, sortKey: 'UPDATED_AT' })
        const { hasNextPage, endCursor } = orders.pageInfo
        return { values: await withFields(context, 'ORDER', orders.nodes.map(toCanonicalHead)), next: hasNextPage ? endCursor : null }
      },
    }),
} as const satisfies PollTrigger
