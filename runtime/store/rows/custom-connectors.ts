// A row of `custom_connectors`.
import type { CustomConnector, CustomDefinition } from '#shared/model/custom-connectors.ts'

export interface CustomConnectorRow {
  readonly partner_id: string
  readonly id: string
  readonly version: number
  readonly definition: string
  readonly note: string | null
  readonly created_at: string
  readonly created_by: string
}

export const toCustomConnector = (row: CustomConnectorRow): CustomConnector => ({
  id: row.id,
  partnerId: row.partner_id,
  version: row.version,
  definition: JSON.parse(row.definition) as CustomDefinition,
  ...(row.note !== null && { note: row.note }),
  createdAt: row.created_at,
  createdBy: row.created_by,
})

export const customConnectorValues = ({ partnerId, id, version, definition, note, createdAt, createdBy }: CustomConnector) =>
  [partnerId, id, version, JSON.stringify(definition), note ?? null, createdAt, createdBy] as const

export const NEWEST = `SELECT c.* FROM custom_connectors c
  WHERE c.version = (SELECT MAX(n.version) FROM custom_connectors n WHERE n.id = c.id) ORDER BY c.partner_id, c.id`
export const VERSIONS = 'SELECT * FROM custom_connectors WHERE partner_id = ? AND id = ? ORDER BY version DESC'
export const ADD = `INSERT INTO custom_connectors (partner_id, id, version, definition, note, created_at, created_by)
  VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id, version) DO NOTHING`
export const REMOVE = 'DELETE FROM custom_connectors WHERE partner_id = ? AND id = ?'
export const REVISION = `SELECT COUNT(*) AS count, COALESCE(MAX(created_at), '') AS newest FROM custom_connectors`
