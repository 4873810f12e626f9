// Lookup tables. A table is one row: it is always read and saved as a whole, from a revision.
import type { Database } from 'better-sqlite3'
import type { LookupStore } from '../ports.ts'
import type { Writer } from './writer.ts'
import { toJson } from '../rows/json.ts'
import { keptSince, toContent, toTable, type TableRow } from '../rows/lookups.ts'

export function createLookupStore(database: Database, writer: Writer): LookupStore {
  const list = database.prepare<[string, string], TableRow>(
    'SELECT * FROM lookup_tables WHERE client_id = ? AND environment = ? ORDER BY name',
  )
  const get = database.prepare<[string, string, string], TableRow>(
    'SELECT * FROM lookup_tables WHERE client_id = ? AND environment = ? AND name = ?',
  )
  const insert = database.prepare<(string | number | null)[]>(
    `INSERT INTO lookup_tables (client_id, environment, name, id, label, entries, when_missing, revision, updated_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const save = database.prepare<[string, string | null, string, string, string, string, number], { revision: number }>(
    `UPDATE lookup_tables SET entries = ?, when_missing = ?, updated_at = ?, revision = revision + 1
     WHERE client_id = ? AND environment = ? AND name = ? AND revision = ? RETURNING revision`,
  )
  const keep = database.prepare<[string, string, string, string, number]>(
    `INSERT INTO lookup_revisions (client_id, environment, name, revision, entries, when_missing, replaced_at)
     SELECT client_id, environment, name, revision, entries, when_missing, ? FROM lookup_tables
     WHERE client_id = ? AND environment = ? AND name = ? AND revision = ?`,
  )
  const forget = database.prepare<[string, string, string, string]>(
    'DELETE FROM lookup_revisions WHERE client_id = ? AND environment = ? AND name = ? AND replaced_at < ?',
  )
  const entriesAt = database.prepare<(string | number)[], Pick<TableRow, 'entries' | 'when_missing'>>(
    `SELECT entries, when_missing FROM lookup_tables WHERE client_id = ? AND environment = ? AND name = ? AND revision = ? UNION ALL
     SELECT entries, when_missing FROM lookup_revisions WHERE client_id = ? AND environment = ? AND name = ? AND revision = ?`,
  )

  return {
    list: async (clientId, environment) => list.all(clientId, environment).map(toTable),
    get: async (clientId, environment, name) => {
      const row = get.get(clientId, environment, name)
      return row && toTable(row)
    },
    create: ({ clientId, environment, name, id, label, rows, whenMissing, revision, updatedAt }) =>
      writer.write(
        () => void insert.run(clientId, environment, name, id, label, JSON.stringify(rows), toJson(whenMissing), revision, updatedAt),
      ),
    async contentAt(clientId, environment, name, revision) {
      const row = entriesAt.get(clientId, environment, name, revision, clientId, environment, name, revision)
      return row && toContent(row)
    },
    save: (clientId, environment, name, { rows, whenMissing }, revision, at) =>
      writer.write(() => {
        keep.run(at.toISOString(), clientId, environment, name, revision)
        const saved = save.get(JSON.stringify(rows), toJson(whenMissing), at.toISOString(), clientId, environment, name, revision)
        if (saved) forget.run(clientId, environment, name, keptSince(at))
        return saved?.revision
      }),
  }
}
