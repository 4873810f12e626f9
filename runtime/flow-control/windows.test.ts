// Maintenance windows, above all on the two nights a year when the clocks change.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { WEEKDAYS, type MaintenanceWindow, type Weekday } from '#shared/model/flow-control.ts'
import { openUntil } from './windows.ts'
import { instantOf, localTime } from '#shared/zoned.ts'

const window = (days: readonly Weekday[], from: string, to: string, timeZone = 'Europe/London'): MaintenanceWindow => ({
  days: [...days],
  from,
  to,
  timeZone,
})
const until = (windows: readonly MaintenanceWindow[], at: string) => {
  const end = openUntil(windows, Date.parse(at))
  return end === undefined ? undefined : new Date(end).toISOString()
}

describe('a maintenance window', () => {
  it('is open from its first to before its last minute, on its days only', () => {
    const sunday = [window(['sun'], '02:00', '04:00')]
    expect(until(sunday, '2026-03-01T01:59:59Z')).toBeUndefined()
    expect(until(sunday, '2026-03-01T02:00:00Z')).toBe('2026-03-01T04:00:00.000Z')
    expect(until(sunday, '2026-03-01T04:00:00Z')).toBeUndefined()
    expect(until(sunday, '2026-03-02T03:00:00Z')).toBeUndefined()
  })

  it('goes past midnight into a day that is none of its own', () => {
    const saturday = [window(['sat'], '22:30', '03:00')]
    expect(until(saturday, '2026-03-01T01:00:00Z')).toBe('2026-03-01T03:00:00.000Z')
    expect(until(saturday, '2026-03-01T22:45:00Z')).toBeUndefined()
  })

  it('ends with the last of those that follow each other', () => {
    const chain = [window(['sun'], '02:00', '04:00'), window(['sun'], '04:00', '05:00'), window(['sun'], '03:30', '04:30')]
    expect(until(chain, '2026-03-01T02:10:00Z')).toBe('2026-03-01T05:00:00.000Z')
  })

  it('is an hour shorter when the clocks go forward in it', () => {
    // London, 2026-03-29: 01:00 becomes 02:00.
    const night = [window(['sun'], '00:30', '03:00')]
    expect(until(night, '2026-03-29T00:30:00Z')).toBe('2026-03-29T02:00:00.000Z')
    // A time that the clock never shows is the instant of the change.
    expect(until([window(['sun'], '01:30', '03:00')], '2026-03-29T00:59:00Z')).toBeUndefined()
    expect(until([window(['sun'], '01:30', '03:00')], '2026-03-29T01:00:00Z')).toBe('2026-03-29T02:00:00.000Z')
  })

  it('is an hour longer when the clocks go back in it, without a gap', () => {
    // London, 2026-10-25: 02:00 becomes 01:00, so 01:30 is shown at 00:30Z and at 01:30Z.
    const night = [window(['sun'], '00:45', '01:30')]
    for (const at of ['2026-10-24T23:45:00Z', '2026-10-25T00:45:00Z', '2026-10-25T01:15:00Z'])
      expect(until(night, at)).toBe('2026-10-25T01:30:00.000Z')
    expect(until(night, '2026-10-25T01:30:00Z')).toBeUndefined()
  })

  it('covers the whole week without looking for ever', () => {
    expect(until([window(WEEKDAYS, '00:00', '12:00'), window(WEEKDAYS, '12:00', '00:00')], '2026-03-01T02:00:00Z')).toBeDefined()
  })

  it('always ends later than now, and at its own time', () => {
    const clock = fc.tuple(fc.nat(23), fc.nat(59)).map(([h, m]) => `${String(h).padStart(2, '0')}:${String(m).padStart(2, '0')}`)
    const zone = fc.constantFrom('UTC', 'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'Pacific/Auckland')
    fc.assert(
      fc.property(
        fc.subarray([...WEEKDAYS], { minLength: 1 }),
        clock,
        clock,
        zone,
        fc.integer({ min: Date.parse('2026-01-01Z'), max: Date.parse('2028-01-01Z') }),
        (days, from, to, timeZone, now) => {
          fc.pre(from !== to)
          const end = openUntil([window(days, from, to, timeZone)], now)
          if (end === undefined) return
          expect(end).toBeGreaterThan(now)
          const shown = localTime(end, timeZone).minutes
          const wanted = Number(to.slice(0, 2)) * 60 + Number(to.slice(3))
          // Unless the clock never shows it on that day.
          const isShown = instantOf({ ...localTime(end, timeZone), minutes: wanted }, timeZone, 'last') === end
          expect(shown === wanted || isShown).toBe(true)
        },
      ),
    )
  })
})
