// API keys, by the hash of the key.
import type { Database } from 'better-sqlite3'
import type { ApiKeyStore } from '../ports.ts'
import { fromClientIds, toKey, type KeyRow } from '../rows/accounts.ts'
import type { Writer } from './writer.ts'

export function createApiKeyStore(database: Database, writer: Writer): ApiKeyStore {
  const insert = database.prepare<(string | null)[]>(
    'INSERT INTO api_keys (id, partner_id, role, client_ids, name, hash, created_at, created_by, expires_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
  )
  const byHash = database.prepare<[string], KeyRow>('SELECT * FROM api_keys WHERE hash = ?')
  const list = database.prepare<[string], KeyRow>('SELECT * FROM api_keys WHERE partner_id = ? ORDER BY created_at, id')
  const removeMadeBy = database.prepare<[string, string]>('DELETE FROM api_keys WHERE partner_id = ? AND created_by = ?')
  const remove = database.prepare<[string, string]>('DELETE FROM api_keys WHERE partner_id = ? AND id = ?')

  return {
    create: (key) =>
      writer.write(() => {
        const { id, partnerId, role, clientIds, name, hash, createdAt, createdBy, expiresAt } = key
        insert.run(id, partnerId, role, fromClientIds(clientIds), name, hash, createdAt, createdBy ?? null, expiresAt ?? null)
      }),
    byHash: async (hash) => {
      const row = byHash.get(hash)
      return row && toKey(row)
    },
    list: async (partnerId) => list.all(partnerId).map(toKey),
    removeMadeBy: (partnerId, createdBy) => writer.write(() => removeMadeBy.run(partnerId, createdBy).changes),
    remove: (partnerId, id) => writer.write(() => remove.run(partnerId, id).changes > 0),
  }
}
