// What all lists of Stripe take and give: a time, and a page newest first.
import { Type, type Static, type TSchema } from 'typebox'
import type { CallContext } from '#connectors/kit/contract.ts'
import { list } from '../client.ts'

const time = (title: string, description: string) => Type.Optional(Type.String({ title, description, pattern: '^\\d{4}-\\d{2}-\\d{2}T' }))

export const madeWithin = {
  from: time('From', 'ISO instant: made then or later.'),
  before: time('Before', 'ISO instant: made earlier.'),
}
export const page = (size: number) => ({
  after: Type.Optional(Type.String({ title: 'After', description: 'Next page: the cursor that the page before gave.', maxLength: 80 })),
  limit: Type.Optional(Type.Integer({ title: 'Page size', description: `Default ${size}.`, minimum: 1, maximum: 100 })),
})
export const NextPage = Type.Union([Type.String(), Type.Null()], { title: 'Next page', description: 'Nothing on the last one' })

export const chargeId = Type.Optional(
  Type.String({ title: 'Charge id', description: 'Only those of this charge.', pattern: '^(ch|py)_[A-Za-z0-9]{6,60}$' }),
)

interface Asked {
  readonly from?: string
  readonly before?: string
  readonly after?: string
}

/** One page of a list whose records have ids; `next` is nothing on the last one. */
export async function readPage<S extends TSchema>(
  context: CallContext,
  path: string,
  schema: S,
  { from, before, after }: Asked,
  query: Parameters<typeof list>[3],
): Promise<{ readonly records: readonly Static<S>[]; readonly next: string | null }> {
  const { records, more } = await list(context, path, schema, {
    ...query,
    'created[gte]': seconds(from),
    'created[lt]': seconds(before),
    starting_after: after,
  })
  const last = records.at(-1) as { readonly id: string } | undefined
  return { records, next: more ? (last?.id ?? null) : null }
}

const seconds = (iso: string | undefined) => (iso === undefined ? undefined : Math.floor(Date.parse(iso) / 1_000))
