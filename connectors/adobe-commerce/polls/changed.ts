// The part of all lists of changes: whole records by the time they changed, in rounds by id. See the kit's round-by-id.ts.
import { Type, type Static, type TSchema } from 'typebox'
import { AppError } from '#shared/errors.ts'
import type { Json } from '#shared/json.ts'
import type { CallContext, PollTrigger } from '#connectors/kit/contract.ts'
import { readRoundById } from '#connectors/kit/round-by-id.ts'
import { search } from '../client.ts'
import { instant, utcForFilter } from '../search-criteria.ts'

/** A whole order is tens of kilobytes, and the shop makes a page of them in one PHP process. */
export const RECORDS_AT_ONCE = 100
/** A checkout writes the time of its beginning, and payment modules keep it open for a while. */
const OVERLAP_MS = 5 * 60_000

const Changed = Type.Object({ updated_at: Type.String() })
const Numbered = Type.Object({ entity_id: Type.Optional(Type.Integer()), id: Type.Optional(Type.Integer()) })

export function changedRecords<S extends TSchema>(
  path: string,
  schema: S,
  toValue: (record: Static<S>, context: CallContext) => object | Promise<object>,
): PollTrigger['poll'] {
  const Whole = Type.Intersect([schema, Changed, Numbered])
  return async ({ cursor, since, limit }, context) =>
    await readRoundById({
      cursor,
      since,
      limit: Math.min(limit, RECORDS_AT_ONCE),
      overlapMs: OVERLAP_MS,
      newest: async () => {
        const sort = { field: 'updated_at', direction: 'DESC' } as const
        const { items } = await search(context, path, Changed, { filters: [], sort, pageSize: 1 })
        return items[0] && instant(items[0].updated_at)
      },
      read: async ({ since: from, afterId, limit: pageSize }) => {
        const { items } = await search(context, path, Whole, {
          filters: [
            { field: 'updated_at', value: utcForFilter(from), condition: 'gteq' },
            { field: 'entity_id', value: afterId, condition: 'gt' },
          ],
          sort: { field: 'entity_id', direction: 'ASC' },
          pageSize,
        })
        return await Promise.all(
          items.map(async (record) => {
            const id = idOf(record as Static<typeof Numbered>)
            return { id, key: String(id), value: (await toValue(record as Static<S>, context)) as Json }
          }),
        )
      },
    })
}

/** Customers are filtered and sorted by `entity_id`, which their answers call `id`. */
function idOf({ entity_id: number, id = number }: Static<typeof Numbered>): number {
  if (id !== undefined) return id
  throw new AppError('vendor-answer-invalid', { message: 'Adobe Commerce listed a record without its id.' })
}
