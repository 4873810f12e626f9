// Orders and products by the time they changed: Medusa has no webhooks of its own.
import { Type } from 'typebox'
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

export const ordersChanged = {
  kind: 'poll',
  id: 'orders-changed',
  label: 'New and changed orders',
  description: 'Reads orders by the time they changed, without their lines; "Get an order" reads the rest.',
  output: CanonicalOrderHead,
  example: CANONICAL_HEAD,
  poll: (page, context) =>
    readChanged({
      ...page,
      overlapMs: OVERLAP_MS,
      largestPage: LARGEST_PAGE,
      async read({ since, limit, skip }) {
        const { orders } = await read(context, '/admin/orders', Type.Object({ orders: Type.Array(MedusaOrderHead) }), {
          fields: ORDER_HEAD_FIELDS,
          order: 'updated_at',
          'updated_at[$gte]': since,
          limit,
          offset: skip,
        })
        return orders
          .map(toCanonicalHead)
          .map((head) => ({ key: head.id, version: head.updatedAt, changedAt: head.updatedAt, value: head }))
      },
    }),
} as const satisfies PollTrigger

export const productsChanged = {
  kind: 'poll',
  id: 'products-changed',
  label: 'New and changed products',
  description: 'Reads variants by the time they changed, with their products and prices.',
  output: Product,
  example: PRODUCT,
  poll: (page, context) =>
    readChanged({
      ...page,
      overlapMs: OVERLAP_MS,
      largestPage: LARGEST_PAGE,
      async read({ since, limit, skip }) {
        const { variants } = await read(context, '/admin/product-variants', Type.Object({ variants: Type.Array(Variant) }), {
          fields: VariantFields,
          order: 'updated_at',
          'updated_at[$gte]': since,
          limit,
          offset: skip,
        })
        return variants
          .map(toProduct)
          .map((product) => ({ key: product.variantId, version: product.updatedAt, changedAt: product.updatedAt, value: product }))
      },
    }),
} as const satisfies PollTrigger
