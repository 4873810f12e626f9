import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ErrorData } from '#shared/errors.ts'
import type { HttpRequest } from './contract.ts'
import { createHttpClient, type HttpClientOptions } from './http-client.ts'
import { createRedactor } from './redact.ts'
import { openGate, type Gate } from './gate.ts'
import { createTransport } from './transport.ts'

type Handler = (request: IncomingMessage, response: ServerResponse) => void
const SECRET = 'tok_5up3r/s3cret+value'

let server: Server
let other: Server
let handler: Handler = (_, response) => response.end('{}')
let otherHandler: Handler = (_, response) => response.end('{}')
const transport = createTransport({ maxBytes: 1024 * 1024, connectTimeoutMs: 2_000 })
const originOf = (of: Server) => `http://127.0.0.1:${(of.address() as AddressInfo).port}`

beforeAll(async () => {
  server = createServer((request, response) => handler(request, response))
  other = createServer((request, response) => otherHandler(request, response))
  for (const one of [server, other]) await new Promise<void>((resolve) => one.listen(0, '127.0.0.1', resolve))
})
afterAll(async () => {
  await transport.close()
  for (const one of [server, other]) {
    one.closeAllConnections()
    one.close()
  }
})

function client(options: Partial<HttpClientOptions> = {}) {
  return createHttpClient({
    transport,
    baseUrl: () => originOf(server),
    isTrusted: (url) => url.origin === originOf(server) || url.origin === originOf(other),
    redactor: createRedactor([SECRET]),
    gate: openGate,
    signal: new AbortController().signal,
    now: () => new Date('2026-01-01T00:00:00Z'),
    timeoutMs: 5_000,
    ...options,
  })
}
const failure = async (work: Promise<unknown>): Promise<ErrorData> =>
  work.then(
    () => expect.fail('it did not fail'),
    (error: ErrorData) => error,
  )
const get: HttpRequest = { method: 'GET', url: '/orders' }
const post: HttpRequest = { method: 'POST', url: '/orders', json: { total: '12.50' } }

describe('answers by class', () => {
  it.each([
    [401, 'credentials-invalid'],
    [403, 'credentials-invalid'],
    [404, 'vendor-rejected'],
    [422, 'vendor-rejected'],
    [408, 'vendor-unavailable'],
    [500, 'vendor-unavailable'],
    [503, 'vendor-unavailable'],
    [429, 'vendor-throttled'],
  ])('turns %i into %s', async (status, code) => {
    handler = (_, response) => response.writeHead(status).end('{"error":"no"}')
    const error = await failure(client().send(post))
    expect(error.code).toBe(code)
    expect(error.details).toMatchObject({ status })
  })

  it.each([
    ['7', 7_000],
    ['Thu, 01 Jan 2026 00:00:30 GMT', 30_000],
    ['Wed, 31 Dec 2025 00:00:30 GMT', 0],
    ['3600', 3_600_000],
    ['-5', undefined],
    ['soon', undefined],
    [undefined, undefined],
  ])('reads Retry-After %s', async (value, ms) => {
    handler = (_, response) => response.writeHead(429, value === undefined ? {} : { 'retry-after': value }).end()
    expect((await failure(client().send(get))).retryAfterMs).toBe(ms)
  })

  it('waits for a 503 that says until when, without counting it as a failure', async () => {
    handler = (_, response) => response.writeHead(503, { 'retry-after': '60' }).end()
    expect(await failure(client().send(post))).toMatchObject({
      code: 'vendor-unavailable',
      disposition: 'retry-after',
      retryAfterMs: 60_000,
    })
  })

  it('takes an answer that its connector declared as "too many calls" for throttling', async () => {
    handler = (_, response) => response.writeHead(400).end('{"error":{"code":"SSS_REQUEST_LIMIT_EXCEEDED"}}')
    const throttledAnswers = [{ status: 400, contains: 'SSS_REQUEST_LIMIT_EXCEEDED' }]
    expect((await failure(client({ throttledAnswers }).send(post))).code).toBe('vendor-throttled')
    // Also where the connector reads that status itself.
    expect((await failure(client({ throttledAnswers }).send({ ...post, accept: [400] }))).code).toBe('vendor-throttled')
    handler = (_, response) => response.writeHead(400).end('{"error":{"code":"INVALID_KEY"}}')
    expect((await failure(client({ throttledAnswers }).send(post))).code).toBe('vendor-rejected')
  })

  it('takes every request through the gate and tells it how it went', async () => {
    const seen: unknown[] = []
    const gate: Gate = {
      async enter(request) {
        seen.push(request)
        return {
          async leave({ kind, ok, headers, observation }) {
            seen.push({ kind, ok, left: headers['x-left'], ...observation })
            return undefined
          },
        }
      },
    }
    handler = (_, response) => response.writeHead(200, { 'x-left': '3' }).end('{}')
    await client({ gate }).send({ ...get, operation: 'getOrders', cost: 7, observe: () => ({ notice: null }) })
    expect(seen).toEqual([
      { operation: 'getOrders', cost: 7 },
      { kind: 'answered', ok: true, left: '3', notice: null },
    ])
  })

  it('lets a connector read a status itself', async () => {
    handler = (_, response) => response.writeHead(404).end('{"errors":"Not Found"}')
    const response = await client().send({ ...get, accept: [404] })
    expect([response.status, response.json()]).toEqual([404, { errors: 'Not Found' }])
  })

  it('shows the beginning of an HTML answer, without the secret in it', async () => {
    handler = (_, response) => response.writeHead(200, { 'content-type': 'text/html' }).end(`<html>Sign in, ${SECRET}</html>`)
    const response = await client().send(get)
    const error = await failure(Promise.resolve().then(() => response.json()))
    expect(error.code).toBe('vendor-answer-invalid')
    expect(error.details).toMatchObject({ contentType: 'text/html', body: '<html>Sign in, •••</html>' })
  })

  it('keeps integers beyond 2^53 exact', async () => {
    handler = (_, response) => response.end('{"id":9007199254740993,"n":5}')
    expect((await client().send(get)).json()).toEqual({ id: '9007199254740993', n: 5 })
  })
})

