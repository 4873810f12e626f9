import { createHmac } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { ErrorData } from '#shared/errors.ts'
import type { Json } from '#shared/json.ts'
import { createActionContext, readSecrets } from '#connectors/kit/call-context.ts'
import type { Simulator } from '#connectors/kit/contract.ts'
import { serveSimulators, type SimulatorServer } from '#connectors/kit/simulator-server.ts'
import { openGate } from '#connectors/kit/gate.ts'
import { createTransport } from '#connectors/kit/transport.ts'
import { http } from './index.ts'
import { createHttpSimulator } from './simulator.ts'

const dir = mkdtempSync(join(tmpdir(), 'tillflow-http-'))
const transport = createTransport()
const secrets = {
  password: 'pass wörd:1',
  token: 'tok_0123456789',
  refreshToken: 'rft_0123456789',
  apiKey: 'key_0123456789',
  clientSecret: 'client/secret+1',
  consumerSecret: 'consumer_0123456789',
  tokenSecret: 'tokensecret_0123456789',
  secretAccessKey: 'aws/secret+0123456789',
  webhookSecret: 'whsec_0123456789',
}
let server: SimulatorServer
const simulators = new Map<string, Simulator>()
let count = 0

beforeAll(async () => {
  server = await serveSimulators((name) => simulators.get(name))
})
afterEach(() => {
  for (const simulator of simulators.values()) simulator.close()
  simulators.clear()
})
afterAll(async () => {
  await server.close()
  await transport.close()
  rmSync(dir, { recursive: true, force: true })
})

/** A connection with these settings to a simulator that wants the same. */
function connect(settings: Record<string, unknown>, given: Record<string, string> = secrets) {
  const name = `rest-${++count}`
  const config = { baseUrl: 'https://api.example.com', ...settings }
  const options = {
    name,
    dataFile: join(dir, `${name}.db`),
    secrets,
    config,
    deliver: async () => ({ status: 200 }),
    now: () => new Date(),
  }
  simulators.set(name, createHttpSimulator(options))
  const base = `${server.origin}/${name}`
  const context = createActionContext(
    {
      transport,
      baseUrl: () => base,
      isTrusted: (url) => url.origin === server.origin,
      gate: openGate,
      signal: new AbortController().signal,
      config: { ...config, simulator: name },
      secrets: given,
    },
    { idempotencyKey: 'k1', attempt: 1, outcomeUnknown: false },
  )
  const run = (id: string, input: unknown) => http.actions.find((action) => action.id === id)!.run(input as Json, context)
  const sim = async (path: string, method = 'GET') => (await fetch(`${base}${path}`, { method })).json()
  return { run, sim, test: () => http.test(context) }
}
const failure = async (work: Promise<unknown>): Promise<ErrorData> =>
  work.then(
    (value) => expect.fail(`it did not fail: ${JSON.stringify(value)}`),
    (error: ErrorData) => error,
  )

describe('sign-in', () => {
  it.each([
    { auth: 'basic', username: 'harbour' },
    { auth: 'bearer' },
    { auth: 'api-key-header', keyName: 'X-Token' },
    { auth: 'api-key-query' },
    { auth: 'oauth2-client-credentials', clientId: 'tillflow', tokenUrl: '/oauth/token' },
    { auth: 'oauth2-refresh-token', clientId: 'tillflow', tokenUrl: '/oauth/token' },
    { auth: 'oauth2-client-credentials', clientId: 'tillflow', clientAuth: 'form' },
    { auth: 'oauth1', consumerKey: 'ck', tokenId: 'ti', realm: '1234567_SB1' },
    { auth: 'aws-sigv4', accessKeyId: 'AKIA0123', region: 'eu-west-1', service: 'execute-api' },
  ])('works with $auth, and is refused with wrong secrets', async (settings) => {
    await expect(connect(settings).test()).resolves.toEqual({ summary: 'api.example.com answers.' })
    const wrong = Object.fromEntries(Object.entries(secrets).map(([field, value]) => [field, `${value}-wrong`]))
    expect((await failure(connect(settings, wrong).test())).code).toBe('credentials-invalid')
  })

  it.each([
    { auth: 'oauth1', consumerKey: 'ck', tokenId: 'ti' },
    { auth: 'aws-sigv4', accessKeyId: 'AKIA0123', service: 's3' },
  ])('signs bodies and queries too ($auth)', async (settings) => {
    const { run } = connect(settings)
    await run('post', { path: '/items', query: { 'a b': 'c&d', sign: 'é!' }, body: { note: 'ünï' } })
    expect(await run('get-all', { path: '/items', query: { updated_since: '' } })).toMatchObject({ items: [{ note: 'ünï' }] })
  })

  it('wants a person to sign in before the first call', async () => {
    const error = await failure(connect({ auth: 'oauth2-code', clientId: 'tillflow' }).test())
    expect(error).toMatchObject({ code: 'credentials-invalid', message: expect.stringContaining('Nobody has signed in') })
  })

  it('says which secret was never entered', async () => {
    expect((await failure(connect({ auth: 'bearer' }, {}).test())).message).toContain('"token"')
  })

  it('goes on with the refresh token that the API gave last', async () => {
    const { run, sim } = connect({ auth: 'oauth2-refresh-token', clientId: 'tillflow', tokenUrl: '/oauth/token' })
    for (let n = 0; n < 3; n++) {
      await run('get', { path: '/items' })
      await sim('/oauth/revoke-all', 'POST')
    }
    const stored = (await sim('/_sim/records/_oauth')) as { token: string; previous: string }[]
    expect(stored).toHaveLength(1)
    expect(stored[0]?.token).not.toBe('rft_0123456789')
  })

  it('fetches one token for many calls, and a new one when it is revoked', async () => {
    const { run, sim } = connect({ auth: 'oauth2-client-credentials', clientId: 'tillflow', tokenUrl: '/oauth/token' })
    const tokenRequests = async () =>
      ((await sim('/_sim/requests')) as { path: string }[]).filter(({ path }) => path === '/oauth/token').length
    await Promise.all(Array.from({ length: 6 }, () => run('get', { path: '/items' })))
    expect(await tokenRequests()).toBe(1)
    await sim('/oauth/revoke-all', 'POST')
    await Promise.all(Array.from({ length: 6 }, () => run('get', { path: '/items' })))
    expect(await tokenRequests()).toBe(2)
  })
})

