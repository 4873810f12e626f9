// When somebody is told something.
import type { NotificationSettings } from '#shared/model/notifications.ts'
import { localTime, minutesOf, weekdayOf } from '#shared/zoned.ts'
import type { NotificationRow } from '../store/ports.ts'

/** Who was just told of one record need not hear of each of the next hundred. */
export const APART_MS = 15 * 60_000
const SATURDAY = 5

/** The person's day, `YYYY-MM-DD`, when its digest is due; undefined before its time, on a day without one, and when it was sent. */
export function digestDue({ settings, digestDay }: Pick<NotificationRow, 'settings' | 'digestDay'>, now: Date): string | undefined {
  const { digest, timeZone } = settings
  if (!digest) return undefined
  const local = localTime(now.getTime(), timeZone)
  const day = dayOf(settings, now)
  if (day <= digestDay || local.minutes < minutesOf(digest.time)) return undefined
  return digest.days === 'working-days' && weekdayOf(local) >= SATURDAY ? undefined : day
}

/** Where the telling begins when somebody saves their wishes: what stands already is no news, and a digest whose time is over comes tomorrow. */
export function beginning(settings: NotificationSettings, now: Date): Pick<NotificationRow, 'toldUntil' | 'digestDay'> {
  const isOver = settings.digest && localTime(now.getTime(), settings.timeZone).minutes >= minutesOf(settings.digest.time)
  return { toldUntil: now.toISOString(), digestDay: isOver ? dayOf(settings, now) : NO_DAY }
}
const NO_DAY = '0000-00-00'

export const mayTellNow = ({ sentAt }: Pick<NotificationRow, 'sentAt'>, now: Date): boolean =>
  sentAt === undefined || now.getTime() - Date.parse(sentAt) >= APART_MS

function dayOf({ timeZone }: NotificationSettings, now: Date): string {
  const { year, month, day } = localTime(now.getTime(), timeZone)
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}
