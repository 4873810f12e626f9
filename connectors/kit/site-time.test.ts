// Times of a clock that has a zone and does not say it.
import { describe, expect, it } from 'vitest'
import { instantOf, siteTime, turnedBackMs } from './site-time.ts'

describe('a time without a zone', () => {
  it.each([
    ['2026-01-15 10:00:00.000000', 'Europe/London', '2026-01-15T10:00:00.000Z'],
    ['2026-07-15 10:00:00.250000', 'Europe/London', '2026-07-15T09:00:00.250Z'],
    ['2026-07-15 10:00:00', 'Asia/Kolkata', '2026-07-15T04:30:00.000Z'],
    ['2026-10-25 01:30:00', 'Europe/London', '2026-10-25T00:30:00.000Z'],
  ])('reads %s in %s as %s', (shown, zone, instant) => {
    expect(instantOf(shown, zone)).toBe(instant)
    expect(siteTime(new Date(instant), zone).startsWith(shown.slice(0, 19))).toBe(true)
  })
  it('calls a time zone that does not exist by its name', () => {
    expect(() => siteTime(new Date(), 'Mars/Olympus')).toThrow(expect.objectContaining({ code: 'credentials-invalid' }))
  })
  it.each([
    ['2026-10-24T23:30:00Z', 'Europe/London', 0],
    ['2026-10-25T01:05:00Z', 'Europe/London', 3_600_000],
    ['2026-10-26T00:30:00Z', 'Europe/London', 3_600_000],
    ['2026-10-26T01:30:00Z', 'Europe/London', 0],
    ['2026-03-29T12:00:00Z', 'Europe/London', 0],
    ['2026-10-25T12:00:00Z', 'Asia/Kolkata', 0],
  ])('knows at %s in %s how far the clock was turned back', (now, zone, ms) => {
    expect(turnedBackMs(new Date(now), zone)).toBe(ms)
  })
})
