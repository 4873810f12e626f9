// New and changed orders with all that belongs to them: the list has whole orders. Read in rounds by id; see the kit's round-by-id.ts.
import type { PollTrigger } from '#connectors/kit/contract.ts'
import { CanonicalOrder } from '#connectors/kit/retail/order.ts'
import { readRoundById } from '#connectors/kit/round-by-id.ts'
import { toCanonicalOrder } from '../canonical.ts'
import { search } from '../client.ts'
import { CANONICAL_ORDER } from '../examples.ts'
import { Order } from '../schemas.ts'
import { instant, utcForFilter } from '../search-criteria.ts'

/** A whole order is tens of kilobytes, and the shop makes a page of them in one PHP process. */
export const ORDERS_AT_ONCE = 100
/** A checkout writes the time of its beginning, and payment modules keep it open for a while. */
const OVERLAP_MS = 5 * 60_000

export const ordersChanged = {
  kind: 'poll',
  id: 'orders-changed',
  label: 'New and changed orders',
  description: 'Reads orders by the time they changed, with lines, taxes, shipping and what came back.',
  output: CanonicalOrder,
  example: CANONICAL_ORDER,
  poll: async ({ cursor, since, limit }, context) =>
    await readRoundById({
      cursor,
      since,
      limit: Math.min(limit, ORDERS_AT_ONCE),
      overlapMs: OVERLAP_MS,
      newest: async () => {
        const sort = { field: 'updated_at', direction: 'DESC' } as const
        const { items } = await search(context, '/orders', Order, { filters: [], sort, pageSize: 1 })
        return items[0] && instant(items[0].updated_at)
      },
      read: async ({ since: from, afterId, limit: pageSize }) => {
        const { items } = await search(context, '/orders', Order, {
          filters: [
            { field: 'updated_at', value: utcForFilter(from), condition: 'gteq' },
            { field: 'entity_id', value: afterId, condition: 'gt' },
          ],
          sort: { field: 'entity_id', direction: 'ASC' },
          pageSize,
        })
        return items.map((order) => ({
          id: order.entity_id,
          key: String(order.entity_id),
          value: toCanonicalOrder(order),
        }))
      },
    }),
} as const satisfies PollTrigger
