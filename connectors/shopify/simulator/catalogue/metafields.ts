// Metafields of orders, products, variants and customers: ids of other systems, and values of what the shop has defined.
import type { SimulatorRecord, SimulatorRecords } from '#connectors/kit/simulator-records.ts'
import { pageOf, type PageArguments } from '../connections.ts'
import type { ResolverContext } from '../context.ts'
import { definitionOf, refusalOf } from './metafield-definitions.ts'

export interface MetafieldInput {
  readonly namespace?: string | null
  readonly key?: string | null
  readonly value?: string | null
  readonly type?: string | null
}

const keyOf = (owner: string, { namespace, key }: MetafieldInput): string => `${owner}/${namespace ?? 'app'}/${key}`

export function putMetafield(owner: string, field: MetafieldInput, records: SimulatorRecords): SimulatorRecord {
  const key = keyOf(owner, field)
  const known = records.get('metafield', key)
  const id = (known?.['id'] as number | undefined) ?? records.nextId('_metafield', 39_200_000_000_001)
  const stored = {
    id,
    owner,
    namespace: field.namespace ?? 'app',
    key: field.key ?? '',
    value: field.value ?? '',
    type: field.type ?? (known?.['type'] as string | undefined) ?? 'single_line_text_field',
  }
  records.put('metafield', key, stored)
  return stored
}

/** As a list of `productSet` is: those that are not in it are gone. */
export function replaceMetafields(owner: string, fields: readonly MetafieldInput[], records: SimulatorRecords): void {
  const kept = new Set(fields.map((field) => keyOf(owner, field)))
  for (const field of records.list('metafield').filter((one) => one['owner'] === owner)) {
    const key = keyOf(owner, field as MetafieldInput)
    if (!kept.has(key)) records.remove('metafield', key)
  }
  for (const field of fields) putMetafield(owner, field, records)
}

/** The global id of what has this value. */
export function findByCustomId(
  type: string,
  { namespace, key, value }: { readonly namespace?: string | null; readonly key: string; readonly value: string },
  records: SimulatorRecords,
): string | undefined {
  const field = records.find(
    'metafield',
    (one) =>
      one['namespace'] === (namespace ?? 'app') &&
      one['key'] === key &&
      one['value'] === value &&
      String(one['owner']).startsWith(`gid://shopify/${type}/`),
  )
  return field && String(field['owner'])
}

const viewOf = (field: SimulatorRecord) => ({ ...field, __typename: 'Metafield', id: `gid://shopify/Metafield/${String(field['id'])}` })

/** The member `metafields` of a record with this global id. */
export const metafieldsOf =
  (owner: string, records: SimulatorRecords) =>
  ({ namespace, keys, ...page }: PageArguments & { readonly namespace?: string | null; readonly keys?: readonly string[] | null }) => {
    const found = records
      .list('metafield')
      .filter((field) => field['owner'] === owner && (namespace == null || field['namespace'] === namespace))
      .filter((field) => keys == null || keys.includes(`${String(field['namespace'])}.${String(field['key'])}`))
    return pageOf(found.map(viewOf), ({ id }) => id, page)
  }

type Given = Parameters<typeof refusalOf>[0]
interface Identifier {
  readonly ownerId: string
  readonly namespace: string
  readonly key: string
}

export function metafieldsRoot({ records, shop }: ResolverContext) {
  return {
    metafieldDefinitions({ ownerType, ...page }: PageArguments & { readonly ownerType: string }) {
      const found = records.list('metafield_definition').filter(({ owner }) => owner === ownerType)
      return pageOf(
        found.map((one) => ({ ...one, id: `gid://shopify/MetafieldDefinition/${String(one['id'])}`, type: { name: one['type'] } })),
        ({ id }) => id,
        page,
      )
    },
    metafieldsSet({ metafields }: { readonly metafields: readonly Given[] }) {
      if (metafields.length > 25) {
        const message = 'Exceeded the maximum metafields input limit of 25.'
        return { metafields: null, userErrors: [{ field: ['metafields'], message, code: 'LESS_THAN_OR_EQUAL_TO', elementIndex: null }] }
      }
      const userErrors = metafields.flatMap((field, elementIndex) => {
        const refusal = refusalOf(field, records, shop.currency)
        return refusal ? [{ field: ['metafields', String(elementIndex), 'value'], elementIndex, ...refusal }] : []
      })
      // All of them or none.
      if (userErrors.length > 0) return { metafields: [], userErrors }
      const stored = records.atomically(() =>
        metafields.map((field) => {
          const type = field.type ?? (definitionOf(field, records)?.['type'] as string | undefined)
          return putMetafield(field.ownerId, { ...field, ...(type !== undefined && { type }) }, records)
        }),
      )
      return { metafields: stored.map(viewOf), userErrors: [] }
    },
    metafieldsDelete({ metafields }: { readonly metafields: readonly Identifier[] }) {
      const deletedMetafields = records.atomically(() =>
        metafields.map((one) => {
          const key = keyOf(one.ownerId, one)
          const isThere = records.get('metafield', key) !== undefined
          records.remove('metafield', key)
          return isThere ? one : null
        }),
      )
      return { deletedMetafields, userErrors: [] }
    },
  }
}
