import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { mkdir, writeFile } from 'node:fs/promises'
import { getRequestListener } from '@hono/node-server'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Problem } from '#shared/api/problem.ts'
import { BASE, openHttpBench, type HttpBench } from './http.testing.ts'

let bench: HttpBench
let home: Awaited<ReturnType<HttpBench['addPartner']>>

beforeAll(async () => {
  bench = await openHttpBench()
  home = await bench.addPartner('Home')
})
afterAll(() => bench.close())

const post = (path: string, body: unknown, headers?: Record<string, string>) =>
  bench.ask<Problem>('POST', path, { key: home.admin, body, ...(headers && { headers }) })

describe('bodies', () => {
  it('refuses unknown members and names each', async () => {
    const { status, headers, body } = await post('/clients', { name: 'N', slug: 'n', colour: 'red', 'a/b': 1 })
    expect(status).toBe(400)
    expect(headers.get('content-type')).toBe('application/problem+json')
    expect(body).toMatchObject({ code: 'invalid-request', requestId: headers.get('x-request-id') })
    expect(body.issues?.map(({ path }) => path).toSorted()).toEqual(['/a~1b', '/colour'])
  })

  it('names missing members and wrong types', async () => {
    const { body } = await post('/clients', { name: 7 })
    expect(body.issues?.map(({ path }) => path).toSorted()).toEqual(['/name', '/slug'])
  })

  it('refuses malformed, empty, deep and non-UTF-8 JSON', async () => {
    const deep = '['.repeat(100_000) + ']'.repeat(100_000)
    for (const body of ['{"name":', '', deep, `{"name":${deep}}`]) {
      expect(await post('/clients', body)).toMatchObject({ status: 400, body: { code: 'invalid-json' } })
    }
    const response = await bench.app.request('/api/v1/clients', {
      method: 'POST',
      headers: { authorization: `Bearer ${home.admin}`, 'content-type': 'application/json' },
      body: new Uint8Array([0x22, 0xff, 0x22]),
    })
    expect(response.status).toBe(400)
  })

  it('refuses __proto__ at any depth, and changes no prototype', async () => {
    const body = '{"name":"N","slug":"proto","x":[{"__proto__":{"polluted":true}}]}'
    expect(await post('/clients', body)).toMatchObject({ status: 400, body: { issues: [{ path: '/x/0/__proto__' }] } })
    expect('polluted' in {}).toBe(false)
  })

  it('takes JSON only', async () => {
    const asForm = { 'content-type': 'application/x-www-form-urlencoded' }
    expect(await post('/clients', 'name=N', asForm)).toMatchObject({ status: 415, body: { code: 'unsupported-media-type' } })
    expect(await post('/clients', '{"name":"N","slug":"charset"}', { 'content-type': 'application/json; charset=utf-8' })).toMatchObject({
      status: 201,
    })
  })

  it('refuses a body above the route’s limit, and takes a flow of that size', async () => {
    expect(await post('/clients', { name: 'N'.repeat(1_100_000), slug: 'n' })).toMatchObject({ status: 413, body: { code: 'too-large' } })
    const flow = { document: { note: 'N'.repeat(1_100_000) } }
    expect(await post(`/clients/${home.client.id}/flows`, flow)).toMatchObject({ status: 422 })
  })

  it('takes an empty object where no body is expected, and nothing else', async () => {
    const path = `/clients/${home.client.id}/runs/unknown/cancel`
    expect(await post(path, {})).toMatchObject({ status: 404 })
    expect(await post(path, { force: true })).toMatchObject({ status: 400 })
  })
})

describe('addresses', () => {
  const get = (path: string) => bench.ask<Problem>('GET', path, { key: home.admin })

  it('answers unknown addresses below /api with a problem', async () => {
    expect(await get('/nothing')).toMatchObject({ status: 404, body: { code: 'not-found' } })
    expect(await get('/api/other')).toMatchObject({ status: 404, body: { code: 'not-found' } })
  })

  it('names the methods an address takes', async () => {
    const { status, headers, body } = await bench.ask<Problem>('PUT', '/clients', { key: home.admin, body: {} })
    expect({ status, allow: headers.get('allow'), code: body.code }).toEqual({
      status: 405,
      allow: 'GET, POST',
      code: 'method-not-allowed',
    })
  })

  it('refuses unknown, double and wrong query members', async () => {
    const path = `/clients/${home.client.id}/runs`
    for (const query of ['?sort=up', '?limit=0', '?limit=201', '?limit=ten', '?status=open', '?limit=1&limit=2']) {
      expect([query, (await get(path + query)).status]).toEqual([query, 400])
    }
    expect(await get(`${path}?limit=200&status=parked&environment=live`)).toMatchObject({ status: 200, body: { items: [] } })
  })

  it('pages through the audit trail without gap or repetition', async () => {
    const seen: string[] = []
    for (let next: string | undefined = ''; next !== undefined;) {
      const page: { items: { id: string }[]; next?: string } = (
        await bench.ask<{ items: { id: string }[]; next?: string }>(
          'GET',
          `/audit?limit=2${next && `&cursor=${encodeURIComponent(next)}`}`,
          {
            key: home.admin,
          },
        )
      ).body
      seen.push(...page.items.map(({ id }) => id))
      next = page.next
    }
    expect(seen.length).toBeGreaterThan(2)
    expect(new Set(seen).size).toBe(seen.length)
    expect(await get('/audit?cursor=made-up')).toMatchObject({ status: 400 })
  })
})

