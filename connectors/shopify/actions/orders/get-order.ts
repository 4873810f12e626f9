// Reads one order with all its lines, as the retail model's order.
import { Type } from 'typebox'
import { AppError } from '#shared/errors.ts'
import { isRecord } from '#shared/json.ts'
import { say } from '#shared/sentence.ts'
import type { Action, CallContext } from '#connectors/kit/contract.ts'
import { FoundOrder, toCanonicalOrder } from '../../canonical.ts'
import { graphql } from '../../client.ts'
import { GET_ORDER, GET_ORDER_LINES, type LineItem } from '../../documents/order.ts'
import { CANONICAL_ORDER } from '../../examples/index.ts'
import { orderGid, OrderId } from '../../gid.ts'
import { reads } from '../../metafields/discover.ts'
import { withFields } from '../../metafields/read.ts'

// Shopify's own limit is 500 lines on an order; the rest is headroom for B2B. Beyond it something is wrong.
const MOST_PAGES = 20

export const getOrder = {
  id: 'get-order',
  label: 'Get an order',
  description: 'Reads an order with all its lines, taxes, discounts and totals.',
  effect: 'read',
  safety: 'upsert',
  input: Type.Object({ orderId: OrderId }, { additionalProperties: false }),
  output: FoundOrder,
  example: CANONICAL_ORDER,
  discover: reads({ fields: 'ORDER' }),
  async run(input, context) {
    const id = orderGid(isRecord(input) ? input['orderId'] : undefined)
    const { order } = await graphql(context, GET_ORDER, { id })
    if (!order) throw orderMissing(id)
    // Never a shortened order: a document with lines left out would look complete.
    if (order.shippingLines.pageInfo.hasNextPage || order.discountApplications.pageInfo.hasNextPage) throw tooLarge(order.name)
    const lines = await readLines(id, order.name, order.lineItems, context)
    const [found] = await withFields(context, 'ORDER', [toCanonicalOrder(order, lines)])
    return found ?? null
  },
} as const satisfies Action

interface LinePage {
  readonly nodes: readonly LineItem[]
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null }
}

async function readLines(id: string, name: string, first: LinePage, context: CallContext): Promise<readonly LineItem[]> {
  const lines = [...first.nodes]
  let page = first
  for (let pages = 1; page.pageInfo.hasNextPage; pages++) {
    if (pages >= MOST_PAGES) throw tooLarge(name)
    const { order } = await graphql(context, GET_ORDER_LINES, { id, after: page.pageInfo.endCursor })
    if (!order) throw orderMissing(id)
    page = order.lineItems
    lines.push(...page.nodes)
  }
  return lines
}

export function orderMissing(id: string): AppError {
  return new AppError('vendor-rejected', {
    message: say`The shop has no order ${id}, or this app may not see it.`,
    fix: 'Check the order id. Orders older than 60 days need the read_all_orders scope.',
  })
}

function tooLarge(name: string): AppError {
  return new AppError('vendor-rejected', { message: say`Order ${name} has more lines than Tillflow reads.` })
}
