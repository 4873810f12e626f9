// What Square's webhooks missed: the lists of orders, payments and refunds, told as deliveries would have told them. Square tries a delivery for 24
// hours; its own list of events is a beta that an app must switch on.
import { Type } from 'typebox'
import type { Json } from '#shared/json.ts'
import type { CallContext, WebhookSweep } from '#connectors/kit/contract.ts'
import { sweepInTurn } from '#connectors/kit/sweep-by-poll.ts'
import { read } from './client.ts'
import { Location, SquarePayment, SquareRefund } from './schemas.ts'
import { countsSince } from './polls/stock-changed.ts'
import { MOST_LOCATIONS, searchOrders } from './search-orders.ts'

/** A trigger is of what is new, or of what changed. */
export type By = 'created_at' | 'updated_at'
type Told = (kind: string, id: string, at: string, object: object) => Json

/** Pages of payments and refunds have no more. */
const LARGEST_PAGE = 100
const LARGEST_SEARCH = 1_000

/** `kind`: the member of the delivery that holds what it tells of. Nothing delivered it, so that it has no id of an event. */
const tellAs =
  (event: string): Told =>
  (kind, id, at, object) => ({
    merchant_id: '',
    type: event,
    event_id: '',
    created_at: at,
    data: { type: kind, id, object: { [kind]: object as Json } },
  })

async function locations(context: CallContext): Promise<readonly string[]> {
  const { locations: all = [] } = await read(context, '/v2/locations', Type.Object({ locations: Type.Optional(Type.Array(Location)) }))
  return all.map(({ id }) => id)
}

const cursorOf = (cursor: Json | undefined) => (typeof cursor === 'string' ? cursor : undefined)
const pageOf = (payloads: readonly Json[], next: string | undefined) => ({ payloads, cursor: next ?? null, more: next !== undefined })

export function sweepOrders(event: string, kind: string, by: By): WebhookSweep {
  const tell = tellAs(event)
  const inLocations =
    (locationIds: readonly string[]): WebhookSweep =>
    async ({ since, cursor, limit }, context) => {
      const { orders, next } = await searchOrders(context, {
        locationIds,
        by,
        from: since.toISOString(),
        limit: Math.min(limit, LARGEST_SEARCH),
        cursor: cursorOf(cursor),
      })
      const payloads = orders.map(({ id, location_id, state, created_at, updated_at }) =>
        tell(kind, id, by === 'created_at' ? created_at : updated_at, { order_id: id, location_id, state, created_at, updated_at }),
      )
      return pageOf(payloads, next)
    }
  return sweepInTurn(async (context) => chunks(await locations(context), MOST_LOCATIONS).map(inLocations))
}

/** Without a location Square gives the payments of the main one only. */
export function sweepPayments(event: string, by: By): WebhookSweep {
  const inLocation = (location: string) => sweepList(event, 'payment', '/v2/payments', 'payments', SquarePayment, by, location)
  return sweepInTurn(async (context) => (await locations(context)).map(inLocation))
}

export const sweepRefunds = (event: string, by: By): WebhookSweep => sweepList(event, 'refund', '/v2/refunds', 'refunds', SquareRefund, by)

/** Counts of all stores that Square calculated since. */
export function sweepCounts(event: string): WebhookSweep {
  const tell = tellAs(event)
  return async ({ since, cursor, limit }, context) => {
    const { counts, next } = await countsSince(context, { since: since.toISOString(), cursor: cursorOf(cursor), limit })
    return pageOf(
      counts.map((count) => tell('inventory_counts', count.catalog_object_id, count.calculated_at, [count])),
      next,
    )
  }
}

function sweepList(
  event: string,
  kind: string,
  path: string,
  member: string,
  item: typeof SquarePayment | typeof SquareRefund,
  by: By,
  location?: string,
): WebhookSweep {
  const tell = tellAs(event)
  const Page = Type.Object({ [member]: Type.Optional(Type.Array(item)), cursor: Type.Optional(Type.String()) })
  return async ({ since, cursor, limit }, context) => {
    const answer: Readonly<Record<string, unknown>> = await read(context, path, Page, {
      [by === 'created_at' ? 'begin_time' : 'updated_at_begin_time']: since.toISOString(),
      sort_field: by.toUpperCase(),
      sort_order: 'ASC',
      limit: Math.min(limit, LARGEST_PAGE),
      location_id: location,
      cursor: cursorOf(cursor),
    })
    const records = (answer[member] ?? []) as readonly (SquarePayment | SquareRefund)[]
    const next = answer['cursor'] as string | undefined
    return pageOf(
      records.map((record) => tell(kind, record.id, record[by] ?? '', record)),
      next,
    )
  }
}

function chunks<T>(all: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, nth) => all.slice(nth * size, (nth + 1) * size))
}
