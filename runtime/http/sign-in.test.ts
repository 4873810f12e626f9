// The sign-in at another system with a browser, against a simulated one: what a person does, and what somebody else might try.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Connection } from '#shared/model/connections.ts'
import { simulators } from '#connectors/index.ts'
import type { Simulator } from '#connectors/kit/contract.ts'
import { serveSimulators, type SimulatorServer } from '#connectors/kit/simulator-server.ts'
import { BASE, openHttpBench, type Answer, type HttpBench } from './http.testing.ts'

const ADMIN = { name: 'Ada', email: 'ada@example.com', password: 'a long password', partner: 'Harbour' }
const secrets = { clientSecret: 'client-secret-0123456789' }
const config = { baseUrl: 'https://api.example.com', auth: 'oauth2-code', clientId: 'tillflow', scope: 'orders', simulator: 'erp' }

const dir = mkdtempSync(join(tmpdir(), 'tillflow-sign-in-'))
let simulator: Simulator
let server: SimulatorServer
let bench: HttpBench
let ada: string
let mallory: string
let connection: Connection

const cookiesOf = ({ headers }: Pick<Answer<unknown>, 'headers'>) =>
  headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ')
const signedIn = async (email: string) =>
  cookiesOf(await bench.ask('POST', '/api/auth/sign-in/email', { body: { email, password: ADMIN.password } }))

beforeAll(async () => {
  const create = await simulators['http']?.()
  if (!create) throw new Error('the HTTP connector has a simulator')
  const deliver = async () => ({ status: 200 })
  simulator = create({ name: 'erp', dataFile: join(dir, 'erp.db'), secrets, config, deliver, now: () => new Date() })
  server = await serveSimulators(() => simulator)
  bench = await openHttpBench({ resolveSimulator: (name) => (name === 'erp' ? `${server.origin}/erp` : undefined) })
  await bench.ask('POST', '/setup', { body: ADMIN })
  ada = await signedIn(ADMIN.email)
  const { services } = bench
  const partner = (await bench.store.tenancy.partners())[0]
  const user = await services.accounts.createUser({ name: 'Mallory', email: 'mallory@example.com', password: ADMIN.password })
  await bench.store.tenancy.putMembership({ userId: user.id, partnerId: partner?.id ?? '', role: 'consultant', clientIds: null })
  mallory = await signedIn('mallory@example.com')
  await bench.ask('POST', '/clients', { body: { name: 'Shop', slug: 'shop' }, headers: { cookie: ada, origin: BASE } })
})
beforeEach(async () => {
  const body = { name: 'ERP', environment: 'test', connector: 'http', config, secrets }
  connection = (await asAda<Connection>('POST', '/clients/shop/connections', body)).body
})
afterAll(async () => {
  await bench.close()
  await server.close()
  simulator.close()
  rmSync(dir, { recursive: true, force: true })
})

const asAda = <T>(method: string, path: string, body?: unknown) =>
  bench.ask<T>(method, path, { headers: { cookie: ada, origin: BASE }, ...(body !== undefined && { body }) })
const begin = async () => {
  const answer = await asAda<{ url: string }>('POST', `/clients/shop/connections/${connection.id}/sign-in`, {})
  return { answer, url: new URL(answer.body.url), ticket: cookiesOf(answer) }
}
/** Presses a button on the other system's page; answers where it sends the browser. */
const decide = async (url: URL, decision: 'allow' | 'deny') => {
  const form = new URLSearchParams({ ...Object.fromEntries(url.searchParams), decision })
  const answer = await fetch(url, { method: 'POST', body: form, redirect: 'manual' })
  return new URL(answer.headers.get('location') ?? '')
}
const comeBack = async (to: URL, cookie: string) => bench.app.request(to.pathname + to.search, { headers: { cookie } })
const now = async () => (await asAda<Connection>('GET', `/clients/shop/connections/${connection.id}`)).body

