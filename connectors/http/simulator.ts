// A small REST store: `/items` with every way to sign in and every kind of pages, idempotency keys, and an OAuth 2 token address.
import { createHash } from 'node:crypto'
import type { CreateSimulator } from '#connectors/kit/contract.ts'
import { writeXml } from '#connectors/kit/formats/xml-value.ts'
import { simulateApiSignIn } from '#connectors/kit/simulator-api-sign-in.ts'
import { createSimulatorKit } from '#connectors/kit/simulator.ts'

export const createHttpSimulator: CreateSimulator = (options) => {
  const kit = createSimulatorKit(options)
  const { app, records } = kit
  const { config } = options
  const text = (name: string, otherwise: string) => (typeof config[name] === 'string' ? config[name] : otherwise)
  const allowed = simulateApiSignIn(options, kit)

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
  // Says what it was sent, byte for byte.
  app.all('/echo', async (c) => c.json({ type: c.req.header('content-type') ?? null, body: await c.req.text() }))
  app.get('/items/:id/xml', (c) => {
    const item = records.get('items', c.req.param('id'))
    if (!item) return c.json({ error: 'There is no such item.' }, 404)
    return c.body(writeXml('item', item), 200, { 'content-type': c.req.query('type') ?? 'application/xml' })
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
