// A small Lightspeed Retail X-Series: six shops, versions, the limit on calls, a sign-in whose refresh tokens work once, and signed events.
import { createHmac } from 'node:crypto'
import { Hono, type Context } from 'hono'
import { isRecord, type Json } from '#shared/json.ts'
import type { CreateSimulator } from '#connectors/kit/contract.ts'
import { same, simulateOAuth } from '#connectors/kit/simulator-oauth.ts'
import type { SimulatorRecord } from '#connectors/kit/simulator-records.ts'
import { createSimulatorKit } from '#connectors/kit/simulator.ts'
import { readConfig } from '../auth.ts'
import { WINDOW_S } from '../client.ts'
import { receiveAtOutlet, serveConsignments } from './consignments.ts'
import { bodyOf, invalid, LightspeedRefusal, lightspeedFault, missing, tooMany } from './refusal.ts'
import { playAtTills } from './play.ts'
import { createSale, ringUp, totalsOf } from './sales.ts'
import { CASHIER, idOf, levelOf, putProduct, putVersioned, seedStore, setLevel } from './store.ts'

const LARGEST_PAGE = 200
const LARGEST_SEARCH = 1_000
const LEGACY_STATES: Readonly<Record<string, string>> = { closed: 'CLOSED', parked: 'SAVED', voided: 'VOIDED', pending: 'OPEN' }

