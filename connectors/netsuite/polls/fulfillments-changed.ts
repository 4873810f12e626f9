// Looks regularly for what was picked, packed or shipped of sales orders.
import type { PollTrigger } from '#connectors/kit/contract.ts'
import { suiteQl } from '../client.ts'
import { FULFILLMENT_COLUMNS, FULFILLMENT_EXAMPLE, Fulfillment, readFulfillments } from '../fulfillment.ts'
import { changedTransactions } from './changed.ts'

/** Each record is a call of its own, and an account answers five at once. */
const LARGEST_PAGE = 50

export const fulfillmentsChanged = {
  kind: 'poll',
  id: 'fulfillments-changed',
  label: 'New and changed item fulfillments',
  description: 'Reads what was picked, packed or shipped of sales orders since the last time, with lines and tracking numbers.',
  output: Fulfillment,
  example: FULFILLMENT_EXAMPLE,
  poll: (page, context) =>
    changedTransactions(page, context, {
      type: 'ItemShip',
      largestPage: LARGEST_PAGE,
      read: async (where, limit) =>
        (await suiteQl(context, `SELECT ${FULFILLMENT_COLUMNS} FROM transaction t WHERE ${where}`, { limit })).rows,
      toValues: async (rows) => new Map((await readFulfillments(context, rows)).map((one) => [one.id, one])),
    }),
} as const satisfies PollTrigger
