// Rows of connections and the models made of them.
import type { Environment } from '#shared/model/accounts.ts'
import type { Connection } from '#shared/model/connections.ts'
import { fromJson } from './json.ts'

export interface ConnectionRow {
  readonly client_id: string
  readonly id: string
  readonly environment: Environment
  readonly connector: string
  readonly name: string
  readonly config: string
  readonly status: Connection['status']
  readonly status_message: string | null
  readonly checked_at: string | null
  readonly created_at: string
  readonly updated_at: string
}

/** `secretsSet`: the names of the secrets that are stored, in their order. */
export const toConnection = (row: ConnectionRow, secretsSet: readonly string[]): Connection => ({
  id: row.id,
  clientId: row.client_id,
  environment: row.environment,
  connector: row.connector,
  name: row.name,
  config: fromJson<Record<string, unknown>>(row.config),
  secretsSet,
  status: row.status,
  ...(row.status_message !== null && { statusMessage: row.status_message }),
  ...(row.checked_at !== null && { checkedAt: row.checked_at }),
  createdAt: row.created_at,
  updatedAt: row.updated_at,
})
