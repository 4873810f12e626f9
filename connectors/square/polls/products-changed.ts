// Item variations that were made, changed or deleted.
import { Type } from 'typebox'
import type { PollTrigger } from '#connectors/kit/contract.ts'
import { post } from '../client.ts'
import { readListedSince } from '../listed-since.ts'
import { ChangedProduct, PRODUCT, toProduct } from '../product.ts'
import { Variation } from '../schemas.ts'

const LARGEST_PAGE = 1_000
const Answer = Type.Object({
  objects: Type.Optional(Type.Array(Variation)),
  related_objects: Type.Optional(Type.Array(Variation)),
  cursor: Type.Optional(Type.String()),
})

export const productsChanged = {
  kind: 'poll',
  id: 'products-changed',
  label: 'New and changed products',
  description: 'Reads item variations with their prices by the time they changed, also those that were deleted.',
  output: ChangedProduct,
  example: { ...PRODUCT, isDeleted: false, changedAt: '2026-11-20T15:02:41.000Z' },
  poll: (page, context) =>
    readListedSince(page, context.now(), async ({ since, cursor, limit }) => {
      const {
        objects = [],
        related_objects: related = [],
        cursor: next,
      } = await post(context, '/v2/catalog/search', Answer, {
        object_types: ['ITEM_VARIATION'],
        begin_time: since,
        include_deleted_objects: true,
        include_related_objects: true,
        limit: Math.min(limit, LARGEST_PAGE),
        ...(cursor !== undefined && { cursor }),
      })
      const records = objects.map((variation) => {
        const item = related.find(({ id }) => id === variation.item_variation_data?.item_id)
        const changedAt = new Date(variation.updated_at ?? since).toISOString()
        const value = { ...toProduct(variation, item?.item_data?.name), isDeleted: variation.is_deleted === true, changedAt }
        return { key: variation.id, version: changedAt, value }
      })
      return { records, next }
    }),
} as const satisfies PollTrigger
