// The whole program under bad input, over real HTTP: each gets a clear error, the process stays up, and nothing acknowledged is lost.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { HookDescriptor } from '#shared/model/descriptors.ts'
import type { Run } from '#shared/model/runs.ts'
import { newFlow } from '#shared/flow/new.ts'
import {
  deliver,
  deliveryHeaders,
  erpOrders,
  hookOf,
  orderOf,
  raw,
  sign,
  start,
  until,
  type Answer,
  type Program,
} from './program.testing.ts'

let program: Program
let dataDir: string
let hook: HookDescriptor & { secret: string }
/** Every order this file saw acknowledged. */
const acknowledged = new Set<string>()
let next = 1_000

const client = '/api/v1/clients/harbour-finch'
const newOrder = () => `#${++next}`
const order = async (name: string, options: Parameters<typeof deliver>[3] = {}) => {
  const answer = await deliver(program, hook, orderOf(name), options)
  if (answer.status === 202) acknowledged.add(name)
  return answer
}
const hookPath = () => new URL(hook.url).pathname
/** A delivery whose headers are not what Shopify would send. */
const post = (body: string | Uint8Array, headers: Record<string, string | string[]>) =>
  raw(program, { method: 'POST', path: hookPath(), body, headers })

/** Status and code of a problem document that says what is wrong and what to do. */
function refusal(answer: Answer): readonly [number, string] {
  const { code, detail, fix } = answer.problem
  if (detail === '' || fix === '') throw new Error(`Not a clear error: ${answer.text}`)
  return [answer.status, code]
}

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'tillflow-program-'))
  program = await start(dataDir)
  hook = await hookOf(program)
}, 60_000)
afterAll(async () => {
  await program?.stop()
  await rm(dataDir, { recursive: true, force: true })
})

describe('bodies', () => {
  const flows = `${client}/flows`

  it.each(['{"document": ', '', '{"a":1}}', '\u0000', '{"a":NaN}', "{'a':1}"])('refuses %j with where it goes wrong', async (body) => {
    expect(refusal(await program.send('POST', flows, body))).toEqual([400, 'invalid-json'])
  })

  it('refuses what is not JSON by its type', async () => {
    expect(refusal(await program.send('POST', flows, 'a=1', { 'content-type': 'application/x-www-form-urlencoded' }))).toEqual([
      415,
      'unsupported-media-type',
    ])
    expect(refusal(await program.send('POST', flows, '{}', { 'content-type': 'multipart/form-data; boundary=x' }))).toEqual([
      415,
      'unsupported-media-type',
    ])
  })

  it('refuses 100,000 levels', async () => {
    const deep = `{"document":${'['.repeat(100_000)}${']'.repeat(100_000)}}`
    expect(refusal(await program.send('POST', flows, deep))).toEqual([400, 'invalid-json'])
    expect(refusal(await deliver(program, hook, deep))).toEqual([400, 'invalid-json'])
  })

  const MB = new Uint8Array(1_000_000).fill(0x20)
  const fifty = () => Array.from({ length: 50 }, () => MB)
  it.each([
    ['the API', () => flows],
    ['a webhook', hookPath],
    // A client that still writes when the server hangs up may lose the answer (EPIPE): that is its system's doing, not ours.
  ])('refuses 50 MB at %s, declared or in chunks, without reading it', { retry: 3 }, async (_where, path) => {
    const authorization = `Bearer ${program.token}`
    const headers = { authorization, 'content-type': 'application/json' }
    const declared = await raw(program, {
      method: 'POST',
      path: path(),
      headers: { ...headers, 'content-length': '50000000' },
      chunks: fifty(),
    })
    expect(refusal(declared)).toEqual([413, 'too-large'])
    expect(refusal(await raw(program, { method: 'POST', path: path(), headers, chunks: fifty() }))).toEqual([413, 'too-large'])
  })

  it('refuses unknown members, and those that only the server may set', async () => {
    const send = (path: string, body: unknown, method = 'POST') => program.send(method, path, body)
    const unknown = [
      await send('/api/v1/clients', { name: 'X', slug: 'x', partnerId: 'part_other' }),
      await send('/api/v1/api-keys', { name: 'X', role: 'operator', partnerId: 'part_other' }),
      await send(flows, { document: newFlow('X'), clientId: 'client_other' }),
      await send(`${client}/connections`, {
        name: 'X',
        environment: 'live',
        connector: 'http',
        config: {},
        secrets: {},
        clientId: 'other',
      }),
      await send(`${client}/preview`, { rows: [], input: 1, environment: 'live', clientId: 'other' }),
    ]
    for (const answer of unknown) expect(refusal(answer)).toEqual([400, 'invalid-request'])
    expect(refusal(await send('/api/v1/api-keys', { name: 'X', role: 'root' }))).toEqual([400, 'invalid-request'])
    expect(refusal(await send(flows, '{"document":{"__proto__":{"a":1}}}'))).toEqual([400, 'invalid-request'])
    expect(refusal(await send(flows, '{"__proto__":{"document":1}}'))).toEqual([400, 'invalid-request'])
  })
})

