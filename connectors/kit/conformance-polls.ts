// The part of the conformance suite about lists that are looked at regularly.
import { describe, expect, it } from 'vitest'
import type { Json } from '#shared/json.ts'
import type { ConformanceOptions } from './conformance.ts'
import type { Harness } from './conformance-harness.ts'
import type { PollRecord, PollTrigger } from './contract.ts'
import { compileCheck, validate } from './validate.ts'

export function testPoll(poll: PollTrigger, { polls }: ConformanceOptions, { context, fail, failure, make, prime }: Harness): void {
  describe(`${poll.id} (poll)`, () => {
    const given = polls?.[poll.id]
    const readPage = (cursor: Json | undefined) =>
      poll.poll({ cursor, since: new Date('2020-01-01T00:00:00Z'), limit: 2, options: given?.options ?? {} }, context())
    async function readAll(from?: Json): Promise<{ readonly records: readonly PollRecord[]; readonly cursor: Json }> {
      const records: PollRecord[] = []
      let cursor = from
      for (;;) {
        const page = await readPage(cursor)
        records.push(...page.records)
        // As the store keeps it between two pages.
        cursor = JSON.parse(JSON.stringify(page.cursor)) as Json
        if (!page.more) return { records, cursor }
      }
    }
    const names = (records: readonly PollRecord[]) => records.map(({ key, version, value }) => `${key}:${version ?? JSON.stringify(value)}`)

    it('has a case, with valid settings', () => {
      expect(given, 'add it to `polls` of the test').toBeDefined()
      if (poll.options) expect(compileCheck(poll.options)(given?.options ?? {})).toEqual([])
    })
    it('reads every record of all pages once, as its schema says', async () => {
      await prime()
      await make(given?.after)
      const { records } = await readAll()
      expect(records.length).toBeGreaterThan(0)
      expect(new Set(records.map(({ key }) => key)).size).toBe(records.length)
      for (const { value } of records) expect(validate(poll.output, value)).toEqual([])
    })
    it('gives the same record the same name when it is read again, and goes on with what is new', async () => {
      await prime()
      await make(given?.after)
      const first = await readAll()
      const again = await readAll(first.cursor)
      for (const name of names(again.records)) expect(names(first.records)).toContain(name)
    })
    it('says what the system failed with', async () => {
      await prime()
      await fail({ kind: '500' })
      expect((await failure(readPage(undefined))).code).toBe('vendor-unavailable')
    })
  })
}
