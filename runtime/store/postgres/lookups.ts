// Lookup tables. A table is one row: it is always read and saved as a whole, from a revision.
import type { LookupStore } from '../ports.ts'
import { toTable, type TableRow } from '../rows/lookups.ts'
import type { Connections } from './connect.ts'

export function createLookupStore({ read, change }: Connections): LookupStore {
  return {
    list: async (clientId, environment) => {
      const sql = 'SELECT * FROM lookup_tables WHERE client_id = ? AND environment = ? ORDER BY name'
      return (await read<TableRow>(clientId, sql, [clientId, environment])).map(toTable)
    },
    get: async (clientId, environment, name) => {
      const sql = 'SELECT * FROM lookup_tables WHERE client_id = ? AND environment = ? AND name = ?'
      const [row] = await read<TableRow>(clientId, sql, [clientId, environment, name])
      return row && toTable(row)
    },
    async create({ clientId, environment, name, id, label, rows, revision, updatedAt }) {
      await change(
        clientId,
        `INSERT INTO lookup_tables (client_id, environment, name, id, label, entries, revision, updated_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
        [clientId, environment, name, id, label, JSON.stringify(rows), revision, updatedAt],
      )
    },
    async save(clientId, environment, name, rows, revision, at) {
      const saved = await change<{ revision: number }>(
        clientId,
        `UPDATE lookup_tables SET entries = ?, updated_at = ?, revision = revision + 1
         WHERE client_id = ? AND environment = ? AND name = ? AND revision = ? RETURNING revision`,
        [JSON.stringify(rows), at.toISOString(), clientId, environment, name, revision],
      )
      return saved.rows[0]?.revision
    },
  }
}