describe('deliveries', () => {
  it('refuses a wrong, short, empty, doubled or missing signature and a body changed by one byte', async () => {
    const body = orderOf(newOrder())
    const good = sign(hook.secret, body)
    const forged = [sign('another secret', body), good.slice(0, 20), '', 'not base64 at all ✗', `${good}=`, good.toLowerCase()]
    for (const signature of forged) {
      const headers = deliveryHeaders(hook, body, 'forged', { 'x-shopify-hmac-sha256': encodeURI(signature) })
      expect(refusal(await post(body, headers))).toEqual([401, 'signature-invalid'])
    }
    const { 'x-shopify-hmac-sha256': _, ...unsigned } = deliveryHeaders(hook, body, 'forged')
    expect(refusal(await post(body, unsigned))).toEqual([401, 'signature-invalid'])
    expect(refusal(await post(body, { ...unsigned, 'x-shopify-hmac-sha256': [good, good] }))).toEqual([401, 'signature-invalid'])
    expect(refusal(await post(body.replace('"', ' "'), { ...unsigned, 'x-shopify-hmac-sha256': good }))).toEqual([401, 'signature-invalid'])
    expect(refusal(await post(body, { 'content-type': 'application/json' }))).toEqual([401, 'signature-invalid'])
  })

  it('refuses another shop and another topic, which the signature does not cover', async () => {
    const body = orderOf(newOrder())
    expect(refusal(await deliver(program, hook, body, { headers: { 'x-shopify-shop-domain': 'other.myshopify.com' } }))).toEqual([
      401,
      'signature-invalid',
    ])
    expect(refusal(await deliver(program, hook, body, { headers: { 'x-shopify-topic': 'orders/delete' } }))).toEqual([
      400,
      'delivery-rejected',
    ])
  })

  it('refuses a signed body that is no JSON or no UTF-8', async () => {
    for (const body of ['', '{"id": 1', Uint8Array.of(0x22, 0xff, 0xfe, 0x22), 'files[0].filepath=/etc/passwd'])
      expect(refusal(await post(body, deliveryHeaders(hook, body, crypto.randomUUID())))).toEqual([400, 'invalid-json'])
  })

  it('verifies the bytes, not what they mean', async () => {
    const name = newOrder()
    // Another spacing, an escape, a number with a trailing zero and a byte order mark: re-serialised they would differ.
    const body = `\ufeff${orderOf(name).replace('{', '{ "\\u0078": 1.0,\n')}\n`
    const answer = await deliver(program, hook, body)
    expect(answer.status).toBe(202)
    acknowledged.add(name)
    expect(await settled((answer.body as { run: string }).run)).toMatchObject({ status: 'succeeded' })
  })

  it('starts one run for one event, delivered one after the other and twenty at once', async () => {
    const name = newOrder()
    const first = await order(name, { eventId: 'event-once' })
    const second = await order(name, { eventId: 'event-once' })
    expect([first.body, second.body]).toMatchObject([{ duplicate: false }, { duplicate: true }])
    const burst = await Promise.all(Array.from({ length: 20 }, () => order('#777', { eventId: 'event-burst' })))
    expect(new Set(burst.map(({ body }) => (body as { run: string }).run)).size).toBe(1)
    expect(burst.filter(({ body }) => !(body as { duplicate: boolean }).duplicate)).toHaveLength(1)
  })

  it('says of an unknown address only that there is nothing', async () => {
    const body = orderOf(newOrder())
    for (const token of ['A'.repeat(32), hookPath().slice(7, -1), 'x', '%2e%2e', '__proto__________', `${hookPath().slice(7)}/x`]) {
      const answer = await raw(program, { method: 'POST', path: `/hooks/${token}`, body, headers: deliveryHeaders(hook, body, 'e') })
      expect([404, 405]).toContain(answer.status)
    }
  })

  it('starts nothing on GET, HEAD, OPTIONS and PUT', async () => {
    const before = (await runs()).length
    for (const method of ['GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE']) {
      const answer = await raw(program, { method, path: hookPath(), headers: deliveryHeaders(hook, '', 'e') })
      expect({ method, status: answer.status }).toEqual({ method, status: 405 })
    }
    expect(await runs()).toHaveLength(before)
  })

  it('keeps what is strange inside a body as data', async () => {
    const name = newOrder()
    const body = orderOf(name).replace(
      '{',
      '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}},"big":1e400,"lone":"\\ud800",',
    )
    const answer = await deliver(program, hook, body)
    expect(answer.status).toBe(202)
    acknowledged.add(name)
    expect(await settled((answer.body as { run: string }).run)).toMatchObject({ status: 'succeeded' })
  })
})

