// Connections with their sealed secrets, and the clients' wrapped data keys. Nothing here can open a secret.
import type { Database } from 'better-sqlite3'
import { AppError } from '#shared/errors.ts'
import type { Connection, SealedSecret } from '#shared/model/connections.ts'
import type { ConnectionStore } from '../ports.ts'
import type { Writer } from './writer.ts'
import { toConnection, type ConnectionRow } from '../rows/connections.ts'

export function createConnectionStore(database: Database, writer: Writer): ConnectionStore {
  const insert = database.prepare<(string | null)[]>(
    `INSERT INTO connections (client_id, id, environment, connector, name, config, status, status_message, checked_at, created_at, updated_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  // Its environment and connector are what other things rely on: they never change.
  const update = database.prepare<(string | null)[]>(
    `UPDATE connections SET name = ?, config = ?, status = ?, status_message = ?, checked_at = ?, updated_at = ?
     WHERE client_id = ? AND id = ?`,
  )
  const list = database.prepare<[string], ConnectionRow>('SELECT * FROM connections WHERE client_id = ? ORDER BY name, id')
  const get = database.prepare<[string, string], ConnectionRow>('SELECT * FROM connections WHERE client_id = ? AND id = ?')
  const remove = database.prepare<[string, string]>('DELETE FROM connections WHERE client_id = ? AND id = ?')
  const putSecret = database.prepare<[string, string, string, Uint8Array]>(
    `INSERT INTO secrets (client_id, connection_id, field, ciphertext) VALUES (?, ?, ?, ?)
     ON CONFLICT (client_id, connection_id, field) DO UPDATE SET ciphertext = excluded.ciphertext`,
  )
  const secrets = database.prepare<[string, string], SealedSecret>(
    'SELECT field, ciphertext FROM secrets WHERE client_id = ? AND connection_id = ? ORDER BY field',
  )
  const fields = database.prepare<[string, string], { field: string }>(
    'SELECT field FROM secrets WHERE client_id = ? AND connection_id = ? ORDER BY field',
  )
  const dataKey = database.prepare<[string], { wrapped: Uint8Array }>('SELECT wrapped FROM data_keys WHERE client_id = ?')
  const putDataKey = database.prepare<[string, Uint8Array]>(
    `INSERT INTO data_keys (client_id, wrapped) VALUES (?, ?) ON CONFLICT (client_id) DO UPDATE SET wrapped = excluded.wrapped`,
  )

  const withFields = (row: ConnectionRow): Connection =>
    toConnection(
      row,
      fields.all(row.client_id, row.id).map(({ field }) => field),
    )

  function putSecrets({ clientId, id }: Connection, sealed: readonly SealedSecret[]): void {
    for (const { field, ciphertext } of sealed) putSecret.run(clientId, id, field, ciphertext)
  }

  function createNow(connection: Connection, sealed: readonly SealedSecret[]): void {
    const { clientId, id, environment, connector, name, config, status, statusMessage, checkedAt, createdAt, updatedAt } = connection
    const state = [status, statusMessage ?? null, checkedAt ?? null]
    insert.run(clientId, id, environment, connector, name, JSON.stringify(config), ...state, createdAt, updatedAt)
    putSecrets(connection, sealed)
  }

  function updateNow(connection: Connection, sealed: readonly SealedSecret[]): void {
    const { clientId, id, name, config, status, statusMessage, checkedAt, updatedAt } = connection
    const found = update.run(name, JSON.stringify(config), status, statusMessage ?? null, checkedAt ?? null, updatedAt, clientId, id)
    if (found.changes === 0) throw new AppError('not-found')
    putSecrets(connection, sealed)
  }

  return {
    create: (connection, sealed) => writer.write(() => createNow(connection, sealed)),
    list: async (clientId, environment) =>
      list
        .all(clientId)
        .filter((row) => environment === undefined || row.environment === environment)
        .map(withFields),
    get: async (clientId, connectionId) => {
      const row = get.get(clientId, connectionId)
      return row && withFields(row)
    },
    update: (connection, sealed) => writer.write(() => updateNow(connection, sealed)),
    secrets: async (clientId, connectionId) => secrets.all(clientId, connectionId),
    remove: (clientId, connectionId) => writer.write(() => remove.run(clientId, connectionId).changes > 0),
    dataKey: async (clientId) => dataKey.get(clientId)?.wrapped,
    putDataKey: (clientId, wrapped) => writer.write(() => void putDataKey.run(clientId, wrapped)),
  }
}
