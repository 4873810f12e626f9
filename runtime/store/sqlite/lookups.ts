// Lookup tables. A table is one row: it is always read and saved as a whole, from a revision.
import type { Database } from 'better-sqlite3'
import type { Environment } from '#shared/model/accounts.ts'
import type { LookupRow, LookupTable } from '#shared/model/connections.ts'
import type { LookupStore } from '../ports.ts'
import type { Writer } from './writer.ts'
import { fromJson } from './json-column.ts'

interface Row {
  readonly client_id: string
  readonly environment: Environment
  readonly name: string
  readonly id: string
  readonly label: string
  readonly entries: string
  readonly revision: number
  readonly updated_at: string
}

const toTable = (row: Row): LookupTable => ({
  id: row.id,
  clientId: row.client_id,
  environment: row.environment,
  name: row.name,
  label: row.label,
  rows: fromJson<LookupRow[]>(row.entries),
  revision: row.revision,
  updatedAt: row.updated_at,
})

export function createLookupStore(database: Database, writer: Writer): LookupStore {
  const list = database.prepare<[string, string], Row>('SELECT * FROM lookup_tables WHERE client_id = ? AND environment = ? ORDER BY name')
  const get = database.prepare<[string, string, string], Row>(
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