describe('when no answer comes', () => {
  const cut: Handler = (request) => request.socket.destroy()
  it('knows that nothing was sent when nobody listens', async () => {
    const error = await failure(client({ baseUrl: () => 'http://127.0.0.1:9', isTrusted: () => true }).send(post))
    expect(error.code).toBe('connection-failed')
  })
  it('calls a cut write uncertain', async () => {
    handler = cut
    expect((await failure(client().send(post))).code).toBe('outcome-unknown')
  })
  it('calls a write without an answer in time uncertain', async () => {
    handler = () => {}
    expect((await failure(client().send({ ...post, timeoutMs: 100 }))).code).toBe('outcome-unknown')
  })
  it('calls a write lost by a gateway uncertain', async () => {
    handler = (_, response) => response.writeHead(502).end()
    expect((await failure(client().send(post))).code).toBe('outcome-unknown')
    expect((await failure(client().send({ ...post, repeatable: true }))).code).toBe('vendor-unavailable')
  })
  it('tries a repeatable call again', async () => {
    handler = cut
    expect((await failure(client().send(get))).code).toBe('connection-failed')
    expect((await failure(client().send({ ...post, repeatable: true }))).code).toBe('connection-failed')
    handler = () => {}
    expect((await failure(client().send({ ...get, timeoutMs: 100 }))).code).toBe('call-timeout')
  })
  it('calls a body that breaks off no answer', async () => {
    handler = (request, response) => {
      response.writeHead(200, { 'content-length': '100' }).write('{"a"')
      setTimeout(() => request.socket.destroy(), 20)
    }
    expect((await failure(client().send(post))).code).toBe('outcome-unknown')
  })
  it('sends nothing late that was given up while its connection was being made', async () => {
    const own = createTransport()
    const seen: string[] = []
    handler = (request, response) => {
      seen.push(request.url ?? '')
      response.end('{}')
    }
    const controller = new AbortController()
    const exchange = { method: 'POST', headers: {}, body: '{}', timeoutMs: 1_000, signal: controller.signal, trusted: true }
    const given = own.exchange({ ...exchange, url: new URL(`${originOf(server)}/given-up`) })
    controller.abort()
    expect(await given).toMatchObject({ failure: { kind: 'timeout', sent: false } })
    await own.exchange({ ...exchange, url: new URL(`${originOf(server)}/next`), signal: new AbortController().signal })
    expect(seen).toEqual(['/next'])
    await own.close()
  })
  it('makes nobody wait for the calls to the same address that hang', async () => {
    let hanging = 0
    const all = Promise.withResolvers<void>()
    handler = (request, response) => {
      if (request.url !== '/hangs') return void response.end('{}')
      hanging++
      if (hanging === 150) all.resolve()
    }
    const controller = new AbortController()
    const http = client({ signal: controller.signal })
    const stuck = Array.from({ length: 150 }, () => failure(http.send({ ...get, url: '/hangs' })))
    await all.promise
    expect((await http.send({ ...get, url: '/answers', timeoutMs: 5_000 })).status).toBe(200)
    controller.abort()
    await Promise.all(stuck)
  })
  it('ends when it is cancelled', async () => {
    handler = () => {}
    const controller = new AbortController()
    const sent = failure(client({ signal: controller.signal }).send(get))
    setTimeout(() => controller.abort(), 30)
    expect((await sent).code).toBe('call-timeout')
  })
})

