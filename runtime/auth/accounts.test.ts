import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { CreatedApiKey, Session, SetupState } from '#shared/api/contract.ts'
import { BASE, CONTROL_TOKEN, openHttpBench, type HttpBench } from '../http/http.testing.ts'

const ADMIN = { name: 'Ada', email: 'ada@example.com', password: 'a long password', partner: 'Harbour' }
let bench: HttpBench
beforeEach(async () => {
  bench = await openHttpBench({ refusedEmails: ['demo@example.com'] })
})
afterEach(() => bench.close())

const signIn = (email: string, password: string) => bench.ask('POST', '/api/auth/sign-in/email', { body: { email, password } })
const cookieOf = ({ headers }: { headers: Headers }) =>
  headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ')
const session = (cookie: string) => bench.ask<Session>('GET', '/session', { headers: { cookie } })

describe('the first start', () => {
  it('asks for an admin, once', async () => {
    expect((await bench.ask<SetupState>('GET', '/setup')).body).toEqual({ needsAdmin: true })
    const both = await Promise.all([
      bench.ask('POST', '/setup', { body: ADMIN }),
      bench.ask('POST', '/setup', { body: { ...ADMIN, email: 'eve@example.com' } }),
    ])
    expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 409])
    expect((await bench.ask<SetupState>('GET', '/setup')).body).toEqual({ needsAdmin: false })
    expect(await bench.store.tenancy.partners()).toHaveLength(1)
  })

  it('does not count accounts that may not be used', async () => {
    await bench.services.accounts.createUser({ name: 'Demo', email: 'demo@example.com', password: 'demo demo demo' })
    expect((await bench.ask<SetupState>('GET', '/setup')).body).toEqual({ needsAdmin: true })
    expect(await signIn('demo@example.com', 'demo demo demo')).toMatchObject({ status: 401 })
  })

  it('has no way to sign up', async () => {
    const body = { name: 'Eve', email: 'eve@example.com', password: 'a long password' }
    expect(await bench.ask('POST', '/api/auth/sign-up/email', { body })).toMatchObject({ status: 404 })
    expect(await bench.services.accounts.hasUsers()).toBe(false)
  })
})

describe('a session', () => {
  beforeEach(async () => {
    await bench.ask('POST', '/setup', { body: ADMIN })
  })

  it('begins with the right password, in a cookie that scripts cannot read', async () => {
    const answer = await signIn('Ada@Example.com', ADMIN.password)
    expect(answer).toMatchObject({ status: 200, body: { user: { email: 'ada@example.com' } } })
    expect(answer.headers.getSetCookie().join()).toMatch(/^tillflow\.session_token=.*HttpOnly; SameSite=Lax$/)
    expect(JSON.stringify(answer.body)).not.toContain('token')
    expect((await session(cookieOf(answer))).body).toMatchObject({
      user: { name: 'Ada' },
      partner: { name: 'Harbour' },
      role: 'partner-admin',
      demo: false,
      clients: [],
    })
  })

  it('does not begin with a wrong one, nor with an unknown address, and both look alike', async () => {
    const [wrong, unknown] = await Promise.all([signIn(ADMIN.email, 'wrong password'), signIn('eve@example.com', 'wrong password')])
    const { requestId: _, ...seen } = wrong.body as Record<string, unknown>
    expect(wrong).toMatchObject({ status: 401, body: { code: 'not-signed-in' } })
    expect(unknown.body).toMatchObject(seen)
  })

  it('ends by signing out, also for a cookie that was kept', async () => {
    const cookie = cookieOf(await signIn(ADMIN.email, ADMIN.password))
    expect(await bench.ask('POST', '/api/auth/sign-out', { body: {}, headers: { cookie, origin: BASE } })).toMatchObject({ status: 200 })
    expect(await session(cookie)).toMatchObject({ status: 401 })
  })

  it('cannot be made up', async () => {
    const cookie = cookieOf(await signIn(ADMIN.email, ADMIN.password))
    expect(await session(cookie.replace(/\..*$/, '.forged'))).toMatchObject({ status: 401 })
    expect(await session('tillflow.session_token=x.y')).toMatchObject({ status: 401 })
  })

  it('is refused for a while after ten wrong passwords, also with the right one, and only for that account', async () => {
    await bench.services.accounts.createUser({ name: 'Bob', email: 'bob@example.com', password: 'a long password' })
    const wrong = await Promise.all(Array.from({ length: 12 }, () => signIn(ADMIN.email, 'wrong password')))
    expect(wrong.filter(({ status }) => status === 401)).toHaveLength(10)
    const late = await signIn(ADMIN.email, ADMIN.password)
    expect(late).toMatchObject({ status: 429, body: { code: 'too-many-requests' } })
    expect(Number(late.headers.get('retry-after'))).toBeGreaterThan(600)
    expect(await signIn('bob@example.com', 'a long password')).toMatchObject({ status: 200 })
  })
})

