import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Json } from '#shared/json.ts'
import { readChanged, type ChangedRecord } from './changed-poll.ts'

interface Row {
  readonly id: number
  readonly at: number
}

const record = ({ id, at }: Row): ChangedRecord => {
  const changedAt = new Date(at).toISOString()
  return { key: String(id), version: changedAt, changedAt, value: id }
}

async function readAll(table: Row[], options: { limit: number; largestPage: number; between: () => void }): Promise<readonly string[]> {
  const names: string[] = []
  let cursor: Json | undefined
  for (let page = 0; page < 1_000; page++) {
    const answer = await readChanged({
      cursor,
      since: new Date(0),
      limit: options.limit,
      overlapMs: 0,
      largestPage: options.largestPage,
      read: async ({ since, limit, skip }) =>
        table
          .filter(({ at }) => at >= Date.parse(since))
          .toSorted((a, b) => a.at - b.at || a.id - b.id)
          .slice(skip, skip + limit)
          .map(record),
    })
    names.push(...answer.records.map(({ key, version }) => `${key}@${version}`))
    cursor = JSON.parse(JSON.stringify(answer.cursor)) as Json
    if (!answer.more) return names
    options.between()
  }
  return expect.fail('it never ends')
}

it('reads each version once, whatever the sizes and however many share an instant', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: 1, max: 4 }), { maxLength: 30 }),
      fc.integer({ min: 1, max: 7 }),
      fc.integer({ min: 1, max: 9 }),
      async (instants, limit, largest) => {
        const table = instants.map((at, id) => ({ id, at: at * 1_000 }))
        const names = await readAll(table, { limit, largestPage: Math.max(largest, limit), between: () => {} })
        expect(names.toSorted()).toEqual(table.map((row) => `${row.id}@${record(row).version}`).toSorted())
      },
    ),
    { numRuns: 300 },
  )
})

it('loses no record that changes while it reads', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(9), { maxLength: 20 }), fc.integer({ min: 1, max: 4 }), async (changes, limit) => {
      const table = Array.from({ length: 10 }, (_, id) => ({ id, at: 1_000 + Math.floor(id / 3) }))
      let now = 10_000
      const names = await readAll(table, {
        limit,
        largestPage: 100,
        between: () => {
          const id = changes.pop()
          if (id !== undefined) table[id] = { id, at: now++ }
        },
      })
      for (const row of table) expect(names).toContain(`${row.id}@${record(row).version}`)
    }),
    { numRuns: 200 },
  )
})

it('reads the last minutes again in the next round', async () => {
  const asked: string[] = []
  const read = async ({ since }: { since: string }) => {
    asked.push(since)
    return [record({ id: 1, at: 600_000 })]
  }
  const page = { since: new Date(0), limit: 10, overlapMs: 60_000, largestPage: 100, read }
  const { cursor } = await readChanged({ ...page, cursor: undefined })
  await readChanged({ ...page, cursor })
  expect(asked).toEqual([new Date(0).toISOString(), new Date(540_000).toISOString()])
})

it('does not go back in time where nothing changes any more', async () => {
  const asked: string[] = []
  const read = async ({ since }: { since: string }) => {
    asked.push(since)
    return []
  }
  const page = { since: new Date(600_000), limit: 10, overlapMs: 60_000, largestPage: 100, read }
  let cursor: Json | undefined
  for (let round = 0; round < 3; round++) cursor = (await readChanged({ ...page, cursor })).cursor
  expect(asked.slice(1)).toEqual([new Date(540_000).toISOString(), new Date(540_000).toISOString()])
})
