// API keys, by the hash of the key.
import type { ApiKeyStore } from '../ports.ts'
import { fromClientIds, toKey, type KeyRow } from '../rows/accounts.ts'
import { EVERY_CLIENT, type Connections } from './connect.ts'
import type { Values } from './sql.ts'

export function createApiKeyStore({ read, change }: Connections): ApiKeyStore {
  const put = async (sql: string, values: Values) => void (await change(EVERY_CLIENT, sql, values))
  return {
    create: ({ id, partnerId, role, clientIds, name, hash, createdAt, createdBy, expiresAt }) =>
      put(
        'INSERT INTO api_keys (id, partner_id, role, client_ids, name, hash, created_at, created_by, expires_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
        [id, partnerId, role, fromClientIds(clientIds), name, hash, createdAt, createdBy ?? null, expiresAt ?? null],
      ),
    byHash: async (hash) => {
      const [row] = await read<KeyRow>(EVERY_CLIENT, 'SELECT * FROM api_keys WHERE hash = ?', [hash])
      return row && toKey(row)
    },
    list: async (partnerId) =>
      (await read<KeyRow>(EVERY_CLIENT, 'SELECT * FROM api_keys WHERE partner_id = ? ORDER BY created_at, id', [partnerId])).map(toKey),
    remove: async (partnerId, id) =>
      (await change(EVERY_CLIENT, 'DELETE FROM api_keys WHERE partner_id = ? AND id = ?', [partnerId, id])).count > 0,
    removeMadeBy: async (partnerId, createdBy) =>
      (await change(EVERY_CLIENT, 'DELETE FROM api_keys WHERE partner_id = ? AND created_by = ?', [partnerId, createdBy])).count,
  }
}