describe('addresses and queries', () => {
  it('lets no spelling of an address past the sign-in', async () => {
    const paths = [
      '//api/v1/clients',
      '/api//v1/clients',
      '/%61pi/v1/clients',
      '/api/v1/%63lients',
      '/x/%2e%2e/api/v1/clients',
      '/x/../api/v1/clients',
      '/api/v1/clients/',
      '/api/v1/clients;x=1',
      '/API/v1/clients',
      '/api%2fv1%2fclients',
      '/api/v1/clients/harbour-finch/runs?/hooks/x',
      '/hooks/../api/v1/clients',
      '/hooks/%2e%2e/api/v1/clients',
      '/assets/../../package.json',
      '/assets/%2e%2e/%2e%2e/package.json',
      '/..%2f..%2fpackage.json',
      '/assets/..%5c..%5cpackage.json',
      'http://127.0.0.1/api/v1/clients',
    ]
    for (const path of paths) {
      for (const host of ['127.0.0.1', 'localhost.', 'tillflow.example']) {
        const answer = await raw(program, { path, headers: { host } })
        expect(answer.text, path).not.toContain('harbour-finch')
        expect(answer.text, path).not.toContain('"dependencies"')
        expect([200, 301, 400, 401, 404], path).toContain(answer.status)
        if (answer.status === 200) expect(answer.headers.get('content-type'), path).toContain('text/html')
      }
    }
  })

  it('refuses a limit, a cursor and a parameter that are not what they say', async () => {
    for (const query of [
      'limit=1e9',
      'limit=1000000000',
      'limit=0',
      'limit=-1',
      'limit=1&limit=2',
      'cursor=x',
      'cursor=%00',
      'cursor=eyJ9',
      'x=1',
    ])
      expect(refusal(await program.send('GET', `${client}/runs?${query}`))).toEqual([400, 'invalid-request'])
    expect(refusal(await program.send('GET', `${client}/runs?cursor=${'a'.repeat(401)}`))).toEqual([400, 'invalid-request'])
  })

  it('answers 404 for foreign and unknown ids', async () => {
    const other = '/api/v1/clients/juniper-vale'
    const [flow] = (await program.api<{ items: { id: string }[] }>('/clients/harbour-finch/flows')).items
    const [connection] = (await program.api<{ items: { id: string }[] }>('/clients/harbour-finch/connections')).items
    const [run] = await runs()
    for (const path of [
      `${other}/flows/${flow?.id}`,
      `${other}/flows/${flow?.id}/versions/1`,
      `${other}/runs/${run?.id}`,
      `${other}/runs/${run?.id}/input`,
      `${other}/connections/${connection?.id}`,
      '/api/v1/clients/client_00000000000000000000000000/flows',
      '/api/v1/clients/__proto__/flows',
      `${client}/flows/flow_unknown`,
      `${client}/flows/constructor`,
    ])
      expect(refusal(await program.send('GET', path))).toEqual([404, 'not-found'])
    expect(refusal(await program.send('POST', `${other}/connections/${connection?.id}/test`))).toEqual([404, 'not-found'])
    expect(refusal(await program.send('POST', `${other}/flows/${flow?.id}/test-run`, { input: {}, environment: 'live' }))).toEqual([
      404,
      'not-found',
    ])
    expect(refusal(await program.send('POST', `${other}/flows/${flow?.id}/runs`, { input: {}, environment: 'live' }))).toEqual([
      404,
      'not-found',
    ])
    expect(refusal(await program.send('GET', '/api/v1/clients', undefined, { 'x-tillflow-partner': 'part_other' }))).toEqual([
      404,
      'not-found',
    ])
  })

  it('takes nothing from a page that is not ours', async () => {
    const signIn = { email: 'demo@tillflow.dev', password: 'harbour-demo' }
    const origin = { origin: program.url }
    const response = await program.send('POST', '/api/auth/sign-in/email', signIn, { ...origin, authorization: '' })
    expect(response.status).toBe(200)
    const cookie = response.headers
      .getSetCookie()
      .map((text) => text.split(';')[0])
      .join('; ')
    const asBrowser = (headers: Record<string, string>) =>
      raw(program, {
        method: 'POST',
        path: '/api/v1/clients',
        body: '{"name":"Evil","slug":"evil"}',
        headers: { cookie, 'content-type': 'application/json', ...headers },
      })
    for (const headers of [{ origin: 'https://evil.example' }, { origin: 'null' }, { 'sec-fetch-site': 'cross-site' }, {}] as Record<
      string,
      string
    >[])
      expect(refusal(await asBrowser(headers))).toEqual([403, 'not-allowed'])
    expect(refusal(await asBrowser({ ...origin, authorization: 'Bearer wrong' }))).toEqual([401, 'not-signed-in'])
    const { items } = await program.api<{ items: { slug: string }[] }>('/clients')
    expect(items.map(({ slug }) => slug)).not.toContain('evil')
  })
})

describe('the program', () => {
  it('is the one that was started, and has lost nothing that it acknowledged', async () => {
    expect(program.child.exitCode).toBeNull()
    expect((await program.send('GET', '/readyz')).status).toBe(200)
    await until(async () => ((await runs()).every(({ status }) => status === 'succeeded') ? true : undefined))
    const orders = await erpOrders(program)
    expect(orders.toSorted()).toEqual([...acknowledged].toSorted())
    expect(program.output()).not.toContain('"level":50')
  })
})

const runs = async () => (await program.api<{ items: Run[] }>('/clients/harbour-finch/runs?limit=200')).items

const settled = (id: string) =>
  until(async () => {
    const { run } = await program.api<{ run: Run }>(`/clients/harbour-finch/runs/${id}`)
    return ['succeeded', 'parked'].includes(run.status) ? run : undefined
  })
