// Orders and products by the time they changed: Medusa has no webhooks of its own.
import { Type, type Static, type TSchema } from 'typebox'
import type { Json } from '#shared/json.ts'
import type { PollTrigger } from '#connectors/kit/contract.ts'
import { readChanged } from '#connectors/kit/changed-poll.ts'
import { CanonicalOrderHead } from '#connectors/kit/retail/order.ts'
import { toCanonicalHead } from '../canonical.ts'
import { read } from '../client.ts'
import { CANONICAL_HEAD } from '../examples.ts'
import { Product, PRODUCT, toProduct } from '../product.ts'
import { MedusaOrderHead, ORDER_HEAD_FIELDS } from '../schemas/order.ts'
import { Variant, VariantFields } from '../schemas/stock.ts'

/** A transaction writes the time of its beginning and is seen at its end: the last minutes are looked at again. */
const OVERLAP_MS = 5 * 60_000
/** Medusa takes any; more would be slow with all that an order carries. */
const LARGEST_PAGE = 200

interface Changing<S extends TSchema, V extends { readonly updatedAt: string }> {
  readonly path: string
  readonly answer: S
  readonly fields: string
  readonly toValues: (answer: Static<S>) => readonly V[]
  readonly keyOf: (value: V) => string
}

const pollOf =
  <S extends TSchema, V extends { readonly updatedAt: string }>({
    path,
    answer,
    fields,
    toValues,
    keyOf,
  }: Changing<S, V>): PollTrigger['poll'] =>
  (page, context) =>
    readChanged({
      ...page,
      overlapMs: OVERLAP_MS,
      largestPage: LARGEST_PAGE,
      async read({ since, limit, skip }) {
        const query = { fields, order: 'updated_at', 'updated_at[$gte]': since, limit, offset: skip }
        const values = toValues(await read(context, path, answer, query))
        return values.map((value) => ({
          key: keyOf(value),
          version: value.updatedAt,
          changedAt: value.updatedAt,
          value: value as Json,
        }))
      },
    })

export const ordersChanged = {
  kind: 'poll',
  id: 'orders-changed',
  label: 'New and changed orders',
  description: 'Reads orders by the time they changed, without their lines; "Get an order" reads the rest.',
  output: CanonicalOrderHead,
  example: CANONICAL_HEAD,
  poll: pollOf({
    path: '/admin/orders',
    answer: Type.Object({ orders: Type.Array(MedusaOrderHead) }),
    fields: ORDER_HEAD_FIELDS,
    toValues: ({ orders }) => orders.map(toCanonicalHead),
    keyOf: ({ id }) => id,
  }),
} as const satisfies PollTrigger

export const productsChanged = {
  kind: 'poll',
  id: 'products-changed',
  label: 'New and changed products',
  description: 'Reads variants by the time they changed, with their products and prices.',
  output: Product,
  example: PRODUCT,
  poll: pollOf({
    path: '/admin/product-variants',
    answer: Type.Object({ variants: Type.Array(Variant) }),
    fields: VariantFields,
    toValues: ({ variants }) => variants.map(toProduct),
    keyOf: ({ variantId }) => variantId,
  }),
} as const satisfies PollTrigger
