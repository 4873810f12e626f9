// Rows of viewers and comments, their SQL, and the models made of them: both stores use the same words.
import type { FlowViewer, VersionComment } from '#shared/model/teamwork.ts'

export interface ViewerRow {
  readonly client_id: string
  readonly flow_id: string
  readonly seat: string
  readonly user_id: string
  readonly name: string
  readonly node_id: string | null
  readonly seen_at: string
}
export interface CommentRow {
  readonly client_id: string
  readonly id: string
  readonly flow_id: string
  readonly version: number
  readonly text: string
  readonly created_at: string
  readonly created_by: string
}

export const SEE = `INSERT INTO flow_viewers (client_id, flow_id, seat, user_id, name, node_id, seen_at) VALUES (?, ?, ?, ?, ?, ?, ?)
  ON CONFLICT (client_id, flow_id, seat) DO UPDATE SET user_id = excluded.user_id, name = excluded.name, node_id = excluded.node_id,
    seen_at = excluded.seen_at`
export const seeValues = ({ clientId, flowId, seat, userId, name, nodeId, seenAt }: FlowViewer) =>
  [clientId, flowId, seat, userId, name, nodeId ?? null, seenAt] as const
export const SEEN = 'SELECT * FROM flow_viewers WHERE client_id = ? AND flow_id = ? AND seen_at >= ? ORDER BY name, seat'
export const FORGET = 'DELETE FROM flow_viewers WHERE client_id = ? AND flow_id = ? AND seen_at < ?'
export const LEAVE = 'DELETE FROM flow_viewers WHERE client_id = ? AND flow_id = ? AND seat = ? AND user_id = ?'
export const COMMENT = `INSERT INTO version_comments (client_id, id, flow_id, version, text, created_at, created_by)
  VALUES (?, ?, ?, ?, ?, ?, ?)`
export const commentValues = ({ clientId, id, flowId, version, text, createdAt, createdBy }: VersionComment) =>
  [clientId, id, flowId, version, text, createdAt, createdBy] as const
export const COMMENTS = 'SELECT * FROM version_comments WHERE client_id = ? AND flow_id = ? ORDER BY id'
export const UNCOMMENT = 'DELETE FROM version_comments WHERE client_id = ? AND flow_id = ? AND id = ? AND created_by = ?'

export const toViewer = (row: ViewerRow): FlowViewer => ({
  clientId: row.client_id,
  flowId: row.flow_id,
  seat: row.seat,
  userId: row.user_id,
  name: row.name,
  ...(row.node_id !== null && { nodeId: row.node_id }),
  seenAt: row.seen_at,
})

export const toComment = (row: CommentRow): VersionComment => ({
  id: row.id,
  clientId: row.client_id,
  flowId: row.flow_id,
  version: row.version,
  text: row.text,
  createdAt: row.created_at,
  createdBy: row.created_by,
})
