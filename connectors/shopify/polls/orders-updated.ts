// Orders by the time they changed: for shops whose webhooks are not wanted, and to catch up after a long standstill.
import type { Json } from '#shared/json.ts'
import type { PollTrigger } from '#connectors/kit/contract.ts'
import { toCanonicalHead } from '../canonical.ts'
import { graphql } from '../client.ts'
import { FIND_ORDERS } from '../documents/order.ts'
import { CANONICAL_HEAD } from '../examples/index.ts'
import { CanonicalOrderHead } from '#connectors/kit/retail/order.ts'

/** Shopify's search index lags behind the orders: what changed in these last minutes is looked at again. */
const OVERLAP_MS = 5 * 60_000
/** Shopify gives no larger page. */
const LARGEST_PAGE = 250

interface Cursor {
  readonly since: string
  /** Time of change of the newest order seen. */
  readonly newest: string
  /** Shopify's cursor within this round; absent: a new round begins. */
  readonly after?: string
}

export const ordersUpdatedPoll = {
  kind: 'poll',
  id: 'orders-changed',
  label: 'New and changed orders',
  description: 'Reads orders by the time they changed, without their lines; "Get an order" reads the rest.',
  output: CanonicalOrderHead,
  example: CANONICAL_HEAD,
  async poll({ cursor, since, limit }, context) {
    const before = cursor as Cursor | null | undefined
    const start = since.toISOString()
    const round: Cursor =
      before?.after !== undefined ? before : { since: overlapping(before?.newest) ?? start, newest: before?.newest ?? start }
    const { orders } = await graphql(context, FIND_ORDERS, {
      query: `updated_at:>='${round.since}'`,
      sortKey: 'UPDATED_AT',
      first: Math.min(limit, LARGEST_PAGE),
      after: round.after ?? null,
    })
    const heads = orders.nodes.map(toCanonicalHead)
    const newest = heads.reduce((latest, { updatedAt }) => (Date.parse(updatedAt) > Date.parse(latest) ? updatedAt : latest), round.newest)
    const { hasNextPage, endCursor } = orders.pageInfo
    const after = hasNextPage ? endCursor : null
    return {
      records: heads.map((head) => ({ key: head.id, version: head.updatedAt, value: head })),
      cursor: { since: round.since, newest, ...(after !== null && { after }) } satisfies Cursor as Json,
      more: after !== null,
    }
  },
} as const satisfies PollTrigger

const overlapping = (newest: string | undefined): string | undefined =>
  newest === undefined ? undefined : new Date(Date.parse(newest) - OVERLAP_MS).toISOString()
