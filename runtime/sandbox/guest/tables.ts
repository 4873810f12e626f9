// A client's lookup tables inside its isolate: each content arrives once, is known by its hash and indexed by key.
import { holdsOn } from '../../../shared/lookups/check-rows.ts'
import type { TableReader } from '../../../shared/mapping/functions/lookup.ts'
import type { WhenMissing } from '../../../shared/model/connections.ts'

interface Row {
  readonly key: string
  readonly value: unknown
  readonly from?: string
  readonly to?: string
}

/** Per hash. */
const tables = new Map<string, TableReader>()
/** Table name to hash, for the program that is running. */
let current: Readonly<Record<string, string>> = {}

export function addTable(hash: string, contentJson: string): void {
  const { rows, whenMissing } = JSON.parse(contentJson) as { readonly rows: readonly Row[]; readonly whenMissing?: WhenMissing }
  const index = new Map<string, Indexed[]>()
  for (const { key, value, ...period } of rows) {
    const found = index.get(key)
    const entry = { ...period, read: reader(value) }
    if (found) found.push(entry)
    else index.set(key, [entry])
  }
  const missing = whenMissing?.kind === 'default' ? reader(whenMissing.value) : whenMissing && (() => ({ value: undefined }))
  tables.set(hash, {
    find: (key, day) =>
      index
        .get(key)
        ?.find((row) => (row.from === undefined && row.to === undefined) || holdsOn(row, day()))
        ?.read(),
    ...(missing && { missing }),
  })
}

interface Indexed {
  readonly from?: string
  readonly to?: string
  readonly read: () => { readonly value: unknown }
}

/** Objects are kept as text and parsed for each reader, so that no evaluation can change what the next one reads. */
function reader(value: unknown): () => { readonly value: unknown } {
  if (typeof value !== 'object' || value === null) return () => ({ value })
  const json = JSON.stringify(value)
  return () => ({ value: JSON.parse(json) as unknown })
}

export function dropTable(hash: string): void {
  tables.delete(hash)
}

export function useTables(hashesByName: Readonly<Record<string, string>>): void {
  current = hashesByName
}

export function readTable(name: string): TableReader | undefined {
  const hash = Object.hasOwn(current, name) ? current[name] : undefined
  return hash === undefined ? undefined : tables.get(hash)
}
