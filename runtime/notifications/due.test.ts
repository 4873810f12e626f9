import { describe, expect, it } from 'vitest'
import type { NotificationSettings } from '#shared/model/notifications.ts'
import { beginning, digestDue, mayTellNow } from './due.ts'

const settings = (over: Partial<NotificationSettings> = {}): NotificationSettings => ({
  atOnce: 'everything',
  digest: { time: '07:30', days: 'every-day' },
  timeZone: 'Europe/London',
  language: 'en',
  ...over,
})
const due = (at: string, digestDay: string, over: Partial<NotificationSettings> = {}) =>
  digestDue({ settings: settings(over), digestDay }, new Date(at))

describe('a digest', () => {
  it('is due from its time on, once a day, also when nobody looked at the moment', () => {
    expect(due('2026-01-15T07:29:59Z', '2026-01-14')).toBeUndefined()
    expect(due('2026-01-15T07:30:00Z', '2026-01-14')).toBe('2026-01-15')
    expect(due('2026-01-15T21:00:00Z', '2026-01-14')).toBe('2026-01-15')
    expect(due('2026-01-15T21:00:00Z', '2026-01-15')).toBeUndefined()
  })
  it('goes by the clock of its zone, also in summer and where it is another day', () => {
    expect(due('2026-07-15T06:29:00Z', '2026-07-14')).toBeUndefined()
    expect(due('2026-07-15T06:30:00Z', '2026-07-14')).toBe('2026-07-15')
    expect(due('2026-01-15T22:00:00Z', '2026-01-15', { timeZone: 'Pacific/Auckland' })).toBe('2026-01-16')
  })
  it('rests at the weekend where it was asked to', () => {
    const working = { digest: { time: '07:30', days: 'working-days' } } as const
    expect(due('2026-01-16T09:00:00Z', '2026-01-15', working)).toBe('2026-01-16')
    expect(due('2026-01-17T09:00:00Z', '2026-01-16', working)).toBeUndefined()
    expect(due('2026-01-18T09:00:00Z', '2026-01-16', working)).toBeUndefined()
    expect(due('2026-01-19T09:00:00Z', '2026-01-16', working)).toBe('2026-01-19')
  })
  it('is never due for who wants none', () => {
    const { digest: _, ...none } = settings()
    expect(digestDue({ settings: none, digestDay: '2026-01-14' }, new Date('2026-01-15T12:00:00Z'))).toBeUndefined()
  })
})

describe('the telling', () => {
  it('begins when the wishes are saved, with a digest today only if its time is to come', () => {
    const at = new Date('2026-01-15T07:00:00Z')
    expect(digestDue({ settings: settings(), ...beginning(settings(), at) }, new Date('2026-01-15T07:30:00Z'))).toBe('2026-01-15')
    const late = new Date('2026-01-15T08:00:00Z')
    expect(beginning(settings(), late)).toEqual({ toldUntil: late.toISOString(), digestDay: '2026-01-15' })
  })
  it('leaves a quarter of an hour between two mails', () => {
    expect(mayTellNow({}, new Date('2026-01-15T08:00:00Z'))).toBe(true)
    expect(mayTellNow({ sentAt: '2026-01-15T08:00:00Z' }, new Date('2026-01-15T08:14:59Z'))).toBe(false)
    expect(mayTellNow({ sentAt: '2026-01-15T08:00:00Z' }, new Date('2026-01-15T08:15:00Z'))).toBe(true)
  })
})
