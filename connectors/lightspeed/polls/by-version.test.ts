import { describe, expect, it } from 'vitest'
import type { Json } from '#shared/json.ts'
import { readByVersion, type VersionRow } from './by-version.ts'

const SINCE = new Date('2026-03-01T00:00:00Z')
const row = (key: string, version: number, changedAt: string | null = '2026-03-10T09:00:00Z'): VersionRow => ({
  key,
  version,
  changedAt,
  value: key,
})

function aList(...rows: VersionRow[]) {
  let asked = 0
  let cursor: Json | undefined
  return {
    rows,
    asked: () => asked,
    async round(now: string, limit = 2) {
      const keys: string[] = []
      for (;;) {
        const page = await readByVersion({
          cursor,
          since: SINCE,
          limit,
          now: new Date(now),
          largestPage: 200,
          read: async (after, most) => {
            asked++
            return rows
              .filter(({ version }) => version > after)
              .toSorted((a, b) => a.version - b.version)
              .slice(0, most)
          },
        })
        keys.push(...page.records.map(({ key, version }) => `${key}@${version}`))
        cursor = JSON.parse(JSON.stringify(page.cursor)) as Json
        if (!page.more) return keys
      }
    },
  }
}

describe('a list along its version', () => {
  it('reads the last minutes again, so that a version which is seen late is read', async () => {
    const list = aList(row('a', 10))
    expect(await list.round('2026-03-10T10:00:00Z')).toEqual(['a@10'])
    list.rows.push(row('c', 30))
    expect(await list.round('2026-03-10T10:01:00Z')).toEqual(['a@10', 'c@30'])
    list.rows.push(row('b', 20))
    expect(await list.round('2026-03-10T10:04:00Z')).toEqual(['a@10', 'b@20', 'c@30'])
  })
  it('reads what is older no more', async () => {
    const list = aList(row('a', 10))
    for (const minute of ['00', '06']) await list.round(`2026-03-10T10:${minute}:00Z`)
    list.rows.push(row('b', 20))
    expect(await list.round('2026-03-10T10:07:00Z')).toEqual(['a@10', 'b@20'])
    expect(await list.round('2026-03-10T10:12:00Z')).toEqual(['a@10', 'b@20'])
    expect(await list.round('2026-03-10T10:13:00Z')).toEqual(['b@20'])
    expect(await list.round('2026-03-10T10:18:00Z')).toEqual(['b@20'])
    expect(await list.round('2026-03-10T10:19:00Z')).toEqual([])
  })
  it('begins in the middle of a long list after a few questions, and not before the time', async () => {
    const day = (nth: number) => new Date(Date.parse('2020-01-01T00:00:00Z') + nth * 3_600_000).toISOString()
    const list = aList(...Array.from({ length: 54_200 }, (_, nth) => row(`s${nth}`, 4_000_000_000 + nth * 97, day(nth))))
    const keys = await list.round('2026-03-10T10:00:00Z', 200)
    expect(keys[0]).toBe(`s54024@${4_000_000_000 + 54_024 * 97}`)
    expect(day(54_024)).toBe(SINCE.toISOString())
    expect(keys).toHaveLength(54_200 - 54_024)
    expect(list.asked()).toBeLessThan(60)
  })
  it.each([
    ['nothing', []],
    ['only what is older', [row('old', 5, '2026-02-01T00:00:00Z')]],
  ])('begins with what comes when there is %s', async (_, rows) => {
    const list = aList(...rows)
    expect(await list.round('2026-03-10T10:00:00Z')).toEqual([])
    list.rows.push(row('new', 50, '2026-03-10T10:00:30Z'))
    expect(await list.round('2026-03-10T10:01:00Z')).toEqual(['new@50'])
  })
  it('reads all of a list that tells no times', async () => {
    expect(await aList(row('a', 1, null), row('b', 2, null), row('c', 3, null)).round('2026-03-10T10:00:00Z')).toEqual([
      'a@1',
      'b@2',
      'c@3',
    ])
  })
})
