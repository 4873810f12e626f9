// A client's lookup tables inside its isolate: each content arrives once, is known by its hash and indexed by key.
import type { TableReader } from '../../../shared/mapping/functions/lookup.ts'

/** Per hash. Objects are kept as text and parsed for each reader, so that no evaluation can change what the next one reads. */
const tables = new Map<string, TableReader>()
/** Table name to hash, for the program that is running. */
let current: Readonly<Record<string, string>> = {}

export function addTable(hash: string, rowsJson: string): void {
  const rows = JSON.parse(rowsJson) as [string, unknown][]
  const index = new Map(
    rows.map(([key, value]) => [key, typeof value === 'object' && value !== null ? { json: JSON.stringify(value) } : { value }] as const),
  )
  tables.set(hash, (key) => {
    const row = index.get(key)
    return row && 'json' in row && row.json !== undefined
      ? { value: JSON.parse(row.json) as unknown }
      : (row as { value: unknown } | undefined)
  })
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
