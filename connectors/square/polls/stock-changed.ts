// Stock of variations at stores that changed: sold, received, counted or moved.
import { Type, type Static } from 'typebox'
import type { CallContext, PollTrigger } from '#connectors/kit/contract.ts'
import { orNull } from '#connectors/kit/schemas.ts'
import { speaking } from '#connectors/kit/retail/speaking.ts'
import { variationsById } from '../catalogue.ts'
import { post } from '../client.ts'
import { readListedSince } from '../listed-since.ts'
import { CHANGED_LEVEL_FIELDS } from '../retail.ts'
import { LocationIds } from '../search-orders.ts'

const Options = Type.Object({ locationIds: LocationIds }, { additionalProperties: false })
const LARGEST_PAGE = 1_000

const Count = Type.Object({
  catalog_object_id: Type.String(),
  state: Type.String(),
  location_id: Type.String(),
  quantity: Type.String(),
  calculated_at: Type.String(),
})
export type Count = Static<typeof Count>

export const ChangedLevel = speaking(
  'stock',
  Type.Object({
    sku: orNull('SKU', 'Nothing where the variation has none'),
    variationId: Type.String({ title: 'Variation id' }),
    locationId: Type.String({ title: 'Location' }),
    quantity: Type.String({ title: 'In stock', description: 'Decimal text; may be negative where a till sold what was not there' }),
    changedAt: Type.String({ title: 'Changed', description: 'ISO instant' }),
  }),
  CHANGED_LEVEL_FIELDS,
)

/** Counts on the shelf that Square calculated after a time. */
export async function countsSince(
  context: CallContext,
  page: { readonly since: string; readonly locationIds?: readonly string[]; readonly cursor: string | undefined; readonly limit: number },
): Promise<{ readonly counts: readonly Count[]; readonly next: string | undefined }> {
  const { counts = [], cursor: next } = await post(
    context,
    '/v2/inventory/counts/batch-retrieve',
    Type.Object({ counts: Type.Optional(Type.Array(Count)), cursor: Type.Optional(Type.String()) }),
    {
      updated_after: page.since,
      states: ['IN_STOCK'],
      limit: Math.min(page.limit, LARGEST_PAGE),
      ...(page.locationIds && { location_ids: page.locationIds }),
      ...(page.cursor !== undefined && { cursor: page.cursor }),
    },
  )
  return { counts, next }
}

export const stockChanged = {
  kind: 'poll',
  id: 'stock-changed',
  label: 'Changed stock',
  description: 'Reads the stock levels of stores that changed: by sales, returns, deliveries, counts and transfers.',
  options: Options,
  output: ChangedLevel,
  example: {
    sku: 'HF-MUG-NAVY',
    variationId: 'VARMUGNAVY',
    locationId: 'LQUAYSIDE00001',
    quantity: '33',
    changedAt: '2026-11-20T15:02:41.000Z',
  },
  poll: ({ options, ...page }, context) =>
    readListedSince(page, context.now(), async (asked) => {
      const { locationIds } = options as Static<typeof Options>
      const { counts, next } = await countsSince(context, { ...asked, locationIds })
      const variations = await variationsById(
        context,
        counts.map(({ catalog_object_id: id }) => id),
      )
      const records = counts.map((count) => ({
        key: `${count.catalog_object_id}@${count.location_id}`,
        version: `${count.calculated_at} ${count.quantity}`,
        value: {
          sku: variations.get(count.catalog_object_id)?.item_variation_data?.sku ?? null,
          variationId: count.catalog_object_id,
          locationId: count.location_id,
          quantity: count.quantity,
          changedAt: new Date(count.calculated_at).toISOString(),
        },
      }))
      return { records, next }
    }),
} as const satisfies PollTrigger
