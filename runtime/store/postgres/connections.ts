// Connections with their sealed secrets, and the clients' wrapped data keys. Nothing here can open a secret.
import { AppError } from '#shared/errors.ts'
import type { Connection, SealedSecret } from '#shared/model/connections.ts'
import type { ConnectionStore } from '../ports.ts'
import { toConnection, type ConnectionRow } from '../rows/connections.ts'
import type { Connections, Transaction } from './connect.ts'

type Row = ConnectionRow & { readonly secret_fields: readonly string[] }

const SELECT = `SELECT connections.*, ARRAY(
    SELECT field FROM secrets WHERE secrets.client_id = connections.client_id AND connection_id = connections.id ORDER BY field
  ) AS secret_fields FROM connections`

export function createConnectionStore({ read, change, write }: Connections): ConnectionStore {
  async function putSecrets(transaction: Transaction, { clientId, id }: Connection, sealed: readonly SealedSecret[]): Promise<void> {
    for (const { field, ciphertext } of sealed) {
      await transaction.query(
        `INSERT INTO secrets (client_id, connection_id, field, ciphertext) VALUES (?, ?, ?, ?)
         ON CONFLICT (client_id, connection_id, field) DO UPDATE SET ciphertext = excluded.ciphertext`,
        [clientId, id, field, ciphertext],
      )
    }
  }
  const toModel = (row: Row) => toConnection(row, row.secret_fields)

  return {
    create: (connection, sealed) =>
      write(connection.clientId, async (transaction) => {
        const { clientId, id, environment, connector, name, config, status, statusMessage, checkedAt, createdAt, updatedAt } = connection
        const state = [status, statusMessage ?? null, checkedAt ?? null]
        await transaction.query(
          `INSERT INTO connections (client_id, id, environment, connector, name, config, status, status_message, checked_at, created_at, updated_at)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
          [clientId, id, environment, connector, name, JSON.stringify(config), ...state, createdAt, updatedAt],
        )
        await putSecrets(transaction, connection, sealed)
      }),
    list: async (clientId, environment) =>
      (await read<Row>(clientId, `${SELECT} WHERE client_id = ? ORDER BY name, id`, [clientId]))
        .filter((row) => environment === undefined || row.environment === environment)
        .map(toModel),
    get: async (clientId, connectionId) => {
      const [row] = await read<Row>(clientId, `${SELECT} WHERE client_id = ? AND id = ?`, [clientId, connectionId])
      return row && toModel(row)
    },
    // Its environment and connector are what other things rely on: they never change.
    update: (connection, sealed) =>
      write(connection.clientId, async (transaction) => {
        const { clientId, id, name, config, status, statusMessage, checkedAt, updatedAt } = connection
        const found = await transaction.query(
          `UPDATE connections SET name = ?, config = ?, status = ?, status_message = ?, checked_at = ?, updated_at = ?
           WHERE client_id = ? AND id = ?`,
          [name, JSON.stringify(config), status, statusMessage ?? null, checkedAt ?? null, updatedAt, clientId, id],
        )
        if (found.count === 0) throw new AppError('not-found')
        await putSecrets(transaction, connection, sealed)
      }),
    secrets: (clientId, connectionId) =>
      read<SealedSecret>(clientId, 'SELECT field, ciphertext FROM secrets WHERE client_id = ? AND connection_id = ? ORDER BY field', [
        clientId,
        connectionId,
      ]),
    remove: async (clientId, connectionId) =>
      (await change(clientId, 'DELETE FROM connections WHERE client_id = ? AND id = ?', [clientId, connectionId])).count > 0,
    dataKey: async (clientId) => {
      const [row] = await read<{ wrapped: Uint8Array }>(clientId, 'SELECT wrapped FROM data_keys WHERE client_id = ?', [clientId])
      return row?.wrapped
    },
    async putDataKey(clientId, wrapped) {
      await change(
        clientId,
        `INSERT INTO data_keys (client_id, wrapped) VALUES (?, ?) ON CONFLICT (client_id) DO UPDATE SET wrapped = excluded.wrapped`,
        [clientId, wrapped],
      )
    },
  }
}