describe('pages', () => {
  it('says so when the designer is not built', async () => {
    const response = await bench.app.request('/')
    expect([response.status, await response.text()]).toEqual([503, expect.stringContaining('npm run build')])
  })

  it('serves the designer: hashed files for ever, index.html fresh, every other address as the app', async () => {
    const dir = bench.services.config.designerDir
    await mkdir(`${dir}/assets`, { recursive: true })
    await writeFile(`${dir}/index.html`, '<!doctype html><title>Tillflow</title>')
    await writeFile(`${dir}/assets/app-1a2b.js`, 'export {}')
    const get = async (path: string) => {
      const response = await bench.app.request(path)
      return { status: response.status, cache: response.headers.get('cache-control'), text: await response.text() }
    }
    const index = { status: 200, cache: 'private, no-cache', text: expect.stringContaining('Tillflow') }
    expect(await get('/')).toEqual(index)
    expect(await get('/clients/harbour/flows/flow_1')).toEqual(index)
    expect(await get('/assets/app-1a2b.js')).toEqual({ status: 200, cache: 'public, max-age=31536000, immutable', text: 'export {}' })
    expect(await get('/assets/app-gone.js')).toMatchObject({ status: 404 })
    for (const path of ['/..%2f..%2fpackage.json', '/%2e%2e/package.json', '/assets/..%5c..%5cindex.html']) {
      expect((await get(path)).text).not.toContain('"dependencies"')
    }
  })

  it('sets headers that keep scripts of others out', async () => {
    const { headers } = await bench.app.request('/healthz')
    const policy = headers.get('content-security-policy') ?? ''
    expect(policy).toContain("script-src 'self';")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).not.toContain('unsafe-eval')
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('referrer-policy')).toBe('same-origin')
  })
})

describe('health', () => {
  it('is ready when a commit reaches the disk', async () => {
    expect(await bench.ask('GET', '/healthz')).toMatchObject({ status: 404 })
    expect(await (await bench.app.request('/healthz')).json()).toMatchObject({ status: 'ok' })
    expect((await bench.app.request('/readyz')).status).toBe(200)
  })

  it('is not ready when the store fails', async () => {
    const broken = await openHttpBench({ services: { checkReady: () => Promise.reject(new Error('disk')) } })
    const response = await broken.app.request('/readyz')
    expect([response.status, response.headers.get('retry-after'), await response.text()]).toEqual([
      503,
      '5',
      expect.not.stringContaining('disk'),
    ])
    await broken.close()
  })

  it('counts requests by route, never by address', async () => {
    await bench.ask('GET', `/clients/${home.client.id}/overview`, { key: home.admin })
    const text = await (await bench.app.request('/metrics')).text()
    expect(text).toContain('route="/api/v1/clients/:client/overview"')
    expect(text).not.toContain(home.client.id)
  })
})

describe('over a socket', () => {
  it('answers 413 before the rest of 50 MB is sent, with and without a length, and stays up', async () => {
    const listener = getRequestListener(bench.app.fetch)
    const server = createServer((request, response) => void listener(request, response))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hooks/${'t'.repeat(32)}`
    const chunk = new Uint8Array(1_000_000)
    let sent = 0
    const chunked = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        sent++
        if (sent > 50) controller.close()
        else controller.enqueue(chunk)
      },
    })
    const send = async (body: NonNullable<RequestInit['body']>) => {
      const response = await fetch(url, { method: 'POST', body, duplex: 'half' } as RequestInit).catch(() => undefined)
      return response?.status
    }
    // A sender that is still writing may see the connection end before it reads the answer.
    expect([413, undefined]).toContain(await send(new Uint8Array(50_000_000)))
    expect([413, undefined]).toContain(await send(chunked))
    expect(sent).toBeLessThan(50)
    expect(await send('{}')).toBe(202)
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })
})

it('describes every route, and all its references lead somewhere', async () => {
  const { status, body } = await bench.ask<{ paths: Record<string, object> }>('GET', '/openapi.json')
  expect(status).toBe(200)
  expect(body.paths['/api/v1/clients/{client}/flows/{flow}/draft']).toMatchObject({ put: { 'x-permission': 'edit-mappings' } })
  const references = [...JSON.stringify(body).matchAll(/"\$ref":"([^"]+)"/g)].map(([, reference]) => reference ?? '')
  for (const reference of new Set(references)) {
    const target = reference
      .replace('#/', '')
      .split('/')
      .reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], body)
    expect([reference, typeof target]).toEqual([reference, 'object'])
  }
})

it('refuses what a foreign page makes a browser send', async () => {
  await bench.services.setup.createAdmin({ name: 'A', email: 'a@example.com', password: 'a long password', partner: 'Home' })
  const signIn = (headers: Record<string, string>) =>
    bench.ask('POST', '/api/auth/sign-in/email', { body: { email: 'a@example.com', password: 'a long password' }, headers })
  expect(await signIn({ origin: 'http://evil.example' })).toMatchObject({ status: 403 })
  expect(await signIn({ 'sec-fetch-site': 'cross-site' })).toMatchObject({ status: 403 })
  const { status, headers } = await signIn({ origin: BASE })
  expect(status).toBe(200)
  const cookie = headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ')

  const create = (more: Record<string, string>) =>
    bench.ask('POST', '/clients', { body: { name: 'C', slug: 'csrf' }, headers: { cookie, ...more } })
  const before = bench.changes()
  for (const more of [
    {},
    { origin: 'http://evil.example' },
    { origin: 'null' },
    { origin: 'http://127.0.0.1:3001' },
    { 'sec-fetch-site': 'same-site' },
  ]) {
    expect(await create(more as Record<string, string>)).toMatchObject({ status: 403 })
  }
  expect(bench.changes()).toBe(before)
  expect(await create({ origin: 'http://localhost:3000', 'sec-fetch-site': 'same-origin' })).toMatchObject({ status: 201 })
})
