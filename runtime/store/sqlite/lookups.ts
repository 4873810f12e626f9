// Lookup tables. A table is one row: it is always read and saved as a whole, from a revision.
import type { Database } from 'better-sqlite3'
import type { LookupStore } from '../ports.ts'
import type { Writer } from './writer.ts'
import { toTable, type TableRow } from '../rows/lookups.ts'

export function createLookupStore(database: Database, writer: Writer): LookupStore {
  const list = database.prepare<[string, string], TableRow>(
    'SELECT * FROM lookup_tables WHERE client_id = ? AND environment = ? ORDER BY name',
  )
  const get = database.prepare<[string, string, string], TableRow>(
    'SELECT * FROM lookup_tables WHERE client_id = ? AND environment = ? AND name = ?',
  )
  const insert = database.prepare<(string | number)[]>(
    `INSERT INTO lookup_tables (client_id, environment, name, id, label, entries, revision, updated_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const save = database.prepare<[string, string, string, string, string, number], { revision: number }>(
    `UPDATE lookup_tables SET entries = ?, updated_at = ?, revision = revision + 1
     WHERE client_id = ? AND environment = ? AND name = ? AND revision = ? RETURNING revision`,
  )

  return {
    list: async (clientId, environment) => list.all(clientId, environment).map(toTable),
    get: async (clientId, environment, name) => {
      const row = get.get(clientId, environment, name)
      return row && toTable(row)
    },
    create: ({ clientId, environment, name, id, label, rows, revision, updatedAt }) =>
      writer.write(() => void insert.run(clientId, environment, name, id, label, JSON.stringify(rows), revision, updatedAt)),
    save: (clientId, environment, name, rows, revision, at) =>
      writer.write(() => save.get(JSON.stringify(rows), at.toISOString(), clientId, environment, name, revision)?.revision),
  }
}
