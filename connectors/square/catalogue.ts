// Variations by SKU.
import { Type } from 'typebox'
import { AppError } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import type { CallContext } from '#connectors/kit/contract.ts'
import { post } from './client.ts'
import { Variation } from './schemas.ts'

export const Sku = Type.String({ title: 'SKU', description: 'Of an item variation.', minLength: 1, maxLength: 100 })
const Answer = Type.Object({ objects: Type.Optional(Type.Array(Variation)), related_objects: Type.Optional(Type.Array(Variation)) })

export interface Found {
  readonly variation: Variation
  readonly itemName: string | null
}

/** Square does not keep SKUs unique: of several the one that was changed first counts, the same every time. */
export async function findVariation(context: CallContext, sku: string): Promise<Found | undefined> {
  const { objects = [], related_objects: related = [] } = await post(context, '/v2/catalog/search', Answer, {
    object_types: ['ITEM_VARIATION'],
    query: { exact_query: { attribute_name: 'sku', attribute_value: sku } },
    include_related_objects: true,
    limit: 100,
  })
  const [variation] = objects
    .filter(({ item_variation_data: data }) => data?.sku === sku)
    .toSorted((a, b) => (a.updated_at ?? '').localeCompare(b.updated_at ?? '') || a.id.localeCompare(b.id))
  if (!variation) return undefined
  const item = related.find(({ id }) => id === variation.item_variation_data?.item_id)
  return { variation, itemName: item?.item_data?.name ?? null }
}

/** What `batch-retrieve` takes at once. */
const MOST_IDS = 1_000

/** Also variations that were deleted since: they have their SKU still. */
export async function variationsById(context: CallContext, ids: readonly string[]): Promise<ReadonlyMap<string, Variation>> {
  const unique = [...new Set(ids)]
  const found = new Map<string, Variation>()
  for (let from = 0; from < unique.length; from += MOST_IDS) {
    const { objects = [] } = await post(
      context,
      '/v2/catalog/batch-retrieve',
      Type.Object({ objects: Type.Optional(Type.Array(Variation)) }),
      {
        object_ids: unique.slice(from, from + MOST_IDS),
        include_deleted_objects: true,
      },
    )
    for (const one of objects) found.set(one.id, one)
  }
  return found
}

export async function needVariation(context: CallContext, sku: string): Promise<Variation> {
  const found = await findVariation(context, sku)
  if (found) return found.variation
  throw new AppError('vendor-rejected', {
    message: say`Square has no item variation with the SKU "${sku}".`,
    fix: 'Enter the SKU at the item in Square, or correct the mapping; then replay.',
    issues: [{ path: '/sku', code: 'not-in-square', message: `There is no variation with the SKU "${sku}".` }],
  })
}
