// Lookup tables. A table is one row: it is always read and saved as a whole, from a revision.
import type { LookupStore } from '../ports.ts'
import type { LookupRow } from '#shared/model/connections.ts'
import { fromJson } from '../rows/json.ts'
import { keptSince, toTable, type TableRow } from '../rows/lookups.ts'
import type { Connections } from './connect.ts'

export function createLookupStore({ read, change, write }: Connections): LookupStore {
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
    async rowsAt(clientId, environment, name, revision) {
      const [row] = await read<Pick<TableRow, 'entries'>>(
        clientId,
        `SELECT entries FROM lookup_tables WHERE client_id = ? AND environment = ? AND name = ? AND revision = ? UNION ALL
         SELECT entries FROM lookup_revisions WHERE client_id = ? AND environment = ? AND name = ? AND revision = ?`,
        [clientId, environment, name, revision, clientId, environment, name, revision],
      )
      return row && fromJson<LookupRow[]>(row.entries)
    },
    save: (clientId, environment, name, rows, revision, at) =>
      write(clientId, async (transaction) => {
        const [old] = (
          await transaction.query<TableRow>(
            'SELECT * FROM lookup_tables WHERE client_id = ? AND environment = ? AND name = ? AND revision = ? FOR UPDATE',
            [clientId, environment, name, revision],
          )
        ).rows
        if (!old) return undefined
        const instant = at.toISOString()
        await Promise.all([
          transaction.query(
            `INSERT INTO lookup_revisions (client_id, environment, name, revision, entries, replaced_at) VALUES (?, ?, ?, ?, ?, ?)`,
            [clientId, environment, name, revision, old.entries, instant],
          ),
          transaction.query(
            'UPDATE lookup_tables SET entries = ?, updated_at = ?, revision = ? WHERE client_id = ? AND environment = ? AND name = ?',
            [JSON.stringify(rows), instant, revision + 1, clientId, environment, name],
          ),
          transaction.query('DELETE FROM lookup_revisions WHERE client_id = ? AND environment = ? AND name = ? AND replaced_at < ?', [
            clientId,
            environment,
            name,
            keptSince(at),
          ]),
        ])
        return revision + 1
      }),
  }
}
