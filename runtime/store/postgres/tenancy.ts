// Partners, clients and who belongs where. These tables belong to partners: no client's wall stands around them.
import type { Client, Partner } from '#shared/model/accounts.ts'
import { TABLES_AT_ONCE, TABLES_IN_PAGES } from '../client-tables.ts'
import type { TenancyStore } from '../ports.ts'
import { fromClientIds, toMembership, type MembershipRow } from '../rows/accounts.ts'
import { ROWS_AT_ONCE } from '../rows/retention.ts'
import { EVERY_CLIENT, type Connections } from './connect.ts'
import type { Values } from './sql.ts'

export function createTenancyStore({ read, change, write }: Connections): TenancyStore {
  const clientColumns = 'id, partner_id AS "partnerId", name, slug, created_at AS "createdAt"'
  const put = async (sql: string, values: Values) => void (await change(EVERY_CLIENT, sql, values))
  const all = <Row>(sql: string, values?: Values) => read<Row>(EVERY_CLIENT, sql, values)

  return {
    createPartner: ({ id, name, createdAt }) => put('INSERT INTO partners (id, name, created_at) VALUES (?, ?, ?)', [id, name, createdAt]),
    partners: () => all<Partner>('SELECT id, name, created_at AS "createdAt" FROM partners ORDER BY created_at, id'),
    createClient: ({ id, partnerId, name, slug, createdAt }) =>
      put('INSERT INTO clients (id, partner_id, name, slug, created_at) VALUES (?, ?, ?, ?, ?)', [id, partnerId, name, slug, createdAt]),
    clients: (partnerId) =>
      all<Client>(`SELECT ${clientColumns} FROM clients WHERE partner_id = ? AND closed_at IS NULL ORDER BY name, id`, [partnerId]),
    // An id wins over a slug that was chosen to look like it.
    client: async (partnerId, idOrSlug) => {
      const sql = `SELECT ${clientColumns} FROM clients WHERE partner_id = ? AND closed_at IS NULL AND (id = ? OR slug = ?) ORDER BY id = ? DESC LIMIT 1`
      return (await all<Client>(sql, [partnerId, idOrSlug, idOrSlug, idOrSlug]))[0]
    },
    clientById: async (clientId) =>
      (await all<Client>(`SELECT ${clientColumns} FROM clients WHERE id = ? AND closed_at IS NULL`, [clientId]))[0],
    closeClient: (clientId, at) =>
      write(EVERY_CLIENT, async (transaction) => {
        // The short name goes to whoever wants it next; the id is nobody else's.
        const sql = 'UPDATE clients SET closed_at = ?, slug = id WHERE id = ? AND closed_at IS NULL'
        if ((await transaction.query(sql, [at.toISOString(), clientId])).count === 0) return false
        for (const table of TABLES_AT_ONCE) await transaction.query(`DELETE FROM ${table} WHERE client_id = ?`, [clientId])
        await transaction.query("UPDATE feeds SET status = 'stopped' WHERE client_id = ?", [clientId])
        return true
      }),
    closedClients: async () =>
      (await all<{ id: string }>('SELECT id FROM clients WHERE closed_at IS NOT NULL ORDER BY closed_at')).map(({ id }) => id),
    removeClientPage: (clientId) =>
      write(EVERY_CLIENT, async (transaction) => {
        for (const table of TABLES_IN_PAGES) {
          const sql = `DELETE FROM ${table} WHERE ctid = ANY (ARRAY (SELECT ctid FROM ${table} WHERE client_id = ? LIMIT ?::bigint))`
          if ((await transaction.query(sql, [clientId, ROWS_AT_ONCE])).count > 0) return true
        }
        await transaction.query('DELETE FROM clients WHERE id = ? AND closed_at IS NOT NULL', [clientId])
        return false
      }),
    putMembership: ({ userId, partnerId, role, clientIds }) =>
      put(
        `INSERT INTO memberships (user_id, partner_id, role, client_ids) VALUES (?, ?, ?, ?)
         ON CONFLICT (user_id, partner_id) DO UPDATE SET role = excluded.role, client_ids = excluded.client_ids`,
        [userId, partnerId, role, fromClientIds(clientIds)],
      ),
    async setToured(partnerId, userId, at) {
      await change(EVERY_CLIENT, 'UPDATE memberships SET toured_at = ? WHERE partner_id = ? AND user_id = ?', [at, partnerId, userId])
    },
    removeMembership: async (partnerId, userId) =>
      (await change(EVERY_CLIENT, 'DELETE FROM memberships WHERE partner_id = ? AND user_id = ?', [partnerId, userId])).count > 0,
    membershipsOf: async (userId) =>
      (await all<MembershipRow>('SELECT * FROM memberships WHERE user_id = ? ORDER BY partner_id', [userId])).map(toMembership),
    members: async (partnerId) =>
      (await all<MembershipRow>('SELECT * FROM memberships WHERE partner_id = ? ORDER BY user_id', [partnerId])).map(toMembership),
  }
}
