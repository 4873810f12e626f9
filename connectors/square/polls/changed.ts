// Sales by the time they changed. Square's tills upload sales that were made without a network up to 72 hours later: those change now.
import { Type, type Static } from 'typebox'
import { readChanged } from '#connectors/kit/changed-poll.ts'
import type { PollTrigger } from '#connectors/kit/contract.ts'
import { CanonicalOrderHead } from '#connectors/kit/retail/order.ts'
import { toHead } from '../canonical.ts'
import { HEAD } from '../examples.ts'
import { LocationIds, searchOrders } from '../search-orders.ts'

const Options = Type.Object({ locationIds: LocationIds }, { additionalProperties: false })
const OVERLAP_MS = 5 * 60_000
const LARGEST_PAGE = 1_000

export const salesChanged = {
  kind: 'poll',
  id: 'sales-changed',
  label: 'New and changed sales',
  description: 'Reads the sales of stores by the time they changed, without their lines; "Get a sale" reads the rest.',
  options: Options,
  output: CanonicalOrderHead,
  example: HEAD,
  poll: ({ options, ...page }, context) =>
    readChanged({
      ...page,
      overlapMs: OVERLAP_MS,
      largestPage: LARGEST_PAGE,
      async read({ since, limit, skip }) {
        const { locationIds } = options as Static<typeof Options>
        const { orders } = await searchOrders(context, {
          locationIds,
          by: 'updated_at',
          from: since,
          limit: Math.min(limit + skip, LARGEST_PAGE),
        })
        return orders
          .slice(skip)
          .map(toHead)
          .map((head) => ({ key: head.id, version: head.updatedAt, changedAt: new Date(head.updatedAt).toISOString(), value: head }))
      },
    }),
} as const satisfies PollTrigger
