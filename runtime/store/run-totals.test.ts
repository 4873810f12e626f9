import { describe, expect, it } from 'vitest'
import { createRunTotals } from './run-totals.ts'

const MINUTE = 60_000
const DAY = 1_440 * MINUTE

function aHistory(instants: number[]) {
  let now = 10 * DAY
  const asked: [from: number, to: number][] = []
  const totals = createRunTotals(
    (_, from, to) => {
      asked.push([from, to])
      return instants.filter((at) => at >= from && at < to).length
    },
    () => now,
  )
  return { totals, asked, instants, setNow: (at: number) => (now = at) }
}

describe('the number of runs since an instant', () => {
  it('is the number of runs, wherever the slices lie', async () => {
    const instants = Array.from({ length: 2_000 }, (_, index) => 9 * DAY + index * 43_219)
    const { totals } = aHistory(instants)
    for (const since of [0, 3 * DAY, 9 * DAY, 9 * DAY + 1, 9 * DAY + 12_345_678, 10 * DAY - 7 * MINUTE, 10 * DAY - 1, 10 * DAY + MINUTE]) {
      const expected = instants.filter((at) => at >= since).length
      expect(await totals.since('client_a', new Date(since)), String(since)).toBe(expected)
      expect(await totals.since('client_a', new Date(since)), `${since} again`).toBe(expected)
    }
  })

  it('counts what lies back only once, and what is new every time', async () => {
    const { totals, asked, instants, setNow } = aHistory([9 * DAY + 5 * MINUTE])
    await totals.since('client_a', new Date(9 * DAY))
    const atFirst = asked.length
    expect(atFirst).toBeGreaterThan(280)
    instants.push(10 * DAY + 2 * MINUTE)
    setNow(10 * DAY + 3 * MINUTE)
    expect(await totals.since('client_a', new Date(9 * DAY + 3 * MINUTE))).toBe(2)
    expect(asked.length - atFirst).toBeLessThan(5)
  })

  it('takes a run that was committed late into a slice that was still open', async () => {
    const { totals, instants } = aHistory([])
    expect(await totals.since('client_a', new Date(9 * DAY))).toBe(0)
    instants.push(10 * DAY - MINUTE)
    expect(await totals.since('client_a', new Date(9 * DAY))).toBe(1)
  })

  it('keeps clients apart', async () => {
    const totals = createRunTotals(
      (client) => (client === 'client_a' ? 1 : 0),
      () => 10 * DAY,
    )
    expect(await totals.since('client_a', new Date(9 * DAY))).toBeGreaterThan(0)
    expect(await totals.since('client_b', new Date(9 * DAY))).toBe(0)
  })
})