describe('a sign-in with the browser', () => {
  it('goes to the other system and comes back to a connection that works', async () => {
    expect((await asAda('POST', `/clients/shop/connections/${connection.id}/test`, {})).body).toMatchObject({ ok: false })
    const { answer, url, ticket } = await begin()
    expect(answer.status).toBe(200)
    expect(url.origin + url.pathname).toBe(`${server.origin}/erp/oauth/authorize`)
    expect(Object.fromEntries(url.searchParams)).toMatchObject({
      response_type: 'code',
      client_id: 'tillflow',
      scope: 'orders',
      redirect_uri: `${BASE}/oauth/callback`,
      code_challenge_method: 'S256',
    })
    expect(answer.headers.getSetCookie().join()).toMatch(/HttpOnly; SameSite=Lax/)
    const back = await decide(url, 'allow')
    const done = await comeBack(back, `${ada}; ${ticket}`)
    expect([done.status, done.headers.get('location')]).toEqual([302, `/c/shop/connections?open=${connection.id}`])
    expect(await now()).toMatchObject({ status: 'ok', statusMessage: 'api.example.com answers.' })
    const audit = await asAda('GET', '/audit?limit=1')
    expect(audit.body).toMatchObject({ items: [{ action: 'connection.sign-in', target: connection.id }] })
  })

  it('says in the connection that it was declined', async () => {
    const { url, ticket } = await begin()
    const done = await comeBack(await decide(url, 'deny'), `${ada}; ${ticket}`)
    expect(done.status).toBe(302)
    expect(await now()).toMatchObject({ status: 'failed', statusMessage: 'The sign-in at HTTP was declined.' })
  })

  it('says that a code was used already', async () => {
    const { url, ticket } = await begin()
    const back = await decide(url, 'allow')
    await comeBack(back, `${ada}; ${ticket}`)
    await comeBack(back, `${ada}; ${ticket}`)
    expect(await now()).toMatchObject({ status: 'failed', statusMessage: expect.stringContaining('does not accept this sign-in') })
  })

  it('shows neither the verifier nor a secret in the address or the cookie', async () => {
    const { url, ticket } = await begin()
    expect(`${url.href} ${decodeURIComponent(ticket)}`).not.toMatch(/verifier|client-secret|conn_/)
  })
})

describe('a callback is refused, and changes nothing,', () => {
  it.each([
    ['without a state', (to: URL) => to.searchParams.delete('state')],
    ['with a made-up state', (to: URL) => to.searchParams.set('state', 'x'.repeat(32))],
  ])('%s', async (_, change) => {
    const { url, ticket } = await begin()
    const back = await decide(url, 'allow')
    change(back)
    expect((await comeBack(back, `${ada}; ${ticket}`)).status).toBe(400)
    expect((await now()).status).toBe('untested')
  })
  it('in a browser that did not begin it', async () => {
    const { url } = await begin()
    expect((await comeBack(await decide(url, 'allow'), ada)).status).toBe(400)
    expect((await now()).status).toBe('untested')
  })
  it('in the session of somebody else', async () => {
    const { url, ticket } = await begin()
    expect((await comeBack(await decide(url, 'allow'), `${mallory}; ${ticket}`)).status).toBe(400)
    expect((await comeBack(await decide(url, 'allow'), ticket)).status).toBe(400)
    expect((await now()).status).toBe('untested')
  })
  it('with the state of one sign-in and the ticket of another', async () => {
    const [first, second] = [await begin(), await begin()]
    const back = await decide(first.url, 'allow')
    expect((await comeBack(back, `${ada}; ${second.ticket}`)).status).toBe(400)
  })
  it('with a ticket that was changed', async () => {
    const { url, ticket } = await begin()
    const forged = ticket.replace(/.{4}$/, 'AAAA')
    expect((await comeBack(await decide(url, 'allow'), `${ada}; ${forged}`)).status).toBe(400)
  })
})

describe('a sign-in does not begin', () => {
  it('for a program', async () => {
    const home = await bench.addPartner('Home')
    const made = await bench.ask<Connection>('POST', `/clients/${home.client.id}/connections`, {
      key: home.admin,
      body: { name: 'ERP', environment: 'test', connector: 'http', config, secrets },
    })
    const answer = await bench.ask('POST', `/clients/${home.client.id}/connections/${made.body.id}/sign-in`, { key: home.admin, body: {} })
    expect(answer).toMatchObject({ status: 403, body: { detail: expect.stringContaining('in the browser') } })
  })
  it('where the settings choose another way', async () => {
    await asAda('PATCH', `/clients/shop/connections/${connection.id}`, { config: { ...config, auth: 'bearer' } })
    const answer = await asAda('POST', `/clients/shop/connections/${connection.id}/sign-in`, {})
    expect(answer).toMatchObject({ status: 400, body: { code: 'invalid-request' } })
  })
})

it('asks for secrets again when they would be sent to another token address', async () => {
  const elsewhere = { ...config, simulator: undefined, tokenUrl: 'https://login.example.com/token' }
  const real = { name: 'R', environment: 'test', connector: 'http', config: { ...elsewhere, simulator: undefined }, secrets }
  const made = await asAda<Connection>('POST', '/clients/shop/connections', JSON.parse(JSON.stringify(real)))
  const moved = JSON.parse(JSON.stringify({ config: { ...elsewhere, tokenUrl: 'https://evil.example.net/token' } })) as unknown
  const answer = await asAda('PATCH', `/clients/shop/connections/${made.body.id}`, moved)
  expect(answer).toMatchObject({ status: 400, body: { issues: [{ path: '/secrets/clientSecret', code: 'required' }] } })
})
