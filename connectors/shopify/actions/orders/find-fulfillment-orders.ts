// What a warehouse or shop has to ship, a page at a time.
import { Type, type Static } from 'typebox'
import type { Json } from '#shared/json.ts'
import type { Action, CallContext } from '#connectors/kit/contract.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { RetailFulfillmentOrder, toRetailFulfillmentOrder } from '../../canonical-fulfillment-order.ts'
import { graphql } from '../../client.ts'
import { FIND_FULFILLMENT_ORDERS } from '../../documents/fulfillment-orders.ts'
import { RETAIL_FULFILLMENT_ORDER } from '../../examples/fulfillment-orders.ts'
import { locationGid, LocationId, numberOf } from '../../gid.ts'
import { choice, nullable } from '../../schemas/parts.ts'

/** They come with up to 100 lines each: a larger page costs more than one query may. */
export const LARGEST_FULFILLMENT_PAGE = 50

const Input = Type.Object(
  {
    status: Type.Optional(
      choice(['open', 'in_progress', 'on_hold', 'scheduled', 'closed', 'cancelled'], {
        title: 'Status',
        description: 'Left out: all that are not closed',
      }),
    ),
    locationId: Type.Optional({ ...LocationId, description: 'Of this warehouse or shop' }),
    changedSince: Type.Optional(
      Type.String({ title: 'Changed since', description: 'ISO instant', pattern: '^\\d{4}-\\d{2}-\\d{2}T[0-9:.]+(Z|[+-]\\d{2}:\\d{2})$' }),
    ),
    limit: Type.Optional(Type.Integer({ title: 'Page size', minimum: 1, maximum: LARGEST_FULFILLMENT_PAGE, default: 25 })),
    cursor: Type.Optional(
      Type.Union([Type.String({ maxLength: 2_000 }), Type.Null()], { title: 'Cursor', description: 'nextCursor of the page before' }),
    ),
  },
  { additionalProperties: false },
)

const Output = Type.Object({
  fulfillmentOrders: Type.Array(RetailFulfillmentOrder, { title: 'Fulfilment orders' }),
  hasMore: Type.Boolean({ title: 'Has more' }),
  nextCursor: nullable(Type.String({ title: 'Next cursor' })),
})

export async function pageOfFulfillmentOrders(context: CallContext, variables: Readonly<Record<string, Json>>) {
  const { fulfillmentOrders } = await graphql(context, FIND_FULFILLMENT_ORDERS, variables)
  const { hasNextPage, endCursor } = fulfillmentOrders.pageInfo
  return { values: fulfillmentOrders.nodes.map(toRetailFulfillmentOrder), next: hasNextPage ? endCursor : null }
}

export const findFulfillmentOrders = {
  id: 'find-fulfillment-orders',
  label: 'Find fulfilment orders',
  description: 'Lists what warehouses and shops have to ship or hand out, with lines and destination. "Ship an order" follows.',
  effect: 'read',
  safety: 'upsert',
  input: Input,
  output: Output,
  example: { fulfillmentOrders: [RETAIL_FULFILLMENT_ORDER], hasMore: false, nextCursor: null },
  paging: { items: 'fulfillmentOrders', next: 'nextCursor', cursor: 'cursor' },
  async run(input, context) {
    const { status, locationId, changedSince, limit, cursor } = parseInput(Input, input)
    const terms = [
      ...(status === undefined ? [] : [`status:${status}`]),
      ...(locationId === undefined ? [] : [`assigned_location_id:${numberOf(locationGid(locationId))}`]),
      ...(changedSince === undefined ? [] : [`updated_at:>='${changedSince}'`]),
    ]
    const { values, next } = await pageOfFulfillmentOrders(context, {
      query: terms.length === 0 ? null : terms.join(' AND '),
      includeClosed: status === 'closed' || status === 'cancelled',
      first: limit ?? 25,
      after: cursor ?? null,
      sortKey: 'ID',
    })
    return { fulfillmentOrders: values, hasMore: next !== null, nextCursor: next } satisfies Static<typeof Output>
  },
} as const satisfies Action
