// Partners, clients and who belongs where. These tables belong to partners: no client's wall stands around them.
import type { Client, Partner } from '#shared/model/accounts.ts'
import type { TenancyStore } from '../ports.ts'
import { fromClientIds, toMembership, type MembershipRow } from '../rows/accounts.ts'
import { EVERY_CLIENT, type Connections } from './connect.ts'
import type { Values } from './sql.ts'

export function createTenancyStore({ read, change }: Connections): TenancyStore {
  const clientColumns = 'id, partner_id AS "partnerId", name, slug, created_at AS "createdAt"'
  const put = async (sql: string, values: Values) => void (await change(EVERY_CLIENT, sql, values))
  const all = <Row>(sql: string, values?: Values) => read<Row>(EVERY_CLIENT, sql, values)

  return {
    createPartner: ({ id, name, createdAt }) => put('INSERT INTO partners (id, name, created_at) VALUES (?, ?, ?)', [id, name, createdAt]),
    partners: () => all<Partner>('SELECT id, name, created_at AS "createdAt" FROM partners ORDER BY created_at, id'),
    createClient: ({ id, partnerId, name, slug, createdAt }) =>
      put('INSERT INTO clients (id, partner_id, name, slug, created_at) VALUES (?, ?, ?, ?, ?)', [id, partnerId, name, slug, createdAt]),
    clients: (partnerId) => all<Client>(`SELECT ${clientColumns} FROM clients WHERE partner_id = ? ORDER BY name, id`, [partnerId]),
    // An id wins over a slug that was chosen to look like it.
    client: async (partnerId, idOrSlug) => {
      const sql = `SELECT ${clientColumns} FROM clients WHERE partner_id = ? AND (id = ? OR slug = ?) ORDER BY id = ? DESC LIMIT 1`
      return (await all<Client>(sql, [partnerId, idOrSlug, idOrSlug, idOrSlug]))[0]
    },
    clientById: async (clientId) => (await all<Client>(`SELECT ${clientColumns} FROM clients WHERE id = ?`, [clientId]))[0],
    putMembership: ({ userId, partnerId, role, clientIds }) =>
      put(
        `INSERT INTO memberships (user_id, partner_id, role, client_ids) VALUES (?, ?, ?, ?)
         ON CONFLICT (user_id, partner_id) DO UPDATE SET role = excluded.role, client_ids = excluded.client_ids`,
        [userId, partnerId, role, fromClientIds(clientIds)],
      ),
    removeMembership: async (partnerId, userId) =>
      (await change(EVERY_CLIENT, 'DELETE FROM memberships WHERE partner_id = ? AND user_id = ?', [partnerId, userId])).count > 0,
    membershipsOf: async (userId) =>
      (await all<MembershipRow>('SELECT * FROM memberships WHERE user_id = ? ORDER BY partner_id', [userId])).map(toMembership),
    members: async (partnerId) =>
      (await all<MembershipRow>('SELECT * FROM memberships WHERE partner_id = ? ORDER BY user_id', [partnerId])).map(toMembership),
  }
}
