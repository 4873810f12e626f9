// Sealed OAuth tokens of connections, and the lock of whoever renews them: a row with an end, because no transaction may stay open over
// a call to another system. The server's clock counts, the same for all processes.
import type { TokenStore } from '../ports.ts'
import type { Connections } from './connect.ts'

const NOW = 'floor(extract(epoch FROM clock_timestamp()) * 1000)::bigint'

export function createTokenStore({ read, change }: Connections): TokenStore {
  return {
    async read(clientId, connectionId) {
      const sql = 'SELECT sealed FROM oauth_tokens WHERE client_id = ? AND connection_id = ?'
      const [row] = await read<{ sealed: Uint8Array | null }>(clientId, sql, [clientId, connectionId])
      return row?.sealed ?? undefined
    },
    async lock(clientId, connectionId, owner, leaseMs) {
      const { count } = await change(
        clientId,
        `INSERT INTO oauth_tokens (client_id, connection_id, locked_by, locked_until) VALUES (?, ?, ?, ${NOW} + ?::bigint)
         ON CONFLICT (client_id, connection_id) DO UPDATE SET locked_by = excluded.locked_by, locked_until = excluded.locked_until
         WHERE oauth_tokens.locked_by IS NULL OR oauth_tokens.locked_until <= ${NOW}`,
        [clientId, connectionId, owner, leaseMs],
      )
      return count > 0
    },
    async put(clientId, connectionId, owner, sealed) {
      const { count } = await change(
        clientId,
        `UPDATE oauth_tokens SET sealed = ?, locked_by = NULL, locked_until = NULL
         WHERE client_id = ? AND connection_id = ? AND locked_by = ?`,
        [sealed, clientId, connectionId, owner],
      )
      return count > 0
    },
    async unlock(clientId, connectionId, owner) {
      await change(
        clientId,
        'UPDATE oauth_tokens SET locked_by = NULL, locked_until = NULL WHERE client_id = ? AND connection_id = ? AND locked_by = ?',
        [clientId, connectionId, owner],
      )
    },
  }
}
