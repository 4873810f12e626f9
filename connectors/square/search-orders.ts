// Sales by a time, oldest first.
import { Type } from 'typebox'
import type { CallContext } from '#connectors/kit/contract.ts'
import { post } from './client.ts'
import { SquareOrder } from './schemas.ts'

const Answer = Type.Object({ orders: Type.Optional(Type.Array(SquareOrder)), cursor: Type.Optional(Type.String()) })
/** Square searches in no more locations at once. */
export const MOST_LOCATIONS = 10

export interface OrderSearch {
  readonly locationIds: readonly string[]
  readonly by: 'closed_at' | 'updated_at' | 'created_at'
  readonly from: string
  readonly before?: string | undefined
  readonly limit: number
  readonly cursor?: string | undefined
}

export async function searchOrders(context: CallContext, { locationIds, by, from, before, limit, cursor }: OrderSearch) {
  const { orders = [], cursor: next } = await post(context, '/v2/orders/search', Answer, {
    location_ids: locationIds.slice(0, MOST_LOCATIONS),
    query: {
      filter: {
        date_time_filter: { [by]: { start_at: from, ...(before !== undefined && { end_at: before }) } },
        // Square sorts by the time of closing only what is closed.
        ...(by === 'closed_at' && { state_filter: { states: ['COMPLETED', 'CANCELED'] } }),
      },
      sort: { sort_field: by.toUpperCase(), sort_order: 'ASC' },
    },
    limit,
    ...(cursor !== undefined && { cursor }),
  })
  return { orders, next }
}

export const LocationIds = Type.Array(Type.String({ pattern: '^[A-Za-z0-9]{4,60}$' }), {
  title: 'Locations',
  description: 'Ids of one to ten stores, such as L8GS….',
  minItems: 1,
  maxItems: MOST_LOCATIONS,
})
