// Lookup tables for the sandbox, kept until somebody saves them.
import { createHash } from 'node:crypto'
import { AppError } from '#shared/errors.ts'
import type { Environment } from '#shared/model/accounts.ts'
import type { TableSource } from './engine/ports.ts'
import type { SandboxTable } from './sandbox/port.ts'
import type { LookupStore } from './store/ports.ts'

const MAX_CACHED = 500

export function createTableSource(lookups: LookupStore): { readonly source: TableSource; readonly lookups: LookupStore } {
  const cache = new Map<string, SandboxTable>()
  const keyOf = (clientId: string, environment: Environment, name: string) => `${clientId} ${environment} ${name}`
  return {
    source: {
      async load(clientId, environment, name) {
        const key = keyOf(clientId, environment, name)
        const cached = cache.get(key)
        if (cached) return cached
        const table = await lookups.get(clientId, environment, name)
        if (!table)
          throw new AppError('lookup-table-missing', {
            message: `The lookup table "${name}" does not exist in ${environment}.`,
            details: { table: name, environment },
          })
        const rows = table.rows.map((row) => ({ key: row.key, value: row.value }))
        const loaded = { hash: createHash('sha256').update(JSON.stringify(rows)).digest('hex'), rows }
        if (cache.size >= MAX_CACHED) cache.delete(cache.keys().next().value ?? key)
        cache.set(key, loaded)
        return loaded
      },
    },
    /** The same store, whose saves are seen by the engine at once. */
    lookups: {
      ...lookups,
      async create(table) {
        await lookups.create(table)
        cache.delete(keyOf(table.clientId, table.environment, table.name))
      },
      async save(clientId, environment, name, rows, revision, at) {
        const saved = await lookups.save(clientId, environment, name, rows, revision, at)
        cache.delete(keyOf(clientId, environment, name))
        return saved
      },
    },
  }
}
