// A row of `mapping_parts`.
import type { PartContent, PartVersion } from '#shared/model/mapping-parts.ts'

export interface MappingPartRow {
  readonly partner_id: string
  readonly client_id: string
  readonly name: string
  readonly version: number
  readonly content: string
  readonly note: string | null
  readonly created_at: string
  readonly created_by: string
}

export const toMappingPart = (row: MappingPartRow): PartVersion => ({
  ...(JSON.parse(row.content) as PartContent),
  partnerId: row.partner_id,
  clientId: row.client_id,
  name: row.name,
  version: row.version,
  ...(row.note !== null && { note: row.note }),
  createdAt: row.created_at,
  createdBy: row.created_by,
})

export function mappingPartValues(part: PartVersion) {
  const { partnerId, clientId, name, version, note, createdAt, createdBy, ...content } = part
  return [partnerId, clientId, name, version, JSON.stringify(content), note ?? null, createdAt, createdBy] as const
}

export const NEWEST = `SELECT p.* FROM mapping_parts p WHERE p.partner_id = ?
  AND p.version = (SELECT MAX(n.version) FROM mapping_parts n WHERE n.partner_id = p.partner_id AND n.client_id = p.client_id AND n.name = p.name)
  ORDER BY p.name, p.client_id`
export const VERSIONS = 'SELECT * FROM mapping_parts WHERE partner_id = ? AND client_id = ? AND name = ? ORDER BY version DESC'
export const ADD = `INSERT INTO mapping_parts (partner_id, client_id, name, version, content, note, created_at, created_by)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (partner_id, client_id, name, version) DO NOTHING`
export const REMOVE = 'DELETE FROM mapping_parts WHERE partner_id = ? AND client_id = ? AND name = ?'