describe('get-all', () => {
  it.each([{ pagination: 'page' }, { pagination: 'cursor', itemsPath: 'items' }, { pagination: 'link' }])(
    'reads every page ($pagination)',
    async (settings) => {
      const { run } = connect({ ...settings, pageSizeParameter: 'limit', pageSize: 2 })
      for (let index = 1; index <= 5; index++) await run('post', { path: '/items', body: { index } })
      expect(await run('get-all', { path: '/items' })).toMatchObject({
        items: [1, 2, 3, 4, 5].map((index) => ({ index })),
        pages: 3,
        complete: true,
      })
      expect(await run('get-all', { path: '/items', maxPages: 2 })).toMatchObject({ pages: 2, complete: false })
    },
  )
  it('says where it looked for the list', async () => {
    const error = await failure(connect({ itemsPath: 'data.items' }).run('get-all', { path: '/items' }))
    expect(error.message).toBe('"data.items" in the body is not a list.')
  })
})

describe('requests', () => {
  it('sends a key once per record, so that a repetition gives the first answer', async () => {
    const { run, sim } = connect({})
    const first = await run('post-with-key', { path: '/items', body: { a: 1 } })
    expect(await run('post-with-key', { path: '/items', body: { a: 1 } })).toMatchObject({ body: (first as { body: object }).body })
    expect(await sim('/_sim/records/items')).toHaveLength(1)
  })
  it('does what the method says', async () => {
    const { run } = connect({ headers: { 'X-Shop': 'harbour' } })
    await run('request', { method: 'POST', path: '/items', body: { a: 1 } })
    expect(await run('request', { method: 'DELETE', path: '/items/1' })).toMatchObject({ status: 204, body: null })
    expect((await failure(run('request', { method: 'GET', path: '/items/1' }))).code).toBe('vendor-rejected')
  })
  it.each(['authorization', 'Host', 'Content-Length', 'Cookie'])('leaves the header %s to the connection', async (name) => {
    const error = await failure(connect({}).run('request', { method: 'GET', path: '/items', headers: { [name]: 'x' } }))
    expect(error.code).toBe('action-input-invalid')
  })
  it('refuses a header that would end early', async () => {
    const error = await failure(connect({}).run('request', { method: 'GET', path: '/items', headers: { 'x-a': 'b\r\nx-c: d' } }))
    expect(error.disposition).toBe('stop')
  })
})

