// Looks regularly for sales orders that are new or have changed.
import type { Json } from '#shared/json.ts'
import { readChanged } from '#connectors/kit/changed-poll.ts'
import type { PollTrigger } from '#connectors/kit/contract.ts'
import { clockAsUtc, clockOf, siteTime, turnedBackMs } from '#connectors/kit/site-time.ts'
import { readConfig } from '../auth.ts'
import { list } from '../client.ts'
import { ErpOrder, ORDER_EXAMPLE, ORDER_FIELDS, SALES_ORDER, SalesOrder, toSalesOrder } from '../sales-order.ts'

/** For transactions that write the time of their beginning. */
const OVERLAP_MS = 5 * 60_000
const LARGEST_PAGE = 500

export const salesOrdersChanged = {
  kind: 'poll',
  id: 'sales-orders-changed',
  label: 'New and changed sales orders',
  description: 'Reads the sales orders that were made or changed since the last time, drafts and cancelled ones too.',
  output: SalesOrder,
  example: ORDER_EXAMPLE,
  poll: ({ cursor, since, limit }, context) =>
    readChanged({
      cursor,
      // The cursor holds the site's clock: only at the beginning an instant becomes one.
      since: new Date(clockAsUtc(siteTime(since, readConfig(context.config).timeZone))),
      limit,
      overlapMs: OVERLAP_MS + turnedBackMs(context.now(), readConfig(context.config).timeZone),
      largestPage: LARGEST_PAGE,
      async read(query) {
        const orders = await list(context, SALES_ORDER, ErpOrder, {
          filters: [['modified', '>=', clockOf(query.since)]],
          fields: ORDER_FIELDS,
          orderBy: 'modified asc, name asc',
          start: query.skip,
          limit: query.limit,
        })
        return orders.map((order) => ({
          key: order.name,
          version: order.modified,
          changedAt: clockAsUtc(order.modified),
          value: toSalesOrder(order, context.config) as Json,
        }))
      },
    }),
} as const satisfies PollTrigger
