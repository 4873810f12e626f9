// A row of `chat_channels`, and the statements that both stores use.
import type { ChatProgram, NotificationSettings } from '#shared/model/notifications.ts'
import type { ChatChannelRow, ChatChannelStore } from '../ports.ts'
import { fromJson, toJson } from './json.ts'

export interface StoredChatChannel {
  readonly partner_id: string
  readonly id: string
  readonly name: string
  readonly program: string
  readonly host: string
  readonly address: Uint8Array
  readonly settings: string
  readonly told_until: string
  readonly digest_day: string
  readonly sent_at: string | null
  readonly failure: string | null
  readonly created_at: string
  readonly created_by: string
}
export type ChatValues = (string | Uint8Array | null)[]

export const toChatChannel = (row: StoredChatChannel): ChatChannelRow => ({
  partnerId: row.partner_id,
  id: row.id,
  name: row.name,
  program: row.program as ChatProgram,
  host: row.host,
  address: row.address,
  settings: fromJson<NotificationSettings>(row.settings),
  toldUntil: row.told_until,
  digestDay: row.digest_day,
  createdAt: row.created_at,
  createdBy: row.created_by,
  ...(row.sent_at !== null && { sentAt: row.sent_at }),
  ...(row.failure !== null && { failure: fromJson<NonNullable<ChatChannelRow['failure']>>(row.failure) }),
})

export const createdValues = (row: ChatChannelRow): ChatValues => [...savedValues(row), row.createdAt, row.createdBy]

export const savedValues = (row: Parameters<ChatChannelStore['save']>[0]): ChatValues => [
  row.name,
  row.program,
  row.host,
  row.address,
  JSON.stringify(row.settings),
  row.toldUntil,
  row.digestDay,
  row.partnerId,
  row.id,
]

export const markedValues = ({
  partnerId,
  id,
  toldUntil,
  digestDay,
  sentAt,
  failure,
}: Parameters<ChatChannelStore['mark']>[0]): ChatValues => [
  toldUntil,
  toldUntil,
  digestDay,
  digestDay,
  sentAt ?? null,
  toJson(failure),
  partnerId,
  id,
]

export const ONE = 'SELECT * FROM chat_channels WHERE partner_id = ? AND id = ?'
export const OF_PARTNER = 'SELECT * FROM chat_channels WHERE partner_id = ? ORDER BY created_at, id'
export const ALL = 'SELECT * FROM chat_channels ORDER BY partner_id, id'
export const CREATE = `INSERT INTO chat_channels
  (name, program, host, address, settings, told_until, digest_day, partner_id, id, created_at, created_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`
export const SAVE = `UPDATE chat_channels SET name = ?, program = ?, host = ?, address = ?, settings = ?, told_until = ?, digest_day = ?
  WHERE partner_id = ? AND id = ?`
export const REMOVE = 'DELETE FROM chat_channels WHERE partner_id = ? AND id = ?'
// As with people: both only grow, and without an attempt that went well `sent_at` stays.
export const MARK = `UPDATE chat_channels SET told_until = CASE WHEN told_until > ? THEN told_until ELSE ? END,
  digest_day = CASE WHEN digest_day > ? THEN digest_day ELSE ? END, sent_at = COALESCE(?, sent_at), failure = ? WHERE partner_id = ? AND id = ?`
