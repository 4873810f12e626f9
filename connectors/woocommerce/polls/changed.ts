// Orders and products by the time they changed: to catch up after a standstill, and for shops whose webhooks fail.
// Pages are numbered: what changes meanwhile comes in later pages again, and each version of a record is taken once.
import type { Static, TSchema } from 'typebox'
import type { Json } from '#shared/json.ts'
import type { PollRecord, PollTrigger } from '#connectors/kit/contract.ts'
import { CanonicalOrderHead } from '#connectors/kit/retail/order.ts'
import { toCanonicalHead } from '../canonical.ts'
import { LARGEST_PAGE, list } from '../client.ts'
import { CANONICAL_HEAD, PRODUCT } from '../examples.ts'
import { Product, toProduct } from '../product.ts'
import { WooOrder } from '../schemas/order.ts'
import { WooProduct } from '../schemas/product.ts'

/** A long request writes the time of its beginning: the last minutes are looked at again. */
const OVERLAP_MS = 5 * 60_000

interface Cursor {
  /** What changed after this is read now. */
  readonly since: string
  /** Time of change of the newest record seen. */
  readonly newest: string
  /** The next page of this round, of `size` records; absent: a new round begins. */
  readonly page?: number
  readonly size: number
}

interface Changing<S extends TSchema> {
  readonly path: string
  readonly schema: S
  readonly changedAt: (record: Static<S>) => string
  readonly toRecord: (record: Static<S>) => PollRecord
}

function pollOf<S extends TSchema>({ path, schema, changedAt, toRecord }: Changing<S>): PollTrigger['poll'] {
  return async ({ cursor, since, limit }, context) => {
    const before = cursor as Cursor | null | undefined
    const start = since.toISOString()
    const round: Cursor =
      before?.page !== undefined
        ? before
        : {
            since: before ? new Date(Date.parse(before.newest) - OVERLAP_MS).toISOString() : start,
            newest: before?.newest ?? start,
            page: 1,
            size: Math.min(limit, LARGEST_PAGE),
          }
    const { page = 1, size } = round
    const { records, pages } = await list(context, path, schema, {
      modified_after: round.since,
      dates_are_gmt: true,
      orderby: 'id',
      order: 'asc',
      per_page: size,
      page,
    })
    const newest = records.map(changedAt).reduce((latest, at) => (Date.parse(at) > Date.parse(latest) ? at : latest), round.newest)
    const more = page < pages
    return {
      records: records.map(toRecord),
      cursor: { since: round.since, newest, size, ...(more && { page: page + 1 }) } satisfies Cursor as Json,
      more,
    }
  }
}

export const ordersChanged = {
  kind: 'poll',
  id: 'orders-changed',
  label: 'New and changed orders',
  description: 'Reads orders by the time they changed, without their lines; "Get an order" reads the rest.',
  output: CanonicalOrderHead,
  example: CANONICAL_HEAD,
  poll: pollOf({
    path: '/orders',
    schema: WooOrder,
    changedAt: (order) => toCanonicalHead(order).updatedAt,
    toRecord: (order) => {
      const head = toCanonicalHead(order)
      return { key: head.id, version: head.updatedAt, value: head }
    },
  }),
} as const satisfies PollTrigger

export const productsChanged = {
  kind: 'poll',
  id: 'products-changed',
  label: 'New and changed products',
  description: 'Reads products by the time they changed. Variations are not listed: a change of one changes its product.',
  output: Product,
  example: PRODUCT,
  poll: pollOf({
    path: '/products',
    schema: WooProduct,
    changedAt: (product) => toProduct(product).updatedAt ?? new Date(0).toISOString(),
    toRecord: (product) => {
      const value = toProduct(product)
      return { key: value.id, version: value.updatedAt ?? '', value }
    },
  }),
} as const satisfies PollTrigger
