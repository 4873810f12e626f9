// Sealed OAuth tokens of connections, and the lock of whoever renews them. Nothing here can open them.
import type { Database } from 'better-sqlite3'
import type { TokenStore } from '../ports.ts'
import type { Writer } from './writer.ts'

export function createTokenStore(database: Database, writer: Writer, clock: () => Date): TokenStore {
  const read = database.prepare<[string, string], { sealed: Uint8Array | null }>(
    'SELECT sealed FROM oauth_tokens WHERE client_id = ? AND connection_id = ?',
  )
  const lock = database.prepare<[string, string, string, number, number]>(
    `INSERT INTO oauth_tokens (client_id, connection_id, locked_by, locked_until) VALUES (?, ?, ?, ?)
     ON CONFLICT (client_id, connection_id) DO UPDATE SET locked_by = excluded.locked_by, locked_until = excluded.locked_until
     WHERE locked_by IS NULL OR locked_until <= ?`,
  )
  const put = database.prepare<[Uint8Array, string, string, string]>(
    `UPDATE oauth_tokens SET sealed = ?, locked_by = NULL, locked_until = NULL
     WHERE client_id = ? AND connection_id = ? AND locked_by = ?`,
  )
  const unlock = database.prepare<[string, string, string]>(
    'UPDATE oauth_tokens SET locked_by = NULL, locked_until = NULL WHERE client_id = ? AND connection_id = ? AND locked_by = ?',
  )
  return {
    read: async (clientId, connectionId) => read.get(clientId, connectionId)?.sealed ?? undefined,
    lock: (clientId, connectionId, owner, leaseMs) =>
      writer.write(() => {
        const now = clock().getTime()
        return lock.run(clientId, connectionId, owner, now + leaseMs, now).changes > 0
      }),
    put: (clientId, connectionId, owner, sealed) => writer.write(() => put.run(sealed, clientId, connectionId, owner).changes > 0),
    unlock: (clientId, connectionId, owner) => writer.write(() => void unlock.run(clientId, connectionId, owner)),
  }
}
