// API keys, by the hash of the key.
import type { Database } from 'better-sqlite3'
import type { Role } from '#shared/model/accounts.ts'
import type { ApiKeyRow, ApiKeyStore } from '../ports.ts'
import { fromClientIds, toClientIds } from './tenancy.ts'
import type { Writer } from './writer.ts'

interface Row {
  readonly id: string
  readonly partner_id: string
  readonly role: Role
  readonly client_ids: string | null
  readonly name: string
  readonly hash: string
  readonly created_at: string
  readonly expires_at: string | null
}

const toKey = (row: Row): ApiKeyRow => ({
  id: row.id,
  partnerId: row.partner_id,
  role: row.role,
  clientIds: toClientIds(row.client_ids),
  name: row.name,
  hash: row.hash,
  createdAt: row.created_at,
  ...(row.expires_at !== null && { expiresAt: row.expires_at }),
})

export function createApiKeyStore(database: Database, writer: Writer): ApiKeyStore {
  const insert = database.prepare<(string | null)[]>(
    'INSERT INTO api_keys (id, partner_id, role, client_ids, name, hash, created_at, expires_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
  )
  const byHash = database.prepare<[string], Row>('SELECT * FROM api_keys WHERE hash = ?')
  const list = database.prepare<[string], Row>('SELECT * FROM api_keys WHERE partner_id = ? ORDER BY created_at, id')
  const remove = database.prepare<[string, string]>('DELETE FROM api_keys WHERE partner_id = ? AND id = ?')

  return {
    create: (key) =>
      writer.write(() => {
        const { id, partnerId, role, clientIds, name, hash, createdAt, expiresAt } = key
        insert.run(id, partnerId, role, fromClientIds(clientIds), name, hash, createdAt, expiresAt ?? null)
      }),
    byHash: async (hash) => {
      const row = byHash.get(hash)
      return row && toKey(row)
    },
    list: async (partnerId) => list.all(partnerId).map(toKey),
    remove: (partnerId, id) => writer.write(() => remove.run(partnerId, id).changes > 0),
  }
}
