// A row of `notifications`, and the statements that both stores use.
import type { NotificationSettings } from '#shared/model/notifications.ts'
import type { NotificationRow, NotificationStore } from '../ports.ts'
import { fromJson, toJson } from './json.ts'

export interface StoredNotification {
  readonly partner_id: string
  readonly user_id: string
  readonly settings: string
  readonly told_until: string
  readonly digest_day: string
  readonly sent_at: string | null
  readonly failure: string | null
}

export const toNotification = (row: StoredNotification): NotificationRow => ({
  partnerId: row.partner_id,
  userId: row.user_id,
  settings: fromJson<NotificationSettings>(row.settings),
  toldUntil: row.told_until,
  digestDay: row.digest_day,
  ...(row.sent_at !== null && { sentAt: row.sent_at }),
  ...(row.failure !== null && { failure: fromJson<NonNullable<NotificationRow['failure']>>(row.failure) }),
})

export const savedValues = ({ partnerId, userId, settings, toldUntil, digestDay }: Parameters<NotificationStore['save']>[0]) =>
  [partnerId, userId, JSON.stringify(settings), toldUntil, digestDay] as const

export const markedValues = ({ partnerId, userId, toldUntil, digestDay, sentAt, failure }: Parameters<NotificationStore['mark']>[0]) =>
  [toldUntil, toldUntil, digestDay, digestDay, sentAt ?? null, toJson(failure), partnerId, userId] as const

export const ONE = 'SELECT * FROM notifications WHERE partner_id = ? AND user_id = ?'
export const ALL = 'SELECT * FROM notifications ORDER BY partner_id, user_id'
export const SAVE = `INSERT INTO notifications (partner_id, user_id, settings, told_until, digest_day) VALUES (?, ?, ?, ?, ?)
  ON CONFLICT (partner_id, user_id) DO UPDATE SET settings = excluded.settings, told_until = excluded.told_until, digest_day = excluded.digest_day`
// Both only grow: what a change of the settings has put there meanwhile is not taken back. Without an attempt that went well, `sent_at` stays.
export const MARK = `UPDATE notifications SET told_until = CASE WHEN told_until > ? THEN told_until ELSE ? END,
  digest_day = CASE WHEN digest_day > ? THEN digest_day ELSE ? END, sent_at = COALESCE(?, sent_at), failure = ? WHERE partner_id = ? AND user_id = ?`
