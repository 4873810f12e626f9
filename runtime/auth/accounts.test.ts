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

  it('knows on every computer whether the person was shown the tour', async () => {
    const [one, other] = [cookieOf(await signIn(ADMIN.email, ADMIN.password)), cookieOf(await signIn(ADMIN.email, ADMIN.password))]
    const see = (toured: boolean) => bench.ask('PUT', '/session/tour', { body: { toured }, headers: { cookie: one, origin: BASE } })
    expect((await session(other)).body.toured).toBe(false)
    expect(await see(true)).toMatchObject({ status: 204 })
    expect((await session(other)).body.toured).toBe(true)
    expect(await see(false)).toMatchObject({ status: 204 })
    expect((await session(other)).body.toured).toBe(false)
    expect(await bench.ask('PUT', '/session/tour', { body: { toured: true }, key: CONTROL_TOKEN })).toMatchObject({ status: 404 })
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

describe('members', () => {
  const EVE = { name: 'Eve', email: 'eve@example.com', password: 'eves long password' }
  let ada: string
  let eve: string
  let eveId: string
  const as = (cookie: string) => ({ headers: { cookie, origin: BASE } })
  beforeEach(async () => {
    await bench.ask('POST', '/setup', { body: ADMIN })
    ada = cookieOf(await signIn(ADMIN.email, ADMIN.password))
    eveId = (await bench.ask<{ userId: string }>('POST', '/members', { ...as(ada), body: { ...EVE, role: 'partner-admin' } })).body.userId
    eve = cookieOf(await signIn(EVE.email, EVE.password))
  })
  const change = (cookie: string, userId: string, body: unknown) => bench.ask('PATCH', `/members/${userId}`, { ...as(cookie), body })
  const remove = (cookie: string, userId: string) => bench.ask('DELETE', `/members/${userId}`, as(cookie))
  const adaId = async () => (await session(ada)).body.user.id

  it('are given another role and other clients, from the next request on', async () => {
    expect(await change(ada, eveId, { role: 'operator' })).toMatchObject({ status: 200, body: { role: 'operator', clientIds: null } })
    expect((await session(eve)).body.role).toBe('operator')
    expect(await change(eve, eveId, { role: 'partner-admin' })).toMatchObject({ status: 403 })
    expect(await change(ada, eveId, { clientIds: ['client_none'] })).toMatchObject({ status: 400 })
    expect(await change(ada, 'user_none', { role: 'operator' })).toMatchObject({ status: 404 })
  })

  it('who leave take their sessions and keys along at once, and those made with these keys', async () => {
    const keyOf = (auth: object) => bench.ask<CreatedApiKey>('POST', '/api-keys', { ...auth, body: { name: 'K', role: 'partner-admin' } })
    const first = (await keyOf(as(eve))).body.key
    const second = (await keyOf({ key: first })).body.key
    const adas = (await keyOf(as(ada))).body.key
    expect(await remove(ada, eveId)).toMatchObject({ status: 204 })
    expect(await session(eve)).toMatchObject({ status: 401 })
    expect(await signIn(EVE.email, EVE.password)).toMatchObject({ status: 401 })
    for (const key of [first, second]) expect(await bench.ask('GET', '/session', { key })).toMatchObject({ status: 401 })
    expect(await bench.ask('GET', '/session', { key: adas })).toMatchObject({ status: 200 })
    // The address is free again.
    expect(await bench.ask('POST', '/members', { ...as(ada), body: { ...EVE, role: 'analyst' } })).toMatchObject({ status: 201 })
  })

  it('never leave the partner without an admin', async () => {
    expect(await change(ada, eveId, { role: 'consultant' })).toMatchObject({ status: 200 })
    expect(await change(ada, await adaId(), { role: 'consultant' })).toMatchObject({ status: 409, body: { code: 'conflict' } })
    expect(await remove(ada, await adaId())).toMatchObject({ status: 409 })
    expect((await session(ada)).body.role).toBe('partner-admin')
  })

  it('keep their account while they work for another partner', async () => {
    await bench.store.tenancy.createPartner({ id: 'part_other', name: 'Other', createdAt: new Date().toISOString() })
    await bench.store.tenancy.putMembership({ userId: eveId, partnerId: 'part_other', role: 'analyst', clientIds: null })
    const put = bench.ask('PUT', `/members/${eveId}/password`, { ...as(ada), body: { password: 'taken over by ada' } })
    expect(await put).toMatchObject({ status: 409 })
    expect(await remove(ada, eveId)).toMatchObject({ status: 204 })
    expect((await session(eve)).body).toMatchObject({ role: 'analyst', partner: { name: 'Other' } })
  })

  it('change their password with the current one, and end their other sessions', async () => {
    const elsewhere = cookieOf(await signIn(EVE.email, EVE.password))
    const to = (current: string) =>
      bench.ask('POST', '/session/password', { ...as(eve), body: { current, password: 'another long password' } })
    expect(await to('wrong password')).toMatchObject({ status: 400, body: { issues: [{ path: '/current' }] } })
    const changed = await to(EVE.password)
    expect(changed.status).toBe(204)
    expect((await session(cookieOf(changed))).body.user.email).toBe(EVE.email)
    for (const old of [eve, elsewhere]) expect(await session(old)).toMatchObject({ status: 401 })
    expect(await signIn(EVE.email, EVE.password)).toMatchObject({ status: 401 })
    expect(await signIn(EVE.email, 'another long password')).toMatchObject({ status: 200 })
  })

  it('get a new password from an admin when they forgot theirs', async () => {
    const put = (cookie: string) =>
      bench.ask('PUT', `/members/${eveId}/password`, { ...as(cookie), body: { password: 'handed over by ada' } })
    expect(await put(ada)).toMatchObject({ status: 204 })
    expect(await session(eve)).toMatchObject({ status: 401 })
    expect(await signIn(EVE.email, 'handed over by ada')).toMatchObject({ status: 200 })
  })
})
