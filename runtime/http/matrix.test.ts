// Every route, tried by those who must not: nobody, a viewer, a stranger from another partner, an admin at a client of another partner.
// A route that is added without a line in EXAMPLES fails here.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isAllowed } from '../auth/principal.ts'
import { openHttpBench, type HttpBench } from './http.testing.ts'
import { ROUTES } from './routes/index.ts'
import type { Route } from './route.ts'

/** A valid request to each route that needs a sign-in, so that nothing but the caller's rights can refuse it. */
const document = { formatVersion: 1, name: 'X', slots: {}, nodes: {}, edges: [], layout: { nodes: {} } }
const operation = {
  id: 'get-a',
  label: 'Get a',
  description: '',
  method: 'GET',
  path: '/a',
  effect: 'read',
  safety: 'upsert',
  parameters: [],
}
const definition = { name: 'N', description: '', baseUrl: 'https://api.example.com', auth: { kind: 'none' }, operations: [operation] }
const part = { label: 'P', body: { kind: 'value', expression: 'a' }, cases: [] }
const EXAMPLES: Readonly<Record<string, { readonly query?: string; readonly body?: unknown }>> = {
  'GET /session': {},
  'PUT /session/tour': { body: { toured: true } },
  'GET /members': {},
  'POST /members': { body: { name: 'N', email: 'n@example.com', password: 'long enough', role: 'operator' } },
  'PATCH /members/:member': { body: { role: 'operator' } },
  'PUT /members/:member/password': { body: { password: 'long enough' } },
  'DELETE /members/:member': {},
  'POST /session/password': { body: { current: 'long enough', password: 'long enough' } },
  'GET /session/notifications': {},
  'PUT /session/notifications': { body: { atOnce: 'off', timeZone: 'UTC', language: 'en' } },
  'GET /session/notifications/preview': { query: '?language=en&timeZone=UTC' },
  'POST /session/notifications/test': { body: { language: 'en', timeZone: 'UTC' } },
  'GET /branding': {},
  'PUT /branding': { body: { productName: 'Harbour Connect' } },
  'DELETE /branding': {},
  'PUT /branding/images/:image': {},
  'DELETE /branding/images/:image': {},
  'GET /chat-channels': {},
  'POST /chat-channels': {
    body: { name: 'N', program: 'slack', url: 'https://hooks.example.com/x', settings: { atOnce: 'off', timeZone: 'UTC', language: 'en' } },
  },
  'PUT /chat-channels/:channel': { body: { name: 'N', program: 'teams', settings: { atOnce: 'off', timeZone: 'UTC', language: 'en' } } },
  'DELETE /chat-channels/:channel': {},
  'POST /chat-channels/:channel/test': {},
  'GET /api-keys': {},
  'POST /api-keys': { body: { name: 'N', role: 'partner-admin' } },
  'DELETE /api-keys/:id': {},
  'GET /audit': {},
  'GET /clients': {},
  'POST /clients': { body: { name: 'N', slug: 'new-client' } },
  'GET /connectors': {},
  'GET /connectors/:id': {},
  'GET /custom-connectors': {},
  'POST /custom-connectors/read': { body: { text: 'type Query { a: Int }' } },
  'POST /custom-connectors': { body: { definition } },
  'GET /custom-connectors/:id/versions': {},
  'POST /custom-connectors/:id/versions': { body: { definition } },
  'DELETE /custom-connectors/:id': {},
  'GET /templates': {},
  'GET /templates/:id': {},
  'GET /simulators': {},
  'POST /clients/:client/templates/:template/values': { body: { question: 'q', connection: 'conn_x' } },
  'POST /clients/:client/templates/:template/clone': { body: { name: 'N', environment: 'test', answers: {}, connections: {} } },
  'GET /clients/:client/flows/:flow/upgrade': {},
  'POST /clients/:client/flows/:flow/upgrade': { body: { to: '1.2.0', revision: 1 } },
  'GET /clients/:client/flows': {},
  'POST /clients/:client/flows': { body: { document } },
  'GET /clients/:client/flows/:flow': {},
  'PUT /clients/:client/flows/:flow/draft': { body: { document, revision: 1 } },
  'DELETE /clients/:client/flows/:flow': {},
  'GET /clients/:client/flows/:flow/versions': {},
  'GET /clients/:client/flows/:flow/versions/:n': {},
  'POST /clients/:client/flows/:flow/versions': { body: { note: '', revision: 1 } },
  'GET /clients/:client/flows/:flow/diff': { query: '?from=1&to=draft' },
  'POST /clients/:client/flows/:flow/restore': { body: { version: 1, revision: 1 } },
  'POST /clients/:client/flows/:flow/presence': { body: { seat: 'seat-1' } },
  'DELETE /clients/:client/flows/:flow/presence/:seat': {},
  'GET /clients/:client/flows/:flow/comments': {},
  'POST /clients/:client/flows/:flow/versions/:n/comments': { body: { text: 'N' } },
  'DELETE /clients/:client/flows/:flow/comments/:comment': {},
  'GET /clients/:client/flows/:flow/deployments': {},
  'POST /clients/:client/flows/:flow/deployments': { body: { environment: 'test', version: 1, slots: {} } },
  'DELETE /clients/:client/flows/:flow/deployments/:environment': {},
  'GET /clients/:client/flows/:flow/samples': {},
  'POST /clients/:client/flows/:flow/samples': { body: { name: 'N', input: {} } },
  'POST /clients/:client/flows/:flow/samples/capture': { body: { name: 'N', from: { kind: 'run', runId: 'run_unknown' } } },
  'POST /clients/:client/flows/:flow/samples/run': { body: { environment: 'test' } },
  'POST /clients/:client/read-pasted': { body: { text: '{}' } },
  'POST /clients/:client/flows/:flow/field-presence': { body: { node: 'a', paths: ['b'], environment: 'test' } },
  'POST /clients/:client/flows/:flow/impact': { body: { document, environment: 'test' } },
  'PATCH /clients/:client/flows/:flow/samples/:sample': { body: { name: 'N' } },
  'POST /clients/:client/flows/:flow/samples/:sample/expect': { body: { environment: 'test' } },
  'DELETE /clients/:client/flows/:flow/samples/:sample': {},
  'POST /clients/:client/flows/:flow/test-run': { body: { environment: 'test', input: {} } },
  'POST /clients/:client/flows/:flow/runs': { body: { environment: 'test', input: {} } },
  'POST /clients/:client/flows/:flow/send-sample': { body: { environment: 'test' } },
  'GET /clients/:client/flows/:flow/feeds': { query: '?environment=test' },
  'POST /clients/:client/flows/:flow/files': { query: '?environment=test&name=prices.csv' },
  'POST /clients/:client/preview': { body: { rows: [], input: {}, environment: 'test' } },
  'POST /clients/:client/explain': { body: { rows: [], paths: ['0'], input: {}, environment: 'test' } },
  'POST /clients/:client/preview/samples': { body: { rows: [], cases: [], environment: 'test' } },
  'GET /clients/:client/overview': {},
  'GET /clients/:client/runs': {},
  'GET /clients/:client/runs/:run': {},
  'GET /clients/:client/runs/:run/input': {},
  'POST /clients/:client/runs/:run/cancel': {},
  'GET /clients/:client/exceptions': {},
  'GET /clients/:client/exceptions/:exception': {},
  'POST /clients/:client/exceptions/:exception/replay': { body: { version: 'original' } },
  'POST /clients/:client/exceptions/:exception/confirm': { body: { version: 'original', answer: {} } },
  'POST /clients/:client/exceptions/:exception/discard': { body: { reason: 'N' } },
  'GET /clients/:client/exception-causes': {},
  'GET /clients/:client/bulk-replays/preview': {},
  'GET /clients/:client/bulk-replays': {},
  'POST /clients/:client/bulk-replays': { body: { version: 'deployed' } },
  'GET /clients/:client/bulk-replays/:bulk': {},
  'POST /clients/:client/bulk-replays/:bulk/stop': {},
  'GET /clients/:client/topics': {},
  'PUT /clients/:client/topics/:topic': { query: '?environment=test', body: { retentionDays: 7 } },
  'GET /clients/:client/topics/:topic/events': { query: '?environment=test' },
  'GET /clients/:client/windows': {},
  'GET /clients/:client/windows/:window': {},
  'GET /clients/:client/windows/:window/records': {},
  'POST /clients/:client/windows/:window/close': {},
  'GET /clients/:client/approvals': {},
  'GET /clients/:client/approvals/:approval': {},
  'POST /clients/:client/approvals/:approval/decision': { body: { decision: 'approved' } },
  'GET /clients/:client/connections': {},
  'POST /clients/:client/connections': { body: { name: 'N', environment: 'test', connector: 'http', config: {}, secrets: {} } },
  'GET /clients/:client/connections/:connection': {},
  'PATCH /clients/:client/connections/:connection': { body: { name: 'N' } },
  'DELETE /clients/:client/connections/:connection': {},
  'POST /clients/:client/connections/:connection/test': {},
  'POST /clients/:client/connections/:connection/fields': { body: { part: 'action', id: 'search-read' } },
  'POST /clients/:client/connections/:connection/sign-in': {},
  'GET /clients/:client/connection-states': {},
  'GET /clients/:client/connections/:connection/flow-control': {},
  'GET /clients/:client/connections/:connection/query-schema': {},
  'PUT /clients/:client/connections/:connection/flow-control': { body: { limits: { perMinute: 30 } } },
  'POST /clients/:client/connections/:connection/try-now': {},
  'GET /clients/:client/alerts': {},
  'GET /clients/:client/lookup-tables': {},
  'POST /clients/:client/lookup-tables': { body: { name: 'n', label: 'N', environment: 'test', rows: [] } },
  'GET /clients/:client/lookup-tables/:name': { query: '?environment=test' },
  'GET /clients/:client/flows/:flow/document': {},
  'GET /clients/:client/mapping-parts': {},
  'POST /clients/:client/mapping-parts': { body: { name: 'part', scope: 'client', content: part } },
  'GET /clients/:client/mapping-parts/:name': {},
  'POST /clients/:client/mapping-parts/:name/versions': { body: { scope: 'client', version: 1, content: part } },
  'DELETE /clients/:client/mapping-parts/:name': { query: '?scope=client' },
  'GET /clients/:client/mapping-parts/:name/uses': { query: '?scope=client' },
  'POST /clients/:client/mapping-parts/:name/impact': { body: { scope: 'client', body: part.body } },
  'PUT /clients/:client/lookup-tables/:name': { query: '?environment=test', body: { rows: [], revision: 1 } },
  'GET /clients/:client/lookup-inbox': {},
  'POST /clients/:client/lookup-inbox/map': { body: { environment: 'test', table: 'n', key: 'k', value: 'v' } },
  'POST /clients/:client/lookup-inbox/release': { body: { environment: 'test', table: 'n', key: 'k' } },
  'GET /clients/:client/simulators/:simulator': {},
  'GET /clients/:client/simulators/:simulator/records/:type': {},
  'POST /clients/:client/simulators/:simulator/day': { body: { seed: 1, orders: 1, minutes: 0 } },
  'DELETE /clients/:client/simulators/:simulator/day': {},
  'GET /clients/:client/simulated-day': {},
  'POST /clients/:client/simulated-day': { body: { seed: 1, orders: 1, minutes: 0 } },
  'DELETE /clients/:client/simulated-day': {},
  'GET /clients/:client/hooks': {},
  'DELETE /clients/:client': { body: { name: 'Home shop' } },
  'GET /clients/:client/retention': {},
  'PUT /clients/:client/retention': { body: { succeededDays: 1, parkedDays: 1, resolvedDays: 1 } },
}
const PUBLIC = [
  'GET /api/v1/openapi.json',
  'GET /api/v1/schemas/flow',
  'POST /api/auth/sign-in/email',
  'POST /api/auth/sign-out',
  'GET /api/v1/setup',
  'POST /api/v1/setup',
  'GET /api/v1/brand',
]

