// Lookup tables for the sandbox, kept until somebody saves them.
import { createHash } from 'node:crypto'
import { AppError } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import type { Environment } from '#shared/model/accounts.ts'
import type { LoadedTable, TableSource } from './engine/ports.ts'
import type { LookupContent, LookupStore } from './store/ports.ts'

const MAX_CACHED = 500

interface Kept {
  readonly table: LoadedTable
  readonly until: number
}

/** `keepMs`: how long a table is believed, for others may save it. */
export function createTableSource(
  lookups: LookupStore,
  keepMs = Infinity,
): { readonly source: TableSource; readonly lookups: LookupStore } {
  const cache = new Map<string, Kept>()
  const keyOf = (clientId: string, environment: Environment, name: string) => `${clientId} ${environment} ${name}`

  function remember(key: string, { rows, whenMissing }: LookupContent, revision: number): LoadedTable {
    const content = {
      rows: rows.map(({ key: name, value, from, to }) => ({
        key: name,
        value,
        ...(from !== undefined && { from }),
        ...(to !== undefined && { to }),
      })),
      ...(whenMissing && { whenMissing }),
    }
    const table = { hash: createHash('sha256').update(JSON.stringify(content)).digest('hex'), ...content, revision }
    if (cache.size >= MAX_CACHED) cache.delete(cache.keys().next().value ?? key)
    cache.set(key, { table, until: performance.now() + keepMs })
    return table
  }

  async function loadRevision(clientId: string, environment: Environment, name: string, revision: number): Promise<LoadedTable> {
    const key = `${keyOf(clientId, environment, name)} ${revision}`
    const cached = cache.get(key)
    // A revision never changes.
    if (cached) return cached.table
    const content = await lookups.contentAt(clientId, environment, name, revision)
    if (content) return remember(key, content, revision)
    throw new AppError('lookup-table-missing', {
      message: say`The lookup table "${name}" is not kept any more as this run began to read it (revision ${revision}).`,
      fix: 'Replay the record: a replay reads the table as it is now.',
      details: { table: name, environment, revision },
    })
  }

  return {
    source: {
      async load(clientId, environment, name, revision) {
        const key = keyOf(clientId, environment, name)
        const cached = cache.get(key)
        if (cached && revision === cached.table.revision) return cached.table
        if (cached && revision === undefined && cached.until > performance.now()) return cached.table
        if (revision !== undefined) return loadRevision(clientId, environment, name, revision)
        const table = await lookups.get(clientId, environment, name)
        if (table) return remember(key, table, table.revision)
        throw new AppError('lookup-table-missing', {
          message: say`The lookup table "${name}" does not exist in ${environment}.`,
          details: { table: name, environment },
        })
      },
    },
    /** The same store, whose saves are seen by the engine at once. */
    lookups: {
      ...lookups,
      async create(table) {
        await lookups.create(table)
        cache.delete(keyOf(table.clientId, table.environment, table.name))
      },
      async save(clientId, environment, name, content, revision, at) {
        const saved = await lookups.save(clientId, environment, name, content, revision, at)
        cache.delete(keyOf(clientId, environment, name))
        return saved
      },
    },
  }
}
