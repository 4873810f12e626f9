// The check of a connector against its vendor's own description: every request that its actions, polls, webhooks and connection test make, as
// the conformance cases make them, is held against the document. One small file for each vendor, `vendor-contract.test.ts`. The descriptions
// are no part of the project: without them the check is skipped.
import { appendFileSync, existsSync, readFileSync } from 'node:fs'
import { afterAll, describe, expect, it } from 'vitest'
import type { Json } from '#shared/json.ts'
import type { ConformanceOptions, Made } from '../conformance.ts'
import { openHarness } from '../conformance-harness.ts'
import { SPECS_DIR } from '../specs.testing.ts'
import type { ContractCheck } from './check.ts'
import { createGraphqlCheck, type GraphqlDescription } from './graphql.ts'
import { createRestCheck, type RestDescription } from './rest.ts'

export interface VendorContractOptions {
  readonly conformance: ConformanceOptions
  readonly description: RestDescription | GraphqlDescription
  /** More inputs by action id: every member that the action can send should be in one of them. */
  readonly inputs?: Readonly<Record<string, readonly Json[]>>
  /** Beginnings of paths that the document leaves out, each with its reason, such as the token address. */
  readonly elsewhere?: Readonly<Record<string, string>>
  /** Sentences of the check that are known to be the document's mistake, each with the reason. Parts of them are enough. */
  readonly allowed?: Readonly<Record<string, string>>
}

const SIMULATOR = '/sim'

export function testVendorContract(options: VendorContractOptions): void {
  const { conformance, description, elsewhere = {}, allowed = {} } = options
  const { connector } = conformance
  const file = `${SPECS_DIR}/${description.file}`
  const isHere = existsSync(file)
  describe.skipIf(!isHere)(
    `${connector.name} asks as its vendor describes (skipped without ${description.file} in TILLFLOW_SPECS_DIR)`,
    () => {
      if (!isHere) return
      const check = open(description)
      const used = new Set<string>()
      let issues: string[] = []
      let requests = 0
      const harness = openHarness(conformance, (exchange, response) => {
        const url = new URL(exchange.url)
        url.pathname = url.pathname.replace(new RegExp(`^${SIMULATOR}(?=/|$)`), '')
        if (Object.keys(elsewhere).some((path) => url.pathname.startsWith(path))) return
        requests++
        const found = check.check({ ...exchange, url }, response)
        for (const operation of found.operations ?? [found.operation ?? '']) if (operation !== '') used.add(operation)
        const kept = found.issues.filter((issue) => !Object.keys(allowed).some((part) => issue.includes(part)))
        issues.push(...kept.map((issue) => `${exchange.method} ${url.pathname}: ${issue}`))
      })
      const settle = async (work: () => Promise<unknown>) => {
        issues = []
        requests = 0
        await work()
        return [...new Set(issues)]
      }

      it('when it tests the connection', async () => {
        const wrong = await settle(async () => {
          await harness.prime()
          await harness.test()
        })
        expect(wrong).toEqual([])
      })
      it.each(connector.actions)('when it runs $id', async (action) => {
        const given = conformance.actions[action.id]
        const inputs = [...(given ? [given.input] : []), ...(options.inputs?.[action.id] ?? [])]
        const wrong = await settle(async () => {
          await harness.prime()
          await harness.make(given?.after)
          requests = 0
          for (const [index, input] of inputs.entries()) await action.run(input, harness.context({}, `contract-${index}`))
          expect(requests).toBeGreaterThan(0)
        })
        expect(wrong).toEqual([])
      })
      it.each(connector.polls ?? [])('when it looks at $id', async (poll) => {
        const given = conformance.polls?.[poll.id]
        const since = new Date('2026-01-01T00:00:00Z')
        const wrong = await settle(async () => {
          await harness.prime()
          await harness.make(given?.after as Made | undefined)
          let cursor: Json | undefined
          for (let pages = 0; pages < 3; pages++) {
            const page = await poll.poll({ cursor, since, limit: 2, options: given?.options ?? {} }, harness.context())
            cursor = page.cursor
          }
        })
        expect(wrong).toEqual([])
      })
      it.each(connector.triggers.filter(({ subscribe }) => subscribe))('when it subscribes to $id', async (trigger) => {
        const wrong = await settle(async () => {
          await harness.prime()
          const subscription = await trigger.subscribe?.('https://hooks.example.com/hooks/token', harness.context())
          if (subscription) await trigger.unsubscribe?.(subscription.subscriptionId, harness.context())
        })
        expect(wrong).toEqual([])
      })

      it.each(connector.triggers.filter(({ sweep }) => sweep))('when it looks for what $id missed', async (trigger) => {
        const wrong = await settle(async () => {
          await harness.prime()
          let cursor: Json | undefined
          for (let more = true, pages = 0; more && pages < 5; pages++) {
            const page = await trigger.sweep?.({ since: new Date('2026-01-01T00:00:00Z'), cursor, limit: 2 }, harness.context())
            cursor = page?.cursor
            more = page?.more ?? false
          }
        })
        expect(wrong).toEqual([])
      })

      afterAll(() => {
        const table = process.env['TILLFLOW_CONTRACT_TABLE']
        if (table) appendFileSync(table, `${JSON.stringify({ connector: connector.id, used: used.size, described: check.described })}\n`)
      })
    },
  )
}

function open(description: VendorContractOptions['description']): ContractCheck {
  const textOf = (file: string) => readFileSync(`${SPECS_DIR}/${file}`, 'utf8')
  if (description.kind === 'graphql') return createGraphqlCheck(textOf(description.file))
  const checks = [description.file, ...(description.more ?? [])].map((file) => createRestCheck(textOf(file), description))
  return {
    described: checks.reduce((sum, { described }) => sum + described, 0),
    check(exchange, response) {
      const found = checks.map((one) => one.check(exchange, response))
      return found.find(({ operation }) => operation !== undefined) ?? found[0] ?? { issues: ['nothing is described'] }
    },
  }
}