describe('bodies', () => {
  interface Echo {
    readonly body: { readonly type: string; readonly body: string }
  }
  const echo = async (input: object, settings = {}) =>
    ((await connect(settings).run('request', { method: 'POST', path: '/echo', ...input })) as unknown as Echo).body

  it('are JSON unless another way is chosen', async () => {
    expect(await echo({ body: { a: '1' } })).toEqual({ type: 'application/json', body: '{"a":"1"}' })
  })
  it('are forms, with lists that repeat their name', async () => {
    const sent = await echo({ bodyAs: 'form', body: { 'item[sku]': 'A&B', tags: ['x', 'é'], count: 2, nothing: null } })
    expect(sent).toEqual({
      type: 'application/x-www-form-urlencoded',
      body: 'item%5Bsku%5D=A%26B&tags=x&tags=%C3%A9&count=2&nothing=',
    })
  })
  it('are forms that OAuth 1 signs with their members', async () => {
    const { run } = connect({ auth: 'oauth1', consumerKey: 'ck', tokenId: 'ti' })
    expect(await run('post', { path: '/echo', bodyAs: 'form', body: { a: 'b c' } })).toMatchObject({ body: { body: 'a=b+c' } })
  })
  it('are forms with files, the same bytes each time', async () => {
    const input = {
      bodyAs: 'multipart',
      body: {
        note: 'hé',
        file: { fileName: 'a "b".csv', text: 'sku;1\r\n', contentType: 'text/csv' },
        raw: { fileName: 'x.bin', base64: 'AAEC' },
      },
    }
    const sent = await echo(input)
    expect(sent).toEqual(await echo(input))
    const form = await new Response(sent.body, { headers: { 'content-type': sent.type } }).formData()
    expect(form.get('note')).toBe('hé')
    const file = form.get('file') as File
    expect([file.type, await file.text()]).toEqual(['text/csv', 'sku;1\r\n'])
    expect([...new Uint8Array(await (form.get('raw') as File).arrayBuffer())]).toEqual([0, 1, 2])
  })
  it('are XML of one root, and text; a header of the step says another type', async () => {
    expect(await echo({ bodyAs: 'xml', body: { order: { '@id': '7', line: [{ sku: 'A<1' }, { sku: 'B' }] } } })).toEqual({
      type: 'application/xml',
      body: '<?xml version="1.0" encoding="UTF-8"?>\n<order id="7">\n  <line>\n    <sku>A&lt;1</sku>\n  </line>\n  <line>\n    <sku>B</sku>\n  </line>\n</order>\n',
    })
    const headers = { 'Content-Type': 'application/soap+xml' }
    expect(await echo({ bodyAs: 'text', body: '<a/>', headers })).toEqual({ type: 'application/soap+xml', body: '<a/>' })
  })
  it.each([
    ['form', { a: { b: 1 } }, '/body/a'],
    ['form', 'a=b', '/body'],
    ['multipart', { a: { fileName: 'a.csv' } }, '/body/a'],
    ['multipart', { a: { fileName: 'a.csv', text: '', base64: '' } }, '/body/a'],
    ['multipart', { a: { fileName: 'a', text: '', contentType: 'text/csv\r\nX: y' } }, '/body/a'],
    ['xml', { a: 1, b: 2 }, '/body'],
    ['xml', { 'a b': 1 }, '/body'],
    ['text', { a: 1 }, '/body/body'],
  ])('that cannot be sent as %s are refused with their place', async (bodyAs, body, path) => {
    const error = await failure(connect({}).run('post', { path: '/echo', bodyAs, body }))
    expect(error).toMatchObject({ code: 'action-input-invalid', issues: [{ path }] })
  })
})

describe('XML answers', () => {
  it.each(['application/xml', 'text/xml; charset=utf-8', 'application/soap+xml'])('are text, or fields (%s)', async (type) => {
    const { run } = connect({})
    await run('post', { path: '/items', body: { sku: '007' } })
    const input = { path: '/items/1/xml', query: { type } }
    expect(await run('get', input)).toMatchObject({ body: expect.stringContaining('<sku>007</sku>') as string })
    expect(await run('get', { ...input, answerAs: 'fields' })).toMatchObject({ body: { item: { sku: '007', id: '1' } } })
  })
  it('leave JSON as it is', async () => {
    const { run } = connect({})
    await run('post', { path: '/items', body: { a: 1 } })
    expect(await run('get', { path: '/items/1', answerAs: 'fields' })).toMatchObject({ body: { a: 1 } })
  })
})

describe('webhook', () => {
  const trigger = http.triggers[0]!
  const body = Buffer.from('{"id":17}')
  const verify = (config: Record<string, unknown>, headers: Record<string, string>) =>
    trigger.verify(
      { method: 'POST', url: 'https://x.example/hooks/t', headers, body },
      { config: { baseUrl: 'https://api.example.com', ...config }, secrets: readSecrets(secrets), now: new Date() },
    )
  const hmac = (encoding: 'hex' | 'base64') => createHmac('sha256', secrets.webhookSecret).update(body).digest(encoding)

  it('takes other headers, encodings and prefixes', () => {
    const config = { signatureHeader: 'X-Hub-Signature-256', signaturePrefix: 'sha256=', deliveryIdHeader: 'X-Delivery' }
    expect(verify(config, { 'x-hub-signature-256': `sha256=${hmac('hex')}`, 'x-delivery': 'd-1' })).toEqual({
      deliveryId: 'd-1',
      vendorEvent: 'webhook',
    })
    expect(() => verify(config, { 'x-hub-signature-256': hmac('hex'), 'x-delivery': 'd-1' })).toThrow(
      expect.objectContaining({ code: 'signature-invalid' }),
    )
    expect(() => verify({ signatureEncoding: 'base64' }, { 'x-signature': hmac('base64') })).not.toThrow()
  })
  it('takes a shared secret, or nothing at all when told so', () => {
    const config = { webhookVerification: 'shared-secret', signatureHeader: 'X-Secret' }
    expect(() => verify(config, { 'x-secret': secrets.webhookSecret })).not.toThrow()
    expect(() => verify(config, { 'x-secret': 'other' })).toThrow(expect.objectContaining({ code: 'signature-invalid' }))
    expect(() => verify({ webhookVerification: 'none' }, {})).not.toThrow()
  })
  it('refuses a delivery without the id it was promised', () => {
    expect(() => verify({ deliveryIdHeader: 'X-Delivery' }, { 'x-signature': hmac('hex') })).toThrow(
      expect.objectContaining({ code: 'delivery-rejected' }),
    )
  })
})
