// Meta data of orders, products and customers: what plugins and people added. WooCommerce has no list of the names, so that those of the newest
// records are told; it takes any name.
// https://woocommerce.github.io/woocommerce-rest-api-docs/#order-meta-data-properties
import { Type, type Static } from 'typebox'
import type { Json } from '#shared/json.ts'
import type { DiscoveredField } from '#shared/flow/nodes/discovered.ts'
import type { CallContext } from '#connectors/kit/contract.ts'
import { fieldsBelow, type Discovery, type SystemFieldValue } from '#connectors/kit/discover.ts'
import { fitted, isEmpty, single, Unfit, writeFields } from '#connectors/kit/field-values.ts'
import { LARGEST_PAGE, list } from './client.ts'
import { Meta } from './schemas/parts.ts'

type Meta = Static<typeof Meta>
type Records = '/orders' | '/products' | '/customers'

const WithMeta = Type.Object({ meta_data: Type.Optional(Meta) })
/** WooCommerce's own, and what this connector keeps: nothing that a flow would set. */
const OWN = /^_(wc_|wp_|edit_|refunded_item_id|order_stock_reduced|download_permissions|recorded_|new_order_email|customer_|tillflow)/

const isPlain = (value: unknown): boolean => typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
const newest: Readonly<Record<Records, Readonly<Record<string, string>>>> = {
  '/orders': { orderby: 'date', order: 'desc' },
  '/products': { orderby: 'date', order: 'desc' },
  '/customers': { orderby: 'registered_date', order: 'desc', role: 'all' },
}

interface Seen {
  /** Each value that was seen was a text, a number, or yes and no. */
  readonly plain: boolean
  readonly example: string | undefined
}

async function seenIn(context: CallContext, path: Records): Promise<ReadonlyMap<string, Seen>> {
  const { records } = await list(context, path, WithMeta, { ...newest[path], per_page: LARGEST_PAGE })
  const seen = new Map<string, Seen>()
  for (const { key, value } of records.flatMap(({ meta_data: meta = [] }) => meta)) {
    if (OWN.test(key) || value === null) continue
    const before = seen.get(key)
    const example = before?.example ?? (typeof value === 'string' && value !== '' ? value : undefined)
    seen.set(key, { plain: (before?.plain ?? true) && isPlain(value), example })
  }
  return seen
}

/** Names that begin with an underscore are those of plugins: WordPress shows them to nobody. */
const toDiscovered = (key: string, { plain, example }: Seen): DiscoveredField => ({
  kind: plain ? 'text' : 'any',
  ...(plain && example !== undefined && { description: `Such as ${example.slice(0, 80)}` }),
  ...(!key.startsWith('_') && { custom: true }),
})

/** Fields of an input: only what is plain, for the shape of anything else is its plugin's. */
export const writesMeta = (path: Records): Discovery => ({
  async read(_, context) {
    const plain = [...(await seenIn(context, path))].filter(([, seen]) => seen.plain)
    return {
      input: fieldsBelow(
        'fields',
        plain.map(([key, seen]) => [key, toDiscovered(key, seen)]),
      ),
    }
  },
})

export const readsMeta = (path: Records, place: string): Discovery => ({
  async read(_, context) {
    return {
      output: fieldsBelow(
        place,
        [...(await seenIn(context, path))].map(([key, seen]) => [key, toDiscovered(key, seen)]),
      ),
    }
  },
})

/** What is given under `fields` as meta data; empty removes it. `own`: names that other members of the input write. Throws `action-input-invalid`. */
export async function metaOf(
  given: Readonly<Record<string, SystemFieldValue>> | undefined,
  own: ReadonlySet<string> = new Set(),
): Promise<readonly { readonly key: string; readonly value: unknown }[]> {
  const values = await writeFields('WooCommerce', given ?? {}, (key, value) => {
    if (OWN.test(key)) throw new Unfit(`"${key}" is kept by WooCommerce itself.`)
    if (own.has(key)) throw new Unfit(`"${key}" is written by another field of this action.`)
    return isEmpty(value) ? null : String(fitted('text', key, single(key, value)))
  })
  return Object.entries(values).map(([key, value]) => ({ key, value }))
}

/** As it was read; of several of one name the last one. */
export function metaRead(meta: Meta | undefined): { readonly fields?: Record<string, Json> } {
  const shown = (meta ?? []).filter(({ key, value }) => !OWN.test(key) && value !== null && value !== undefined)
  return shown.length > 0
    ? { fields: Object.fromEntries(shown.map(({ key, value }) => [key, isPlain(value) ? String(value) : (value as Json)])) }
    : {}
}
