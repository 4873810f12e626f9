// What people want to be told by e-mail, and how far they were told.
import { describe, expect, it } from 'vitest'
import type { NotificationSettings } from '#shared/model/notifications.ts'
import type { Store } from '../ports.ts'
import { twoClients } from './arrange.ts'

const SETTINGS: NotificationSettings = {
  atOnce: 'everything',
  digest: { time: '07:30', days: 'working-days' },
  timeZone: 'Europe/London',
  language: 'en',
}
const BEGIN = { toldUntil: '2026-03-01T08:00:00.000Z', digestDay: '2026-03-01' }

export function notificationCases(store: () => Store): void {
  const aMember = async (userId: string) => {
    const { partnerId } = await twoClients(store())
    await store().tenancy.putMembership({ userId, partnerId, role: 'operator', clientIds: null })
    return { partnerId, userId }
  }

  describe('notifications', () => {
    it('are what the person saved last, and nothing before', async () => {
      const { notifications } = store()
      const who = await aMember('ada')
      expect(await notifications.get(who.partnerId, who.userId)).toBeUndefined()
      await notifications.save({ ...who, ...BEGIN, settings: SETTINGS })
      const { digest: _, ...off } = { ...SETTINGS, atOnce: 'off' as const }
      await notifications.save({ ...who, toldUntil: '2026-03-02T08:00:00.000Z', digestDay: '2026-03-02', settings: off })
      const saved = { ...who, toldUntil: '2026-03-02T08:00:00.000Z', digestDay: '2026-03-02', settings: off }
      expect(await notifications.get(who.partnerId, who.userId)).toEqual(saved)
      expect(await notifications.all()).toEqual([saved])
    })
    it('are of members only, and go with them', async () => {
      const { notifications, tenancy } = store()
      const who = await aMember('ada')
      await expect(notifications.save({ ...who, userId: 'stranger', ...BEGIN, settings: SETTINGS })).rejects.toMatchObject({
        code: 'not-found',
      })
      await notifications.save({ ...who, ...BEGIN, settings: SETTINGS })
      await tenancy.removeMembership(who.partnerId, who.userId)
      expect(await notifications.all()).toEqual([])
    })
    it('remember what was told and what failed, and never go back', async () => {
      const { notifications } = store()
      const who = await aMember('ada')
      await notifications.save({ ...who, ...BEGIN, settings: SETTINGS })
      const failure = { at: '2026-03-01T08:01:00.000Z', message: 'mail.example:587 does not answer' }
      await notifications.mark({ ...who, ...BEGIN, failure })
      expect(await notifications.get(who.partnerId, who.userId)).toMatchObject({ ...BEGIN, failure })
      const sentAt = '2026-03-01T08:16:00.000Z'
      const later = { toldUntil: '2026-03-01T08:15:00.000Z', digestDay: '2026-03-02' }
      await notifications.mark({ ...who, ...later, sentAt })
      expect(await notifications.get(who.partnerId, who.userId)).toEqual({ ...who, ...later, settings: SETTINGS, sentAt })
      await notifications.mark({ ...who, ...BEGIN, failure })
      expect(await notifications.get(who.partnerId, who.userId)).toMatchObject({ ...later, sentAt, failure })
    })
  })
}