const nameOf = ({ method, path }: Route) => `${method} ${path.replace('/api/v1', '')}`
const guarded = ROUTES.filter(({ permission }) => permission !== 'public')
const ofClients = guarded.filter(({ path }) => path.includes(':client'))

describe('every route', () => {
  let bench: HttpBench
  let home: Awaited<ReturnType<HttpBench['addPartner']>>
  let foreign: Awaited<ReturnType<HttpBench['addPartner']>>
  let limited: string
  let limitedTo: string

  beforeAll(async () => {
    bench = await openHttpBench()
    home = await bench.addPartner('Home')
    foreign = await bench.addPartner('Foreign')
    const other = await bench.services.tenancy.createClient({ actor: 'test', partnerId: home.partner.id }, { name: 'Other', slug: 'other' })
    limited = await home.keyOf('partner-admin', [other.id])
    limitedTo = other.id
  })
  afterAll(() => bench.close())

  /** Answers the status and whether anything was written. */
  const attempt = async (route: Route, client: string, key?: string) => {
    const before = bench.changes()
    const path = route.path
      .replace(':client', client)
      .replace(':environment', 'test')
      .replace('/versions/:n', '/versions/1')
      .replaceAll(/:[a-z]+/g, 'unknown')
    const { query = '', body } = EXAMPLES[nameOf(route)] ?? {}
    const { status, body: answer } = await bench.ask<{ code?: string } | undefined>(route.method, path + query, {
      ...(key && { key }),
      ...(body !== undefined && { body }),
    })
    return { status, code: answer?.code, wrote: bench.changes() !== before }
  }

  it('stands in the list of examples, and the list names no others', () => {
    expect(guarded.map(nameOf).toSorted()).toEqual(Object.keys(EXAMPLES).toSorted())
    expect(ROUTES.filter(({ permission }) => permission === 'public').map(({ method, path }) => `${method} ${path}`)).toEqual(PUBLIC)
  })

  it.each(guarded.map((route) => [nameOf(route), route] as const))('%s asks strangers to sign in', async (_, route) => {
    const refused = { status: 401, code: 'not-signed-in', wrote: false }
    expect(await attempt(route, home.client.id)).toEqual(refused)
    expect(await attempt(route, home.client.id, 'tf_wrong')).toEqual(refused)
  })

  it.each(guarded.map((route) => [nameOf(route), route] as const))('%s gives a viewer nothing to change', async (_, route) => {
    const { status, wrote } = await attempt(route, home.client.id, home.viewer)
    expect(wrote).toBe(false)
    if (route.permission === 'read') expect([200, 404]).toContain(status)
    else expect(status).toBe(403)
  })

  it.each(ofClients.map((route) => [nameOf(route), route] as const))('%s hides the client from other partners', async (_, route) => {
    const hidden = { status: 404, code: 'not-found', wrote: false }
    expect(await attempt(route, home.client.id, foreign.admin)).toEqual(hidden)
    expect(await attempt(route, home.client.slug, foreign.admin)).toEqual(hidden)
    expect(await attempt(route, foreign.client.id, home.admin)).toEqual(hidden)
    expect(await attempt(route, 'client_none', home.admin)).toEqual(hidden)
  })

  it.each(ofClients.map((route) => [nameOf(route), route] as const))(
    '%s hides the client from members of others only',
    async (_, route) => {
      expect(await attempt(route, home.client.id, limited)).toEqual({ status: 404, code: 'not-found', wrote: false })
    },
  )

  it('lets somebody limited to some clients administer nothing, whatever the role', async () => {
    for (const route of guarded.filter(({ permission }) => permission === 'administer')) {
      expect(await attempt(route, limitedTo, limited)).toEqual({ status: 403, code: 'not-allowed', wrote: false })
    }
    const principal = { role: 'partner-admin', clientIds: [] } as unknown as Parameters<typeof isAllowed>[0]
    expect(isAllowed(principal, 'administer')).toBe(false)
  })
})
