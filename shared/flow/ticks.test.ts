// What croner does at changes of summer time, which docs/schedules.md promises: an update of it that changes this must not pass unseen.
import { expect, test } from 'vitest'
import { nextTick, ticksBetween } from './ticks.ts'

const times = (cron: string, timeZone: string, from: string, to: string) =>
  ticksBetween(cron, timeZone, new Date(from), new Date(to), 100).map((time) => time.toISOString().slice(5, 16))

test('a time that the clock skips in spring runs once, when the clock has jumped', () => {
  expect(times('30 2 * * *', 'Europe/Berlin', '2026-03-28T12:00:00Z', '2026-03-30T12:00:00Z')).toEqual(['03-29T01:00', '03-30T00:30'])
  expect(times('30 1 * * *', 'Europe/London', '2026-03-28T12:00:00Z', '2026-03-30T12:00:00Z')).toEqual(['03-29T01:00', '03-30T00:30'])
  expect(times('30 2 * * *', 'America/New_York', '2026-03-07T12:00:00Z', '2026-03-09T12:00:00Z')).toEqual(['03-08T07:00', '03-09T06:30'])
})

test('a time that the clock shows twice in autumn runs once, the first time', () => {
  expect(times('30 1 * * *', 'Europe/London', '2026-10-24T12:00:00Z', '2026-10-26T12:00:00Z')).toEqual(['10-25T00:30', '10-26T01:30'])
  expect(times('30 2 * * *', 'Europe/Berlin', '2026-10-24T12:00:00Z', '2026-10-26T12:00:00Z')).toEqual(['10-25T00:30', '10-26T01:30'])
  expect(times('30 1 * * *', 'America/New_York', '2026-10-31T12:00:00Z', '2026-11-02T12:00:00Z')).toEqual(['11-01T05:30', '11-02T06:30'])
})

test('a schedule of every so many minutes or hours runs by elapsed time through both changes', () => {
  expect(times('*/30 * * * *', 'Europe/Berlin', '2026-10-25T00:00:00Z', '2026-10-25T02:00:00Z')).toHaveLength(4)
  expect(times('0 * * * *', 'Europe/Berlin', '2026-03-29T00:00:00Z', '2026-03-29T03:00:00Z')).toHaveLength(3)
  expect(times('0 * * * *', 'Europe/Berlin', '2026-10-25T00:00:00Z', '2026-10-25T03:00:00Z')).toHaveLength(3)
})

test('the wall clock holds from one day to the next', () => {
  expect(nextTick('0 9 * * *', 'Europe/London', new Date('2026-03-28T12:00:00Z'))).toBe('2026-03-29T08:00:00.000Z')
  expect(nextTick('0 9 * * *', 'Europe/London', new Date('2026-03-29T12:00:00Z'))).toBe('2026-03-30T08:00:00.000Z')
})
