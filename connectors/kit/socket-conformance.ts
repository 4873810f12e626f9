// What the conformance suite can ask of a connector that does not speak HTTP, where statuses and faults of HTTP have no meaning: it describes itself,
// signs in and is refused, says what is wrong with the network, keeps secrets to itself, answers as its schemas say, and writes once however often
// it is asked to.
import { describe, expect, it } from 'vitest'
import { testDescriptor, type ConformanceOptions } from './conformance.ts'
import { openHarness } from './conformance-harness.ts'
import { validate } from './validate.ts'
import type { Json } from '#shared/json.ts'
import type { PollRecord } from './contract.ts'

export interface SocketConformanceOptions extends ConformanceOptions {
  /** Settings that name a host on this machine where nothing listens. */
  readonly nowhere: Readonly<Record<string, unknown>>
}

export function testSocketConnector(options: SocketConformanceOptions): void {
  const { connector, secrets, badSecrets } = options
  describe(`${connector.name} keeps the connector contract`, () => {
    testDescriptor(options)
    const harness = openHarness(options)
    const { failure, test, run, make } = harness

    it('proves good credentials', async () => {
      expect((await test()).summary).not.toBe('')
    })
    it('calls wrong credentials by their name', async () => {
      expect((await failure(test({ secrets: badSecrets }))).code).toBe('credentials-invalid')
    })
    it('does not call this machine or its network', async () => {
      const error = await failure(test({ config: options.nowhere, isTrusted: () => false }))
      expect(error).toMatchObject({ code: 'connection-blocked', disposition: 'stop' })
    })
    it('says that nothing listens', async () => {
      const error = await failure(test({ config: options.nowhere, isTrusted: () => true }))
      expect(error).toMatchObject({ code: 'connection-failed', message: expect.stringContaining('nothing listens at its address') })
    })
    it('ends when it is cancelled', async () => {
      const error = await failure(test({ signal: AbortSignal.abort() }))
      expect(['call-timeout', 'connection-failed']).toContain(error.code)
    })

    for (const poll of connector.polls ?? []) {
      it(`reads every record of ${poll.id} once, as its schema says`, async () => {
        const given = options.polls?.[poll.id]
        expect(given, 'add it to `polls` of the test').toBeDefined()
        await make(given?.after)
        const read = async (from?: Json) => {
          const records: PollRecord[] = []
          for (let cursor = from; ;) {
            const page = await poll.poll(
              { cursor, since: new Date('2020-01-01T00:00:00Z'), limit: 2, options: given?.options ?? {} },
              harness.context(),
            )
            records.push(...page.records)
            await page.settle?.(true)
            cursor = JSON.parse(JSON.stringify(page.cursor)) as Json
            if (!page.more) return { records, cursor }
          }
        }
        const first = await read()
        expect(first.records.length).toBeGreaterThan(0)
        const names = first.records.map(({ key, version }) => `${key}:${version ?? ''}`)
        expect(new Set(names).size).toBe(names.length)
        for (const { value } of first.records) expect(validate(poll.output, value)).toEqual([])
        for (const { key, version } of (await read(first.cursor)).records) expect(names).toContain(`${key}:${version ?? ''}`)
      })
    }

    describe.each(connector.actions)('$id ($effect, $safety)', (action) => {
      const given = options.actions[action.id]
      const created = async () =>
        given?.creates === undefined ? 0 : ((await harness.sim(`/records/${given.creates}`)) as readonly unknown[]).length
      it('answers what its schema promises', async () => {
        await make(given?.after)
        expect(validate(action.output, await run(action, given?.input ?? {}))).toEqual([])
      })
      if (action.effect === 'read' || action.safety === 'none') return
      it('writes once, however often it is asked to', async () => {
        await make(given?.after)
        const before = await created()
        const first = await run(action, given?.input ?? {})
        expect(await created()).toBe(before + (given?.creates === undefined ? 0 : 1))
        const after = await created()
        const told = new Set(given?.tellsOfRepetition)
        const rest = (answer: Json) => Object.entries(answer ?? {}).filter(([member]) => !told.has(member))
        for (const attempt of [2, 3]) expect(rest(await run(action, given?.input ?? {}, {}, attempt))).toEqual(rest(first))
        expect(await created()).toBe(after)
      })
    })

    it('shows no secret in errors or the request log', async () => {
      const text = [...harness.seen, JSON.stringify(await harness.sim('/requests'))].join('\n')
      expect(harness.seen.length).toBeGreaterThan(0)
      for (const value of [...Object.values(secrets), ...Object.values(badSecrets)].filter((secret) => secret.length >= 8)) {
        expect(text).not.toContain(value)
      }
    })
  })
}
