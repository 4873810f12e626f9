// Lookup tables. A table is one row: it is always read and saved as a whole, from a revision.
import type { LookupStore } from '../ports.ts'
import { toJson } from '../rows/json.ts'
import { keptSince, toContent, toTable, type TableRow } from '../rows/lookups.ts'
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
    async create({ clientId, environment, name, id, label, rows, whenMissing, revision, updatedAt }) {
      await change(
        clientId,
        `INSERT INTO lookup_tables (client_id, environment, name, id, label, entries, when_missing, revision, updated_at)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        [clientId, environment, name, id, label, JSON.stringify(rows), toJson(whenMissing), revision, updatedAt],
      )
    },
    async contentAt(clientId, environment, name, revision) {
      const [row] = await read<Pick<TableRow, 'entries' | 'when_missing'>>(
        clientId,
        `SELECT entries, when_missing FROM lookup_tables WHERE client_id = ? AND environment = ? AND name = ? AND revision = ? UNION ALL
         SELECT entries, when_missing FROM lookup_revisions WHERE client_id = ? AND environment = ? AND name = ? AND revision = ?`,
        [clientId, environment, name, revision, clientId, environment, name, revision],
      )
      return row && toContent(row)
    },
    save: (clientId, environment, name, { rows, whenMissing }, revision, at) =>
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
            `INSERT INTO lookup_revisions (client_id, environment, name, revision, entries, when_missing, replaced_at)
             VALUES (?, ?, ?, ?, ?, ?, ?)`,
            [clientId, environment, name, revision, old.entries, old.when_missing, instant],
          ),
          transaction.query(
            'UPDATE lookup_tables SET entries = ?, when_missing = ?, updated_at = ?, revision = ? WHERE client_id = ? AND environment = ? AND name = ?',
            [JSON.stringify(rows), toJson(whenMissing), instant, revision + 1, clientId, environment, name],
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
