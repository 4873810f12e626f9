// Partners, clients and who belongs where.
import type { Database } from 'better-sqlite3'
import type { Client, Partner } from '#shared/model/accounts.ts'
import { TABLES_AT_ONCE, TABLES_IN_PAGES } from '../client-tables.ts'
import type { TenancyStore } from '../ports.ts'
import { ROWS_AT_ONCE } from '../rows/retention.ts'
import type { Writer } from './writer.ts'
import { fromClientIds, toMembership, type MembershipRow } from '../rows/accounts.ts'

export function createTenancyStore(database: Database, writer: Writer): TenancyStore {
  const clientColumns = 'id, partner_id AS "partnerId", name, slug, created_at AS "createdAt"'
  const insertPartner = database.prepare<[string, string, string]>('INSERT INTO partners (id, name, created_at) VALUES (?, ?, ?)')
  const partners = database.prepare<[], Partner>('SELECT id, name, created_at AS "createdAt" FROM partners ORDER BY created_at, id')
  const insertClient = database.prepare<[string, string, string, string, string]>(
    'INSERT INTO clients (id, partner_id, name, slug, created_at) VALUES (?, ?, ?, ?, ?)',
  )
  const clients = database.prepare<[string], Client>(
    `SELECT ${clientColumns} FROM clients WHERE partner_id = ? AND closed_at IS NULL ORDER BY name, id`,
  )
  // An id wins over a slug that was chosen to look like it.
  const client = database.prepare<[string, string, string, string], Client>(
    `SELECT ${clientColumns} FROM clients WHERE partner_id = ? AND closed_at IS NULL AND (id = ? OR slug = ?) ORDER BY id = ? DESC LIMIT 1`,
  )
  const clientById = database.prepare<[string], Client>(`SELECT ${clientColumns} FROM clients WHERE id = ? AND closed_at IS NULL`)
  const putMembership = database.prepare<[string, string, string, string | null]>(
    `INSERT INTO memberships (user_id, partner_id, role, client_ids) VALUES (?, ?, ?, ?)
     ON CONFLICT (user_id, partner_id) DO UPDATE SET role = excluded.role, client_ids = excluded.client_ids`,
  )
  const setToured = database.prepare<[string | null, string, string]>(
    'UPDATE memberships SET toured_at = ? WHERE partner_id = ? AND user_id = ?',
  )
  const membershipsOf = database.prepare<[string], MembershipRow>('SELECT * FROM memberships WHERE user_id = ? ORDER BY partner_id')
  const removeMembership = database.prepare<[string, string]>('DELETE FROM memberships WHERE partner_id = ? AND user_id = ?')
  const members = database.prepare<[string], MembershipRow>('SELECT * FROM memberships WHERE partner_id = ? ORDER BY user_id')

  // The short name goes to whoever wants it next; the id is nobody else's.
  const close = database.prepare<[string, string]>('UPDATE clients SET closed_at = ?, slug = id WHERE id = ? AND closed_at IS NULL')
  const emptied = TABLES_AT_ONCE.map((table) => database.prepare<[string]>(`DELETE FROM ${table} WHERE client_id = ?`))
  const stopFeeds = database.prepare<[string]>("UPDATE feeds SET status = 'stopped' WHERE client_id = ?")
  const closed = database.prepare<[], string>('SELECT id FROM clients WHERE closed_at IS NOT NULL ORDER BY closed_at').pluck()
  const pages = TABLES_IN_PAGES.map((table) => {
    // Some of them have no row numbers.
    const key = database
      .prepare<[string], string>('SELECT name FROM pragma_table_info(?) WHERE pk > 0 ORDER BY pk')
      .pluck()
      .all(table)
      .join(', ')
    return database.prepare<[string, number]>(
      `DELETE FROM ${table} WHERE (${key}) IN (SELECT ${key} FROM ${table} WHERE client_id = ? LIMIT ?)`,
    )
  })
  const removeClient = database.prepare<[string]>('DELETE FROM clients WHERE id = ? AND closed_at IS NOT NULL')

  return {
    createPartner: ({ id, name, createdAt }) => writer.write(() => void insertPartner.run(id, name, createdAt)),
    partners: async () => partners.all(),
    createClient: ({ id, partnerId, name, slug, createdAt }) =>
      writer.write(() => void insertClient.run(id, partnerId, name, slug, createdAt)),
    clients: async (partnerId) => clients.all(partnerId),
    client: async (partnerId, idOrSlug) => client.get(partnerId, idOrSlug, idOrSlug, idOrSlug),
    clientById: async (clientId) => clientById.get(clientId),
    closeClient: (clientId, at) =>
      writer.write(() => {
        if (close.run(at.toISOString(), clientId).changes === 0) return false
        for (const statement of [...emptied, stopFeeds]) statement.run(clientId)
        return true
      }),
    closedClients: async () => closed.all(),
    removeClientPage: (clientId) =>
      writer.write(() => {
        for (const statement of pages) if (statement.run(clientId, ROWS_AT_ONCE).changes > 0) return true
        removeClient.run(clientId)
        return false
      }),
    putMembership: ({ userId, partnerId, role, clientIds }) =>
      writer.write(() => void putMembership.run(userId, partnerId, role, fromClientIds(clientIds))),
    setToured: (partnerId, userId, at) => writer.write(() => void setToured.run(at, partnerId, userId)),
    membershipsOf: async (userId) => membershipsOf.all(userId).map(toMembership),
    removeMembership: (partnerId, userId) => writer.write(() => removeMembership.run(partnerId, userId).changes > 0),
    members: async (partnerId) => members.all(partnerId).map(toMembership),
  }
}
