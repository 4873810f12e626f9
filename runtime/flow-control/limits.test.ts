// The limiters on their own: whatever is asked of them, they never allow more than the vendor does, and never wait longer than they must.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bookable, learn, nextReset } from './day-budget.ts'
import { planLimits } from './plan.ts'
import { atNewRate, earliest, take, tokensAt, withTokens } from './rate.ts'

const T0 = Date.parse('2026-03-02T10:00:00Z')

describe('a token bucket', () => {
  it('never gives more than its burst and what came back, within any span, however calls are booked ahead', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 20 }),
        fc.integer({ min: 1, max: 500 }),
        fc.array(fc.tuple(fc.nat(3_000), fc.integer({ min: 1, max: 5 })), { minLength: 1, maxLength: 80 }),
        (burst, perSecond, asks) => {
          const spec = { perMs: perSecond / 1_000, burst }
          const given: { at: number; tokens: number }[] = []
          let fullAt: number | undefined
          let now = T0
          for (const [pause, wanted] of asks) {
            now += pause
            const tokens = Math.min(wanted, burst)
            const at = earliest(fullAt, spec, now, tokens)
            expect(at).toBeGreaterThanOrEqual(now)
            fullAt = take(fullAt, spec, at, tokens)
            given.push({ at, tokens })
          }
          // In the order in which they came.
          expect(given.map(({ at }) => at)).toEqual(given.map(({ at }) => at).toSorted((a, b) => a - b))
          for (const [index, { at: begin }] of given.entries()) {
            let sum = 0
            for (const { at, tokens } of given.slice(index)) {
              sum += tokens
              // A hundredth of a millisecond is rounded away.
              expect(sum).toBeLessThanOrEqual(burst + (at - begin + 0.02) * spec.perMs)
            }
          }
        },
      ),
    )
  })

  it('lets a full bucket go at once and one more wait for one token', () => {
    const spec = { perMs: 1 / 1_000, burst: 2 }
    const after = take(take(undefined, spec, T0, 1), spec, T0, 1)
    expect(earliest(after, spec, T0, 1)).toBe(T0 + 1_000)
    expect(tokensAt(after, spec, T0)).toBe(0)
    expect(tokensAt(after, spec, T0 + 5_000)).toBe(2)
  })

  it('follows what the vendor says is left, and what it says the rate is', () => {
    const spec = { perMs: 1 / 1_000, burst: 100 }
    const told = withTokens(spec, T0, 10)
    expect(tokensAt(told, spec, T0)).toBeCloseTo(10)
    const slower = { perMs: 1 / 10_000, burst: 100 }
    const renewed = atNewRate(told, spec, slower, T0)
    expect(tokensAt(renewed, slower, T0)).toBeCloseTo(10)
    expect(earliest(renewed, slower, T0, 20)).toBe(T0 + 100_000)
  })

  it.each([
    [60, 60],
    [1, 60],
    [500, 60],
    [7, 10],
  ])('keeps a rolling window of %i calls in %i s, wherever the window begins', (calls, seconds) => {
    const [rate] = planLimits({ rates: [{ id: 'window', label: '', calls, seconds }] }).rates
    if (!rate) throw new Error('no rate')
    const at: number[] = []
    let fullAt: number | undefined
    for (let n = 0; n < calls * 3 + 3; n++) {
      const next = earliest(fullAt, rate, T0, 1)
      fullAt = take(fullAt, rate, next, 1)
      at.push(next)
    }
    for (const begin of at) expect(at.filter((time) => time >= begin && time < begin + seconds * 1_000).length).toBeLessThanOrEqual(calls)
  })
})

describe('a budget of a day', () => {
  const spec = { calls: 3, resets: { at: '00:00', timeZone: 'Pacific/Auckland' } }

  it('begins anew at its own clock, also over the changes of that clock', () => {
    // Auckland is UTC+13 until 2026-04-05 03:00, UTC+12 after it.
    expect(new Date(nextReset(spec.resets, T0)).toISOString()).toBe('2026-03-02T11:00:00.000Z')
    expect(new Date(nextReset(spec.resets, Date.parse('2026-04-04T12:00:00Z'))).toISOString()).toBe('2026-04-05T12:00:00.000Z')
  })

  it('books what today cannot take into the next days, in order, and never more than a day has', () => {
    const days: number[] = []
    let day = undefined as ReturnType<typeof bookable>['day'] | undefined
    for (let n = 0; n < 8; n++) {
      const found = bookable(day, spec, T0)
      day = { ...found.day, used: found.day.used + 1 }
      days.push(found.at)
    }
    const first = nextReset(spec.resets, T0)
    const second = nextReset(spec.resets, first)
    expect(days).toEqual([T0, T0, T0, first, first, first, second, second])
  })

  it('learns from the vendor what is left today, but not of a day that is booked ahead', () => {
    const end = nextReset(spec.resets, T0)
    expect(learn(undefined, spec, T0, 1)).toEqual({ endsAt: end, used: 2 })
    expect(learn({ endsAt: end, used: 3 }, spec, T0, 2)).toEqual({ endsAt: end, used: 3 })
    const ahead = { endsAt: nextReset(spec.resets, end), used: 1 }
    expect(learn(ahead, spec, T0, 0)).toEqual(ahead)
  })
})
