// A small REST store: `/items` with every way to sign in and every kind of pages, idempotency keys, and an OAuth 2 token address.
import { createHash, randomUUID, timingSafeEqual } from 'node:crypto'
import type { Context } from 'hono'
import type { CreateSimulator } from '#connectors/kit/contract.ts'
import { createSimulatorKit } from '#connectors/kit/simulator.ts'

const LIFE_S = 3_600

export const createHttpSimulator: CreateSimulator = (options) => {
  const kit = createSimulatorKit(options)
  const { app, records } = kit
  const { config, secrets } = options
  const text = (name: string, otherwise: string) => (typeof config[name] === 'string' ? config[name] : otherwise)
  // Tokens live in memory: after a restart clients must ask for new ones, as with a real server that was restored.
  const tokens = new Set<string>()
  const rules = { expiresIn: LIFE_S, grace: false }

  const allowed = (c: Context): boolean => {
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
      case 'oauth2-client-credentials':
      case 'oauth2-refresh-token':
        return tokens.has(authorization.replace(/^Bearer /, ''))
      default:
        return true
    }
  }

  app.post('/oauth/token', async (c) => {
    const wanted = basic(text('clientId', ''), encodeURIComponent(secrets['clientSecret'] ?? ''))
    if (!same(c.req.header('authorization') ?? '', wanted)) return c.json({ error: 'invalid_client' }, 401)
    const form = new URLSearchParams(await c.req.text())
    const access = () => {
      const token = randomUUID()
      tokens.add(token)
      return { access_token: token, token_type: 'Bearer', expires_in: rules.expiresIn }
    }
    if (config['auth'] !== 'oauth2-refresh-token') return c.json(access())
    // Rotates with each use, and is durable: a vendor does not forget what it gave.
    const current = records.get('_oauth', 'refresh') ?? { token: secrets['refreshToken'] ?? '' }
    const given = form.get('refresh_token') ?? ''
    const isValid = same(given, String(current['token'])) || (rules.grace && same(given, String(current['previous'])))
    if (!isValid) return c.json({ error: 'invalid_grant' }, 400)
    const next = randomUUID()
    records.put('_oauth', 'refresh', { token: next, previous: given })
    return c.json({ ...access(), refresh_token: next })
  })
  /** `expiresIn` of new tokens in seconds; `grace`: the refresh token before the newest one works too. */
  app.post('/oauth/rules', async (c) => {
    Object.assign(rules, await c.req.json<object>())
    return c.json(rules)
  })
  /** All tokens end at once. */
  app.post('/oauth/revoke-all', (c) => {
    tokens.clear()
    return c.json({})
  })
  app.use('*', async (c, next) => (allowed(c) ? await next() : c.json({ error: 'Unauthorized' }, 401)))

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

const basic = (user: string, password: string) => `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`

function same(given: string, wanted: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(wanted)]
  return a.length === b.length && timingSafeEqual(a, b)
}
