// Returns, by the orders that changed: Shopify gives no list of returns by time.
import type { Json } from '#shared/json.ts'
import type { CallContext, PollRecord, PollTrigger } from '#connectors/kit/contract.ts'
import { RetailReturn, toRetailReturn } from '../actions/returns/retail-return.ts'
import { graphql } from '../client.ts'
import { GET_RETURNS, ORDERS_WITH_RETURNS } from '../documents/return.ts'
import { RETAIL_RETURN } from '../examples/returns.ts'
import { readByUpdate } from './by-update.ts'

/** Most orders have no return: many heads are read for a few returns. */
const LARGEST_PAGE = 100
/** Ten with their lines cost about 700 of the 1,000 points that one query may. */
const RETURNS_AT_ONCE = 10

export const returnsChangedPoll = {
  kind: 'poll',
  id: 'returns-changed',
  label: 'New and changed returns',
  description: 'Reads returns with their lines when they are made, approved, received, refunded, closed, declined or canceled.',
  output: RetailReturn,
  example: RETAIL_RETURN,
  async poll(page, context) {
    const found = new Set<string>()
    const read = await readByUpdate({
      page,
      largestPage: LARGEST_PAGE,
      async read(search) {
        const { orders } = await graphql(context, ORDERS_WITH_RETURNS, search)
        for (const { id } of orders.nodes.flatMap(({ returns }) => returns.nodes)) found.add(id)
        const { hasNextPage, endCursor } = orders.pageInfo
        return { values: orders.nodes, next: hasNextPage ? endCursor : null }
      },
    })
    return { ...read, records: await readReturns(context, [...found]) }
  },
} as const satisfies PollTrigger

/** Without a version: a return does not say when it changed, so that it is new when anything in it is. */
async function readReturns(context: CallContext, ids: readonly string[]): Promise<readonly PollRecord[]> {
  const records: PollRecord[] = []
  for (let from = 0; from < ids.length; from += RETURNS_AT_ONCE) {
    const { nodes } = await graphql(context, GET_RETURNS, { ids: ids.slice(from, from + RETURNS_AT_ONCE) })
    for (const node of nodes) if (node) records.push({ key: node.id, value: toRetailReturn(node) satisfies Json })
  }
  return records
}
