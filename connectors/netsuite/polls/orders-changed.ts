// Looks regularly for sales orders that are new or have changed.
import type { Json } from '#shared/json.ts'
import type { PollTrigger } from '#connectors/kit/contract.ts'
import { readRoundById } from '#connectors/kit/round-by-id.ts'
import { quoted, suiteQl } from '../client.ts'
import { ORDER_EXAMPLE, SalesOrder, SELECT_ORDERS, toOrder } from '../sales-order.ts'

/** NetSuite writes a change's time when it begins and shows it when it is done. */
const OVERLAP_MS = 5 * 60_000
/** Times are on the clock of the integration's user, whose zone nobody tells: the first look begins early enough for any. */
const ANY_ZONE_MS = 14 * 3_600_000

export const ordersChanged = {
  kind: 'poll',
  id: 'orders-changed',
  label: 'New and changed sales orders',
  description: 'Reads the sales orders that were made or changed since the last time.',
  output: SalesOrder,
  example: ORDER_EXAMPLE,
  poll: ({ cursor, since, limit }, context) =>
    readRoundById({
      cursor,
      since: new Date(since.getTime() - ANY_ZONE_MS),
      limit,
      overlapMs: OVERLAP_MS,
      async newest() {
        const { rows } = await suiteQl(context, `${SELECT_ORDERS} ORDER BY t.lastmodifieddate DESC`, { limit: 1 })
        const at = rows[0]?.['changed']
        return at === undefined ? undefined : new Date(`${at.replace(' ', 'T')}Z`).toISOString()
      },
      async read(query) {
        const from = quoted(query.since.slice(0, 19).replace('T', ' '))
        const where = `AND t.lastmodifieddate >= TO_DATE(${from}, 'YYYY-MM-DD HH24:MI:SS') AND t.id > ${query.afterId} ORDER BY t.id`
        const { rows } = await suiteQl(context, `${SELECT_ORDERS} ${where}`, { limit: query.limit })
        return rows.map((row) => {
          const order = toOrder(row)
          return { id: Number(order.id), key: order.id, version: order.changedAt, value: order as Json }
        })
      },
    }),
} as const satisfies PollTrigger
