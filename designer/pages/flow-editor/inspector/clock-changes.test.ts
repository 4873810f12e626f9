import { expect, test } from 'vitest'
import { clockChanges } from './clock-changes.ts'

const said = (cron: string, timeZone: string) => clockChanges(cron, timeZone, new Date('2026-01-10T12:00:00Z'))

test('warns of a time that the clock skips and of one that it shows twice', () => {
  expect(said('30 2 * * *', 'Europe/Berlin')).toEqual([
    expect.stringMatching(/29.*2026.* skips 02:30: it runs at 03:00/),
    expect.stringMatching(/25.*2026.* shows 02:30 twice: it runs the first time/),
  ])
  expect(said('30 1 * * *', 'America/New_York')).toEqual([expect.stringMatching(/November 1|1 November/)])
})

test('says so where it runs both times', () => {
  expect(said('0 1,2 * * *', 'America/New_York').at(-1)).toMatch(/shows 01:00 twice: it runs both times/)
})

test.each([
  ['0 6 * * *', 'Europe/Berlin', 'another time of day'],
  ['30 2 * * *', 'Asia/Tokyo', 'a zone without summer time'],
  ['30 2 * * 1', 'Europe/Berlin', 'days on which no clock changes'],
  ['*/15 * * * *', 'Europe/Berlin', 'every so many minutes'],
])('says nothing of %s in %s: %s', (cron, timeZone) => {
  expect(said(cron, timeZone)).toEqual([])
})