describe('bodies', () => {
  it.each([
    ['gzip', gzipSync],
    ['br', brotliCompressSync],
  ] as const)('unpacks %s', async (encoding, pack) => {
    handler = (_, response) => response.writeHead(200, { 'content-encoding': encoding }).end(pack('{"ok":true}'))
    expect((await client().send(get)).json()).toEqual({ ok: true })
  })
  it('stops an endless body', async () => {
    handler = (request, response) => {
      const timer = setInterval(() => response.write('x'.repeat(200_000)), 1)
      request.socket.on('close', () => clearInterval(timer))
    }
    const error = await failure(client().send(get))
    expect(error.code).toBe('vendor-answer-invalid')
    expect(error.message).toContain('larger than 1 MB')
  })
  it('stops a compression bomb', async () => {
    const bomb = gzipSync(Buffer.alloc(50 * 1024 * 1024))
    handler = (_, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb)
    expect((await failure(client().send(get))).message).toContain('larger than 1 MB')
  })
  it('refuses a flood of headers', async () => {
    handler = (request) => request.socket.end(`HTTP/1.1 200 OK\r\n${'x-a: b\r\n'.repeat(20_000)}\r\n`)
    expect((await failure(client().send(get))).code).toBe('vendor-answer-invalid')
  })
})

describe('redirects', () => {
  const redirect =
    (location: string, status = 302): Handler =>
    (_, response) =>
      response.writeHead(status, { location }).end()

  it('takes no credentials to another origin', async () => {
    let seen: IncomingMessage['headers'] = {}
    otherHandler = (request, response) => {
      seen = request.headers
      response.end('{}')
    }
    handler = redirect(`${originOf(other)}/x`)
    await client().send({ ...get, headers: { 'X-Shopify-Access-Token': SECRET, authorization: `Bearer ${SECRET}` } })
    expect(seen).toMatchObject({ accept: 'application/json' })
    expect(JSON.stringify(seen)).not.toContain(SECRET)
  })
  it('ends circles', async () => {
    handler = redirect('/again')
    expect((await failure(client().send(get))).message).toContain('circles')
  })
  it.each(['http://169.254.169.254/latest', 'file:///etc/passwd', 'gopher://x/', 'https://127.0.0.1/'])(
    'does not follow to %s',
    async (location) => {
      handler = redirect(location)
      expect((await failure(client().send(get))).code).toBe('connection-blocked')
    },
  )
  it('does not turn a write into a read, nor take its body elsewhere', async () => {
    handler = redirect('/elsewhere')
    expect((await failure(client().send(post))).code).toBe('vendor-answer-invalid')
    handler = redirect(`${originOf(other)}/x`, 307)
    expect((await failure(client().send(post))).code).toBe('vendor-answer-invalid')
  })
})

describe('secrets', () => {
  it.each([
    ['plain', SECRET],
    ['base64', Buffer.from(`user:${SECRET}`).toString('base64')],
    ['url-encoded', encodeURIComponent(SECRET)],
  ])('masks them in errors: %s', async (_, leaked) => {
    handler = (_request, response) => response.writeHead(400).end(`you sent ${leaked} here`)
    const error = await failure(client().send({ ...get, headers: { authorization: `Basic ${leaked}` } }))
    expect(JSON.stringify({ ...error, message: error.message })).not.toContain(leaked)
  })
  it('masks a token that was made on the way', async () => {
    handler = (request, response) => response.writeHead(400).end(request.headers.authorization)
    const error = await failure(client().send({ ...get, headers: { authorization: 'Bearer made-by-oauth-123' } }))
    expect(error.message).not.toContain('made-by-oauth-123')
  })
})

describe('addresses', () => {
  it('stays below the base address', async () => {
    const http = client({ baseUrl: () => `${originOf(server)}/api/` })
    handler = (request, response) => response.end(JSON.stringify(request.url))
    expect((await http.send({ method: 'GET', url: '/orders', query: { page: 2, none: undefined } })).json()).toBe('/api/orders?page=2')
    expect((await http.send({ method: 'GET', url: '//evil.example/x' })).json()).toBe('/api///evil.example/x')
    expect((await failure(http.send({ method: 'GET', url: '/../admin' }))).code).toBe('action-input-invalid')
  })
})
