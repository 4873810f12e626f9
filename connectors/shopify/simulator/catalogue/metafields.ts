// Metafields of products and customers, as far as they carry ids of other systems and values that flows set.
import type { SimulatorRecord, SimulatorRecords } from '#connectors/kit/simulator-records.ts'

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
