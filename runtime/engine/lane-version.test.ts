import { assert, bigInt, property, tuple } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sortableVersion } from './lane-version.ts'

describe('a version', () => {
  it.each([
    [1, 2],
    [9, 10],
    ['9007199254740993', '9007199254740994'],
    [1.5, 1.75],
    [2, 2.5],
    ['2026-01-01', '2026-01-01T00:00:01Z'],
    ['2026-01-01T12:00:00+02:00', '2026-01-01T11:00:00Z'],
    ['2026-01-01T10:00:00.123456Z', '2026-01-01T10:00:00.123457Z'],
    ['2026-01-01 10:00+0000', '2026-01-01T10:00:00.5Z'],
  ])('%j is older than %j', (older, newer) => {
    const [a, b] = [sortableVersion(older) ?? '', sortableVersion(newer) ?? '']
    expect(a && b && a < b).toBe(true)
  })

  it.each([
    [1, '1'],
    [1, 1.0],
    ['007', 7],
    ['1.50', 1.5],
    ['2026-01-01T01:00:00+01:00', '2026-01-01T00:00:00Z'],
    [1e21, '1000000000000000000000'],
  ])('%j is the same as %j', (a, b) => {
    expect(sortableVersion(a)).toBe(sortableVersion(b))
    expect(sortableVersion(a)).toBeDefined()
  })

  it.each([undefined, null, true, '', 'v3', -1, '2026-01-01T10:00:00', 'yesterday', {}, [1], '2026-13-45', Number.NaN])(
    'cannot be %j',
    (value) => {
      expect(sortableVersion(value)).toBeUndefined()
    },
  )

  it('sorts as the numbers do', () => {
    const pair = tuple(bigInt({ min: 0n, max: 10n ** 30n }), bigInt({ min: 0n, max: 10n ** 12n }))
    assert(
      property(pair, ([a, b]) => {
        const [first, second] = [sortableVersion(`${a}`) ?? '', sortableVersion(`${b}`) ?? '']
        expect(first < second).toBe(a < b)
      }),
    )
  })
})