describe('members and keys', () => {
  let admin: string
  beforeEach(async () => {
    admin = (await bench.addPartner('Home')).admin
  })

  it('adds a member who can sign in with just their role', async () => {
    const body = { name: 'Bob', email: 'bob@example.com', password: 'a long password', role: 'analyst' }
    expect(await bench.ask('POST', '/members', { key: admin, body })).toMatchObject({
      status: 201,
      body: { role: 'analyst', clientIds: null },
    })
    expect(await bench.ask('POST', '/members', { key: admin, body })).toMatchObject({ status: 409 })
    expect(await bench.ask('GET', '/members', { key: admin })).toMatchObject({
      body: { items: [{ name: 'Bob', email: 'bob@example.com' }] },
    })
    const { body: seen } = await session(cookieOf(await signIn('bob@example.com', 'a long password')))
    expect(seen.permissions).toEqual(['read', 'edit-mappings', 'operate'])
  })

  it('refuses an address that is none, and clients of others', async () => {
    const body = { name: 'B', email: 'no address', password: 'a long password', role: 'operator' }
    expect(await bench.ask('POST', '/members', { key: admin, body })).toMatchObject({ status: 400, body: { issues: [{ path: '/email' }] } })
    const elsewhere = { ...body, email: 'b@example.com', clientIds: ['client_of_others'] }
    expect(await bench.ask('POST', '/members', { key: admin, body: elsewhere })).toMatchObject({ status: 400 })
    expect(await bench.ask('GET', '/members', { key: admin })).toMatchObject({ body: { items: [] } })
  })

  it('tells a key once, stores only its hash, and ends it at once', async () => {
    const { body } = await bench.ask<CreatedApiKey>('POST', '/api-keys', {
      key: admin,
      body: { name: 'ci', role: 'operator', expiresInDays: 1 },
    })
    expect(body.key).toMatch(/^tf_[A-Za-z0-9_-]{43}$/)
    const stored = JSON.stringify(await bench.store.apiKeys.list((await bench.store.tenancy.partners())[0]?.id ?? ''))
    expect(stored).not.toContain(body.key)
    expect(JSON.stringify((await bench.ask('GET', '/api-keys', { key: admin })).body)).not.toContain('hash')
    expect(await bench.ask('GET', '/session', { key: body.key })).toMatchObject({
      status: 200,
      body: { role: 'operator', user: { name: 'ci' } },
    })
    expect(await bench.ask('DELETE', `/api-keys/${body.id}`, { key: admin })).toMatchObject({ status: 204 })
    expect(await bench.ask('GET', '/session', { key: body.key })).toMatchObject({ status: 401 })
    expect(await bench.ask('DELETE', `/api-keys/${body.id}`, { key: admin })).toMatchObject({ status: 404 })
  })

  it('refuses an expired key', async () => {
    const partnerId = (await bench.store.tenancy.partners())[0]?.id ?? ''
    const { createApiKeys } = await import('./api-keys.ts')
    const yesterday = createApiKeys({
      store: bench.store.apiKeys,
      tenancy: bench.services.tenancy,
      audit: bench.services.audit,
      clock: () => new Date(Date.now() - 2 * 86_400_000),
    })
    const { key } = await yesterday.create({ actor: 'test', partnerId }, { name: 'old', role: 'operator', expiresInDays: 1 })
    expect(await bench.ask('GET', '/session', { key })).toMatchObject({ status: 401 })
  })

  it('refuses a wrong token although a good cookie comes along', async () => {
    await bench.services.setup.createAdmin(ADMIN)
    const cookie = cookieOf(await signIn(ADMIN.email, ADMIN.password))
    expect(await bench.ask('GET', '/session', { key: 'tf_wrong', headers: { cookie } })).toMatchObject({ status: 401 })
  })

  it('lets the owner of the machine choose the partner, and no key another one', async () => {
    const other = await bench.addPartner('Other')
    const choose = (key: string, partner: string) => bench.ask('GET', '/session', { key, headers: { 'x-tillflow-partner': partner } })
    expect(await bench.ask('GET', '/session', { key: CONTROL_TOKEN })).toMatchObject({ status: 200, body: { partner: { name: 'Home' } } })
    expect(await choose(CONTROL_TOKEN, other.partner.id)).toMatchObject({ status: 200, body: { partner: { name: 'Other' } } })
    expect(await choose(CONTROL_TOKEN, 'part_none')).toMatchObject({ status: 404 })
    expect(await choose(admin, other.partner.id)).toMatchObject({ status: 403 })
    expect(await bench.ask('GET', '/session', { key: `${CONTROL_TOKEN}x` })).toMatchObject({ status: 401 })
  })
})
