// Every request of the conformance cases against API v2.0 as Microsoft's own source declares it: entity sets, members, lengths, actions. It is
// no OpenAPI document, so that the kit's check does not read it.
import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Json } from '#shared/json.ts'
import { simulated } from '#connectors/kit/simulated.testing.ts'
import { SPECS_DIR } from '#connectors/kit/specs.testing.ts'
import { CASES, CONFIG, SECRETS } from './business-central.testing.ts'
import { businessCentral } from './index.ts'
import { createBusinessCentralSimulator } from './simulator/index.ts'

/** Columns of Microsoft's query "Item Ledger Entries", which API v2.0 does not describe: ALAppExtensions, Apps/W1/PowerBIReports. */
const ANALYTICS: ReadonlySet<string> = new Set(['entryNo', 'itemNo', 'locationCode', 'quantity', 'remainingQuantity', 'open', 'positive'])
const analyticsIssues = (query: URLSearchParams): readonly string[] =>
  [
    ...[...(query.get('$filter') ?? '').matchAll(/(\w+) (?:eq|gt) /g)].map(([, name = '']) => name),
    ...(query.get('$select') ?? '').split(','),
    ...(query.get('$orderby') ?? '').split(','),
  ]
    .filter((name) => !ANALYTICS.has(name))
    .map((name) => `the query has no ${name}`)

const FILE = `${SPECS_DIR}/dynamics365-bc/microsoft__BCApps/bc-api-v2.0-entities.json`

interface EntitySet {
  readonly fields: readonly { readonly name: string; readonly readOnly?: boolean; readonly maxLength?: number }[]
  readonly navigation: readonly { readonly name: string; readonly set: string }[]
  readonly boundActions: readonly string[]
}

describe.skipIf(!existsSync(FILE))(
  'Business Central asks as its vendor describes (skipped without its description in TILLFLOW_SPECS_DIR)',
  () => {
    if (!existsSync(FILE)) return
    const { entitySets } = JSON.parse(readFileSync(FILE, 'utf8')) as { readonly entitySets: Readonly<Record<string, EntitySet>> }
    const erp = simulated({
      connector: businessCentral,
      createSimulator: createBusinessCentralSimulator,
      config: { ...CONFIG, simulator: 'sim' },
      secrets: SECRETS,
    })

    const bodyIssues = (set: string, body: Readonly<Record<string, unknown>>): readonly string[] =>
      Object.entries(body).flatMap(([name, value]) => {
        if (Array.isArray(value)) {
          const isPart = entitySets[set]?.navigation.some((one) => one.set === name)
          return isPart ? value.flatMap((one) => bodyIssues(name, one as Record<string, unknown>)) : [`${set} has no ${name}`]
        }
        // Some names are declared twice, once for each length.
        const fields = entitySets[set]?.fields.filter((field) => field.name === name) ?? []
        if (!fields.some(({ readOnly }) => !readOnly)) return [`${set}.${name} cannot be written`]
        const longest = Math.max(...fields.map(({ maxLength }) => maxLength ?? Infinity))
        return typeof value === 'string' && value.length > longest ? [`${set}.${name} is too long`] : []
      })

    function issuesOf(path: string, body: string): readonly string[] {
      if (path.includes('/api/microsoft/analytics/')) return analyticsIssues(new URL(path, 'http://sim').searchParams)
      // A partner's API is described by nobody.
      if (path.includes(`/api/${CONFIG.ownApi}/`)) return []
      const url = new URL(path, 'http://sim')
      const parts = url.pathname.replace(/^.*\/companies\([^)]*\)\//, '').split('/')
      const action = parts.at(-1)?.startsWith('Microsoft.NAV.') ? parts.pop()?.slice('Microsoft.NAV.'.length) : undefined
      const set = parts.at(-1)?.replace(/\(.*/, '') ?? ''
      const entity = entitySets[set]
      if (!entity) return [`there is no ${set}`]
      const asked = [
        ...[...(url.searchParams.get('$filter') ?? '').matchAll(/(\w+) (?:eq|ge) /g)].map(([, name]) => name),
        ...(url.searchParams.get('$orderby')?.split(',') ?? []),
      ]
      const expanded = url.searchParams.get('$expand')
      return [
        ...asked.filter((name) => !entity.fields.some((field) => field.name === name)).map((name) => `${set} has no ${name}`),
        ...(expanded === null || entity.navigation.some((one) => one.set === expanded) ? [] : [`${set} does not expand ${expanded}`]),
        // The source writes Post, the documentation post: names of actions are compared without regard to case.
        ...(action === undefined || entity.boundActions.some((one) => one.toLowerCase() === action.toLowerCase())
          ? []
          : [`${set} has no action ${action}`]),
        ...(body === '' || action !== undefined ? [] : bodyIssues(set, JSON.parse(body) as Record<string, unknown>)),
      ]
    }
    const issues = async () => {
      const requests = (await erp.requests()).filter(({ path }) => path.includes('/companies('))
      return requests.length === 0 ? ['nothing was asked'] : requests.flatMap(({ path, body }) => issuesOf(path, body))
    }

    it.each(Object.entries(CASES.actions))('when it runs %s', async (id, { input, after }) => {
      if (after && 'action' in after) await erp.run(after.action, after.input as Json)
      await erp.run(id, input)
      expect(await issues()).toEqual([])
    })
    it.each(businessCentral.polls)('when it looks at $id', async (poll) => {
      await poll.poll({ cursor: undefined, since: new Date('2026-01-01T00:00:00Z'), limit: 2, options: {} }, erp.context())
      expect(await issues()).toEqual([])
    })
    it('finds what the vendor does not have', () => {
      const path = '/companies(x)/customers?$filter=colour eq 1&$orderby=shape'
      expect(issuesOf(path, '{"balanceDue":1}')).toEqual([
        'customers has no colour',
        'customers has no shape',
        'customers.balanceDue cannot be written',
      ])
      expect(issuesOf('/companies(x)/items(y)/Microsoft.NAV.post', '{}')).toEqual(['items has no action post'])
    })
    it('and its simulator holds no member that the vendor does not have', async () => {
      for (const [id, { input }] of Object.entries(CASES.actions)) await erp.run(id, input)
      for (const set of Object.keys(entitySets)) {
        const names = new Set((await erp.records(set)).flatMap((record) => Object.keys(record as object)))
        const known = [
          ...(entitySets[set]?.fields ?? []).map(({ name }) => name),
          ...(entitySets[set]?.navigation ?? []).map((one) => one.set),
        ]
        expect([...names].filter((name) => name !== '@odata.etag' && !known.includes(name))).toEqual([])
      }
    })
  },
)
