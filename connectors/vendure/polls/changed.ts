// Orders by the time they changed: Vendure has no webhooks of its own. Carts are orders too until they are placed; they are passed over.
import { Type } from 'typebox'
import { changedRecord, readChanged } from '#connectors/kit/changed-poll.ts'
import type { PollTrigger } from '#connectors/kit/contract.ts'
import { CanonicalOrderHead } from '#connectors/kit/retail/order.ts'
import { toHead } from '../canonical.ts'
import { graphql } from '../client.ts'
import { HEAD } from '../examples.ts'
import { FIND_ORDERS, OrderHead } from '../order.ts'

/** A transaction writes the time of its beginning and is seen at its end: the last minutes are looked at again. */
const OVERLAP_MS = 5 * 60_000
/** Vendure's own limit for a list is 1,000 by default; this leaves room for shops that lowered it. */
const LARGEST_PAGE = 100
const Answer = Type.Object({ orders: Type.Object({ items: Type.Array(OrderHead) }) })

export const ordersChanged = {
  kind: 'poll',
  id: 'orders-changed',
  label: 'New and changed orders',
  description: 'Reads orders by the time they changed, without their lines; "Get an order" reads the rest.',
  output: CanonicalOrderHead,
  example: HEAD,
  poll: (page, context) =>
    readChanged({
      ...page,
      overlapMs: OVERLAP_MS,
      largestPage: LARGEST_PAGE,
      async read({ since, limit, skip }) {
        // "after" leaves out the instant itself.
        const after = new Date(Date.parse(since) - 1).toISOString()
        const options = { filter: { updatedAt: { after }, active: { eq: false } }, sort: { updatedAt: 'ASC' }, take: limit, skip }
        const { orders } = await graphql(context, FIND_ORDERS, { options }, Answer)
        return orders.items.map(toHead).map(changedRecord)
      },
    }),
} as const satisfies PollTrigger
