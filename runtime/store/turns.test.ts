import { array, assert, boolean, constantFrom, integer, nat, property, record, uniqueArray } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { openRoom, type Places } from '#shared/run/room.ts'
import { takeTurns, type Line } from './turns.ts'

const line = (clientId: string, flowId: string, runs: number): Line => ({
  clientId,
  flowId: `${clientId}-${flowId}`,
  environment: 'live',
  runIds: Array.from({ length: runs }, (_, i) => `${clientId}-${flowId}-${i}`),
})
const places = (over: Partial<Places> = {}): Places => ({
  free: 96,
  byClient: new Map(),
  byFlow: new Map(),
  perClient: Infinity,
  perFlow: Infinity,
  ...over,
})
const ids = (lines: readonly Line[], limit: number, given: Places | undefined, round = 0) =>
  takeTurns(lines, limit, openRoom(given), round).map(({ runId }) => runId)

describe('turns', () => {
  it('go from client to client, then from flow to flow', () => {
    const lines = [line('a', 'x', 9), line('a', 'y', 9), line('b', 'z', 9)]
    expect(ids(lines, 6, undefined)).toEqual(['a-x-0', 'b-z-0', 'a-y-0', 'b-z-1', 'a-x-1', 'b-z-2'])
  })

  it('begin with another flow of a client each time', () => {
    const lines = [line('a', 'x', 9), line('a', 'y', 9)]
    expect([ids(lines, 1, undefined, 0), ids(lines, 1, undefined, 1)]).toEqual([['a-x-0'], ['a-y-0']])
  })

  it('let a client alone have three quarters of the places, and one flow two thirds', () => {
    expect(ids([line('a', 'x', 200), line('a', 'y', 200)], 96, places())).toHaveLength(72)
    expect(ids([line('a', 'x', 200)], 96, places())).toHaveLength(64)
  })

  it('keep places for those who come later, however many clients are stuck', () => {
    for (const clients of [1, 2, 5, 20]) {
      const stuck = Array.from({ length: clients }, (_, i) => line(`stuck${i}`, 'x', 1_000))
      const taken = takeTurns(stuck, 96, openRoom(places()), 0)
      const byClient = new Map([...Map.groupBy(taken, ({ clientId }) => clientId)].map(([id, runs]) => [id, runs.length]))
      const full = places({ free: 96 - taken.length, byClient })
      expect(full.free).toBeGreaterThan(0)
      expect(ids([line('late', 'x', 1)], 1, full)).toHaveLength(1)
    }
  })

  it('leave no flow of a client without a place because another one is stuck', () => {
    const taken = ids([line('a', 'stuck', 1_000)], 96, places())
    const full = places({
      free: 96 - taken.length,
      byClient: new Map([['a', taken.length]]),
      byFlow: new Map([['a-stuck', taken.length]]),
    })
    expect(ids([line('a', 'stuck', 1_000), line('a', 'other', 5)], 32, full)).toEqual(ids([line('a', 'other', 5)], 32, undefined))
  })

  it('respect the limits somebody set', () => {
    expect(ids([line('a', 'x', 9), line('a', 'y', 9)], 96, places({ perClient: 5 }))).toHaveLength(5)
    expect(ids([line('a', 'x', 9), line('a', 'y', 9)], 96, places({ perFlow: 3 }))).toHaveLength(6)
  })

  it('give even one place to somebody', () => {
    expect(ids([line('a', 'x', 9)], 1, places({ free: 1 }))).toHaveLength(1)
  })

  it('are fair and in order for any lines: nobody with room and runs left is a turn behind', () => {
    const lines = uniqueArray(record({ client: constantFrom('a', 'b', 'c'), flow: constantFrom('x', 'y', 'z'), runs: nat(9) }), {
      selector: ({ client, flow }) => `${client} ${flow}`,
    }).map((found) => found.toSorted((a, b) => a.client.localeCompare(b.client)).map(({ client, flow, runs }) => line(client, flow, runs)))
    assert(
      property(
        lines,
        integer({ min: 1, max: 30 }),
        nat(5),
        boolean(),
        array(nat(40), { maxLength: 3 }),
        (given, limit, round, capped, busy) => {
          const byClient = new Map(['a', 'b', 'c'].map((id, i) => [id, busy[i] ?? 0]))
          const room = capped ? places({ byClient, free: 40 }) : undefined
          const turns = takeTurns(given, limit, openRoom(room), round)
          expect(turns.length).toBeLessThanOrEqual(limit)
          for (const { runIds } of given) {
            const own = turns.filter(({ runId }) => runIds.includes(runId)).map(({ runId }) => runId)
            expect(own).toEqual(runIds.slice(0, own.length))
          }
          if (room) return
          const total = given.reduce((sum, { runIds }) => sum + runIds.length, 0)
          expect(turns).toHaveLength(Math.min(limit, total))
          const taken = (id: string) => turns.filter(({ clientId }) => clientId === id).length
          const has = (id: string) => given.filter(({ clientId }) => clientId === id).reduce((sum, { runIds }) => sum + runIds.length, 0)
          for (const one of ['a', 'b', 'c'])
            for (const other of ['a', 'b', 'c']) if (has(one) > taken(one)) expect(taken(other) - taken(one)).toBeLessThanOrEqual(1)
        },
      ),
    )
  })
})