export const createLightspeedSimulator: CreateSimulator = (options) => {
  const kit = createSimulatorKit(options, { seed: seedStore, faultAnswer: lightspeedFault })
  const { app, records } = kit
  const { auth, clientId = '', domainPrefix } = readConfig(options.config)
  const clientSecret = options.secrets['clientSecret'] ?? ''
  const oauth = simulateOAuth({
    app,
    records,
    authorizePath: '/connect',
    tokenPath: '/api/1.0/token',
    clientId,
    clientSecret,
    name: 'Harbour & Finch',
    learned: { domain_prefix: domainPrefix },
    expiresIn: 86_400,
  })
  const isAllowed = (c: Context) =>
    auth === 'token' ? same(c.req.header('authorization') ?? '', `Bearer ${options.secrets['token'] ?? ''}`) : oauth.allows(c)

  const api = new Hono()
  api.onError((error, c) => {
    if (error instanceof LightspeedRefusal) return c.json(bodyOf(error), error.status)
    throw error
  })
  let spent = 0
  api.use('*', async (c, next) => {
    if (!isAllowed(c)) throw new LightspeedRefusal(401, 'Invalid access token')
    const now = options.now().getTime()
    const ends = Number(records.get('_window', 'window')?.['ends'] ?? 0)
    if (now >= ends) {
      spent = 0
      records.put('_window', 'window', { ends: now + WINDOW_S * 1_000 })
    }
    const limit = 300 * records.list('registers').length + 50
    if (++spent > limit) return tooMany(new Date(ends).toUTCString())
    await next()
    c.header('x-ratelimit-limit', String(limit))
    c.header('x-ratelimit-remaining', String(limit - spent))
    return undefined
  })

  const versionOf = (record: SimulatorRecord): number => Number(record['_metadata']?.version ?? record['version'])
  const listed = (type: string) => (c: Context) => {
    const { after = '0', before, page_size: size = String(LARGEST_PAGE), deleted } = c.req.query()
    const data = records
      .list(type)
      .filter((one) => versionOf(one) > Number(after) && (before === undefined || versionOf(one) < Number(before)))
      .filter((one) => deleted === 'true' || type === 'sales' || !one['deleted_at'])
      .toSorted((a, b) => versionOf(a) - versionOf(b))
      .slice(0, Math.min(Number(size), LARGEST_PAGE))
    const versions = data.map(versionOf)
    return c.json({ data, version: { min: versions[0] ?? null, max: versions.at(-1) ?? null } })
  }
  const need = (type: string, what: string, id: string): SimulatorRecord => {
    const found = records.get(type, id)
    if (!found) throw missing(what)
    return found
  }
  const json = async (c: Context): Promise<SimulatorRecord> => {
    const body: unknown = await c.req.json().catch(() => undefined)
    if (!isRecord(body)) throw new LightspeedRefusal(400, 'The request body is malformed')
    return body
  }

  for (const type of ['sales', 'outlets', 'registers', 'taxes', 'payment_types', 'customers']) api.get(`/${type}`, listed(type))
  api.get('/products', (c) => {
    const sku = c.req.query('sku')
    if (sku === undefined) return listed('products')(c)
    const data = records
      .list('products')
      .filter((one) => one['sku'] === sku || ((one['product_codes'] ?? []) as { code: string }[]).some(({ code }) => code === sku))
    return c.json({ data, version: { min: null, max: null } })
  })
  api.get('/sales/:id', (c) => c.json({ data: need('sales', 'Sale', c.req.param('id')) }))
  api.get('/products/:id', (c) => c.json({ data: need('products', 'Product', c.req.param('id')) }))
  api.get('/customers/:id', (c) => c.json({ data: need('customers', 'Customer', c.req.param('id')) }))

  api.post('/sales', async (c) => {
    const given = await json(c)
    const sale = records.atomically(() => createSale(records, given, options.now()))
    await told('sale.update', sale)
    return c.json({ data: sale })
  })
  api.post('/products', async (c) => {
    const given = await json(c)
    if (typeof given['name'] !== 'string' || given['name'] === '') throw invalid('name is required')
    if (given['price_including_tax'] !== undefined && given['price_excluding_tax'] !== undefined)
      throw invalid('price_including_tax and price_excluding_tax cannot both be given')
    const sku = String(given['sku'] ?? `1000${records.nextId('_sku')}`)
    const product = records.atomically(() =>
      putProduct(
        records,
        {
          price_including_tax: null,
          price_excluding_tax: 0,
          ...given,
          id: idOf('product', `made/${records.nextId('_product')}`),
          sku,
          variant_name: given['name'],
          product_codes: [{ id: idOf('code', sku), code: sku, type: 'CUSTOM' }],
        },
        options.now().toISOString(),
      ),
    )
    await told('product.update', product)
    return c.json({ data: [product['id']] })
  })
  api.put('/products/:id', async (c) => {
    const product = need('products', 'Product', c.req.param('id'))
    const { common = {}, details = {} } = (await json(c)) as { common?: SimulatorRecord; details?: SimulatorRecord }
    const { inventory = [], ...own } = details
    const changed = records.atomically(() => {
      for (const { outlet_id: outlet, current_amount: amount } of inventory as { outlet_id: string; current_amount?: number }[]) {
        need('outlets', 'Outlet', outlet)
        if (typeof amount === 'number') setLevel(records, String(product['id']), outlet, amount)
      }
      return putProduct(records, { ...product, ...common, ...own }, options.now().toISOString())
    })
    await told('product.update', changed)
    return c.json({ data: {} })
  })
  api.post('/inventory', async (c) => {
    const { after = 0, size = 1_000, sort_direction: direction = 'desc' } = await json(c)
    const rows = records.list('inventory').filter((one) => Number(one['version']) > Number(after))
    const sign = direction === 'asc' ? 1 : -1
    return c.json(rows.toSorted((a, b) => sign * (Number(a['version']) - Number(b['version']))).slice(0, Number(size)))
  })
  api.get('/inventory/:product', (c) => c.json(records.list('inventory').filter((one) => one['product_id'] === c.req.param('product'))))
  api.post('/stock_adjustments', async (c) => {
    const given = (await json(c))['stock_adjustments'] as { product_id: string; outlet_id: string; quantity: string; reason: string }[]
    const made = records.atomically(() =>
      given.map((one) => {
        need('products', 'Product', one.product_id)
        need('outlets', 'Outlet', one.outlet_id)
        const isMore = ['STOCK_FOUND', 'SAMPLE_FOR_SALE'].includes(one.reason)
        if (isMore !== Number(one.quantity) > 0) throw invalid(`The quantity ${one.quantity} does not fit the reason ${one.reason}`)
        setLevel(records, one.product_id, one.outlet_id, levelOf(records, one.product_id, one.outlet_id) + Number(one.quantity))
        const id = idOf('adjustment', String(records.nextId('_adjustment')))
        const at = options.now().toISOString()
        return putVersioned(records, 'stock_adjustments', { ...one, id, user_id: CASHIER, created_at: at, updated_at: at })
      }),
    )
    return c.json({ data: made }, 201)
  })
  api.post('/customers', async (c) => {
    const given = await json(c)
    if (given['first_name'] === undefined || given['last_name'] === undefined) throw invalid('first_name and last_name are required')
    const customer = records.atomically(() => {
      const sequence = records.nextId('_customer')
      const at = options.now().toISOString()
      const code = given['customer_code'] ?? `CUSTOMER-${sequence}`
      return putVersioned(records, 'customers', {
        ...given,
        id: idOf('customer', String(sequence)),
        customer_code: code,
        balance: 0,
        loyalty_balance: 0,
        year_to_date: 0,
        created_at: at,
        updated_at: at,
      })
    })
    await told('customer.update', customer)
    return c.json({ data: customer }, 201)
  })

  api.get('/search', (c) => {
    const { type = '', offset = '0', page_size: size = '50', ...by } = c.req.query()
    const isAfter = (at: unknown, from: string | undefined) => from === undefined || Date.parse(String(at)) >= Date.parse(from)
    const isBefore = (at: unknown, to: string | undefined) => to === undefined || Date.parse(String(at)) <= Date.parse(to)
    const fits = (one: SimulatorRecord): boolean => {
      if (type !== 'sales')
        return ['customer_code', 'email'].every((name) => !by[name] || String(one[name]).toLowerCase() === by[name].toLowerCase())
      const source = one['source'] as SimulatorRecord
      return (
        isAfter(one['date'], by['date_from']) &&
        isBefore(one['date'], by['date_to']) &&
        (!by['state'] || one['state'] === by['state']) &&
        ['outlet_id', 'register_id'].every((name) => !by[name] || source[name] === by[name])
      )
    }
    if (type !== 'sales' && type !== 'customers') throw new LightspeedRefusal(400, `type ${type} is not supported`)
    const found = records.list(type).filter(fits).toReversed()
    const start = Number(offset)
    return c.json({ data: found.slice(start, start + Math.min(Number(size), LARGEST_SEARCH)) })
  })
  api.get('/registers/:id/payments_summary', (c) => {
    const register = need('registers', 'Register', c.req.param('id'))
    return c.json({
      data: {
        payments: totalsOf(records, register),
        register_open_time: register['register_open_time'],
        register_closure_id: idOf('closure', String(register['id'])),
        register_closure_sequence_number: 1,
      },
    })
  })

  serveConsignments(api, { records, now: options.now, hasScope: oauth.hasScope })
  api.get('/webhooks', (c) => c.json({ data: records.list('webhooks') }))
  api.post('/webhooks', async (c) => {
    const { type, url, active } = await json(c)
    if (records.find('webhooks', (one) => one['type'] === type && one['url'] === url))
      throw new LightspeedRefusal(409, 'A webhook with this type and URL already exists.')
    const webhook = {
      id: idOf('webhook', String(records.nextId('_webhook'))),
      retailer_id: idOf('retailer', domainPrefix),
      type,
      url,
      active,
    }
    records.put('webhooks', webhook.id, webhook)
    return c.json({ data: webhook }, 201)
  })
  api.delete('/webhooks/:id', (c) => {
    records.remove('webhooks', String(need('webhooks', 'Webhook', c.req.param('id'))['id']))
    return c.body(null, 200)
  })
  api.all('*', () => {
    throw missing('Route')
  })
  app.route('/api/2026-07', api)

  /** Payloads of webhooks are those of the first API. */
  function payloadOf(event: string, record: SimulatorRecord): SimulatorRecord {
    const updated = {
      updated_at: String(record['updated_at'] ?? options.now().toISOString())
        .replace('T', ' ')
        .slice(0, 19),
    }
    switch (event) {
      case 'sale.update':
        return {
          id: record['id'],
          status: LEGACY_STATES[String(record['state'])],
          register_id: record['source'].register_id,
          invoice_number: record['invoice_number'],
          version: versionOf(record),
          ...updated,
        }
      case 'inventory.update':
        return {
          id: record['id'],
          product_id: record['product_id'],
          outlet_id: record['outlet_id'],
          count: record['current_inventory_level'],
        }
      case 'product.update':
        return { id: record['id'], sku: record['sku'], name: record['variant_name'], deleted_at: null, ...updated }
      case 'customer.update':
        return { id: record['id'], customer_code: record['customer_code'], ...updated }
      default:
        return { id: record['id'], register_id: record['register_id'], version: record['version'] }
    }
  }
  async function told(event: string, record: SimulatorRecord) {
    const form = new URLSearchParams({
      payload: JSON.stringify(payloadOf(event, record)),
      type: event,
      domain_prefix: domainPrefix,
      environment: 'prod',
    })
    const body = form.toString()
    const signature = createHmac('sha256', clientSecret).update(body).digest('hex')
    const headers = {
      'content-type': 'application/x-www-form-urlencoded',
      'x-signature': `signature=${signature},algorithm=HMAC-SHA256`,
    }
    const sent = []
    for (const { url } of records.list('webhooks').filter((one) => one['type'] === event && one['active'] === true)) {
      const status = await options.deliver({ url: String(url), headers, body }).then(
        (answer) => answer.status,
        () => 0,
      )
      sent.push({ url: String(url), status, deliveryId: signature.slice(0, 16) })
    }
    return sent
  }

  const sell = async (payload: SimulatorRecord) => {
    const sale = records.atomically(() => ringUp(records, payload, options.now()))
    return { recordId: String(sale['id']), deliveries: await told('sale.update', sale) }
  }

  return kit.simulator({
    async emit(event: string, payload: Json) {
      const given = isRecord(payload) ? payload : {}
      if (event === 'sale.update') return sell(given)
      if (event === 'register_closure.create') {
        const register = records.list('registers')[0] ?? {}
        const closure = records.atomically(() =>
          putVersioned(records, 'closures', { id: idOf('closure', String(records.nextId('_closure'))), register_id: register['id'] }),
        )
        return { recordId: String(closure['id']), deliveries: await told(event, closure) }
      }
      if (event === 'inventory.update') {
        const level = records.list('inventory')[0]
        if (!level) throw new Error('There is no stock.')
        const changed = records.atomically(() =>
          setLevel(records, String(level['product_id']), String(level['outlet_id']), Number(level['current_inventory_level']) - 1),
        )
        return { recordId: String(changed['id']), deliveries: await told(event, changed) }
      }
      if (event === 'consignment.receive') {
        const at = options.now().toISOString()
        return { recordId: String(records.atomically(() => receiveAtOutlet(records, given as never, at))['id']), deliveries: [] }
      }
      throw new Error(`The simulated tills have no event ${event}.`)
    },
    play: (event, day) => playAtTills(event, day, records, sell),
  })
}
