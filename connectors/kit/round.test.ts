import { describe, expect, it } from 'vitest'
import { roundOf, type Round } from './round.ts'

interface Cursor extends Round {
  readonly page?: string
}
const now = new Date('2026-03-01T10:00:00Z')
const next = { since: new Date('2026-02-01T00:00:00Z'), now, overlapMs: 60_000 }

describe('a round through a list', () => {
  it('begins where the poll does, by an instant of its own', () => {
    expect(roundOf<Cursor>(undefined, 'page', next)).toEqual({ since: '2026-02-01T00:00:00.000Z', began: '2026-03-01T10:00:00.000Z' })
  })

  it('goes on as long as its cursor says where', () => {
    const under = { since: '2026-02-01T00:00:00.000Z', began: '2026-02-28T10:00:00.000Z', page: '2' }
    expect(roundOf<Cursor>(under, 'page', next)).toEqual(under)
  })

  it('is followed by one that begins a little before it did', () => {
    const through = { since: '2026-02-01T00:00:00.000Z', began: '2026-02-28T10:00:00.000Z' }
    expect(roundOf<Cursor>(through, 'page', next)).toEqual({ since: '2026-02-28T09:59:00.000Z', began: '2026-03-01T10:00:00.000Z' })
  })
})
