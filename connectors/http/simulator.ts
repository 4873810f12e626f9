// A small REST store: `/items` with every way to sign in and every kind of pages, idempotency keys, and an OAuth 2 token address.
import { createHash } from 'node:crypto'
import type { Context } from 'hono'
import type { CreateSimulator } from '#connectors/kit/contract.ts'
import { basic, same, simulateOAuth } from '#connectors/kit/simulator-oauth.ts'
import { isOAuth1Signed, isSigV4Signed } from '#connectors/kit/simulator-signatures.ts'
import { createSimulatorKit } from '#connectors/kit/simulator.ts'

export const createHttpSimulator: CreateSimulator = (options) => {
  const kit = createSimulatorKit(options)
  const { app, records } = kit
  const { config, secrets } = options
  const text = (name: string, otherwise: string) => (typeof config[name] === 'string' ? config[name] : otherwise)
  const oauth = simulateOAuth({
    app,
    records,
    authorizePath: '/oauth/authorize',
    tokenPath: '/oauth/token',
    clientId: text('clientId', ''),
    clientSecret: secrets['clientSecret'] ?? '',
    name: options.name,
    machine: config['auth'] === 'oauth2-client-credentials',
    ...(config['auth'] === 'oauth2-refresh-token' && { refreshToken: secrets['refreshToken'] ?? '' }),
  })

  const allowed = async (c: Context): Promise<boolean> => {
    const authorization = c.req.header('authorization') ?? ''
    switch (config['auth']) {
      case 'basic':
        return same(authorization, basic(text('username', ''), secrets['password'] ?? ''))
      case 'bearer':
        return same(authorization, `Bearer ${secrets['token'] ?? ''}`)
      case 'api-key-header':
        return same(c.req.header(text('keyName', 'X-Api-Key')) ?? '', secrets['apiKey'] ?? '')
      case 'api-key-query':
        return same(c.req.query(text('keyName', 'api_key')) ?? '', secrets['apiKey'] ?? '')
      case 'oauth2-code':
      case 'oauth2-client-credentials':
      case 'oauth2-refresh-token':
        return oauth.allows(c)
      case 'oauth1':
        return isOAuth1Signed(
          c,
          options.name,
          {
            consumerKey: text('consumerKey', ''),
            consumerSecret: secrets['consumerSecret'] ?? '',
            token: text('tokenId', ''),
            tokenSecret: secrets['tokenSecret'] ?? '',
            ...(typeof config['realm'] === 'string' && { realm: config['realm'] }),
          },
          options.now(),
        )
      case 'aws-sigv4':
        return isSigV4Signed(c, options.name, {
          accessKeyId: text('accessKeyId', ''),
          secretAccessKey: secrets['secretAccessKey'] ?? '',
          region: text('region', 'us-east-1'),
          service: text('service', 'execute-api'),
        })
      default:
        return true
    }
  }

  app.use('*', async (c, next) => ((await allowed(c)) ? await next() : c.json({ error: 'Unauthorized' }, 401)))

  app.get('/', (c) => c.json({ name: options.name, items: records.list('items').length }))
  app.post('/items', async (c) => {
    const body: unknown = await c.req.json().catch(() => undefined)
    if (typeof body !== 'object' || body === null || Array.isArray(body)) return c.json({ error: 'An item is a JSON object.' }, 422)
    const key = c.req.header(text('idempotencyHeader', 'Idempotency-Key'))
    const hash = createHash('sha256').update(JSON.stringify(body)).digest('hex')
    const earlier = key === undefined ? undefined : records.get('_keys', key)
    if (earlier && earlier['hash'] !== hash) return c.json({ error: 'This idempotency key was used with another body.' }, 409)
    if (earlier) return c.json(records.get('items', earlier['id'] as number) ?? {}, 201)
    const item = records.atomically(() => {
      const id = records.nextId('items')
      records.put('items', id, { ...body, id })
      if (key !== undefined) records.put('_keys', key, { id, hash })
      return records.get('items', id)
    })
    return c.json(item, 201)
  })
  app.get('/items/:id', (c) => {
    const item = records.get('items', c.req.param('id'))
    return item ? c.json(item) : c.json({ error: 'There is no such item.' }, 404)
  })
  app.put('/items/:id', async (c) => {
    const id = c.req.param('id')
    const item = { ...(await c.req.json<object>()), id }
    records.put('items', id, item)
    return c.json(item)
  })
  app.delete('/items/:id', (c) => {
    records.remove('items', c.req.param('id'))
    return c.body(null, 204)
  })
  app.get('/items', (c) => {
    const since = c.req.query('updated_since') ?? ''
    const all = records.list('items').filter((item) => String(item['updated_at'] ?? '') >= since)
    const size = Number(c.req.query(text('pageSizeParameter', 'limit')) ?? 100)
    const pagination = text('pagination', 'page')
    const parameter = text('pageParameter', pagination === 'none' || pagination === 'link' ? 'page' : pagination)
    const asked = c.req.query(parameter)
    const start = pagination === 'cursor' || pagination === 'offset' ? Number(asked ?? 0) : (Number(asked ?? 1) - 1) * size
    const page = all.slice(start, start + size)
    const more = start + size < all.length
    if (config['pagination'] === 'cursor') return c.json({ items: page, next: more ? String(start + size) : null })
    if (config['pagination'] === 'link' && more) {
      c.header('link', `<https://elsewhere.example/items?${parameter}=${Number(asked ?? 1) + 1}&limit=${size}>; rel="next"`)
    }
    return c.json(page)
  })

  return kit.simulator()
}
