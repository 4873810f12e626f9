// A small WooCommerce: REST v3 with its pages, its way to refuse and its webhooks.
import { Hono, type Context } from 'hono'
import { isRecord } from '#shared/json.ts'
import type { CreateSimulator } from '#connectors/kit/contract.ts'
import type { SimulatorRecord, SimulatorRecords } from '#connectors/kit/simulator-records.ts'
import { createSimulatorKit } from '#connectors/kit/simulator.ts'
import { faultBody, invalidParameter, unauthorized, WooFault, wooFault } from './fault.ts'
import { changeOrder, newOrder, newRefund } from './orders.ts'
import { playInShop } from './play.ts'
import { changeProduct, newCustomer, newProduct, seedShop } from './products.ts'
import { gmt } from './times.ts'
import { createWebhooks, type Sent } from './webhooks.ts'

const notFound = (code: string) => new WooFault(404, code, 'Invalid ID.')

export const createWooCommerceSimulator: CreateSimulator = (options) => {
  const kit = createSimulatorKit(options, { seed: seedShop, faultAnswer: wooFault })
  const { records } = kit
  const webhooks = createWebhooks(options, records)
  const api = new Hono()

  api.onError((error, c) => {
    if (error instanceof WooFault) return c.json(faultBody(error), error.status)
    throw error
  })
  api.use('*', async (c, next) => {
    const pair = `${options.secrets['consumerKey']}:${options.secrets['consumerSecret']}`
    if (c.req.header('authorization') !== `Basic ${Buffer.from(pair, 'utf8').toString('base64')}`) throw unauthorized()
    await next()
  })

  const need = (type: string, id: string, code: string): SimulatorRecord => {
    const found = records.get(type, id)
    if (!found) throw notFound(code)
    return found
  }
  const needOrder = (c: Context) => need('orders', c.req.param('id') ?? '', 'woocommerce_rest_shop_order_invalid_id')
  const needProduct = (c: Context, name = 'id') => need('products', c.req.param(name) ?? '', 'woocommerce_rest_product_invalid_id')

  api.get('/settings/general/woocommerce_currency', (c) => c.json({ id: 'woocommerce_currency', value: 'GBP', default: 'USD' }))

  api.get('/orders', (c) => {
    const wanted = c.req.query()
    const matches = (order: SimulatorRecord) =>
      (wanted['status'] === undefined || wanted['status'] === 'any' || order['status'] === wanted['status']) &&
      isAfter(order, 'date_modified_gmt', wanted['modified_after']) &&
      isAfter(order, 'date_created_gmt', wanted['after']) &&
      (wanted['search'] === undefined ||
        JSON.stringify([order['billing'], order['number']]).toLowerCase().includes(wanted['search'].toLowerCase()))
    return page(c, records.list('orders').filter(matches))
  })
  api.post('/orders', async (c) => {
    const body = await bodyOf(c)
    const order = records.atomically(() => newOrder(records, { created_via: 'rest-api', ...body }, options.now()))
    await webhooks.deliver('order.created', order)
    return c.json(order, 201)
  })
  api.get('/orders/:id', (c) => c.json(needOrder(c)))
  api.put('/orders/:id', async (c) => {
    const body = await bodyOf(c)
    const order = records.atomically(() => changeOrder(records, needOrder(c), body, options.now()))
    await webhooks.deliver('order.updated', order)
    return c.json(order)
  })
  api.get('/orders/:id/refunds', (c) =>
    page(
      c,
      records.list('refunds').filter(({ parent_id: of }) => of === needOrder(c)['id']),
    ),
  )
  api.post('/orders/:id/refunds', async (c) => {
    const body = await bodyOf(c)
    const refund = records.atomically(() => newRefund(records, needOrder(c), body, options.now()))
    await webhooks.deliver('order.updated', needOrder(c))
    return c.json(refund, 201)
  })
  api.get('/orders/:id/notes', (c) =>
    c.json(
      records
        .list('notes')
        .filter(({ order_id: of }) => of === needOrder(c)['id'])
        .toReversed(),
    ),
  )
  api.post('/orders/:id/notes', async (c) => {
    const body = await bodyOf(c)
    if (typeof body['note'] !== 'string')
      throw new WooFault(400, 'rest_missing_callback_param', 'Missing parameter(s): note', { params: ['note'] })
    const id = records.nextId('_note', 281)
    const at = gmt(options.now())
    const note = {
      id,
      author: 'WooCommerce',
      date_created: at,
      date_created_gmt: at,
      note: body['note'],
      customer_note: body['customer_note'] === true,
      order_id: needOrder(c)['id'],
    }
    records.put('notes', id, note)
    return c.json(note, 201)
  })

  api.get('/products', (c) => {
    const { sku, modified_after: modifiedAfter, after } = c.req.query()
    // A SKU finds variations too; the plain list has none.
    const skus = sku?.split(',')
    return page(
      c,
      records
        .list('products')
        .filter(
          (product) =>
            (skus ? skus.includes(String(product['sku'])) : product['type'] !== 'variation') &&
            isAfter(product, 'date_modified_gmt', modifiedAfter) &&
            isAfter(product, 'date_created_gmt', after),
        ),
    )
  })
  api.post('/products', async (c) => {
    const product = newProduct(records, await bodyOf(c), 0, options.now())
    await webhooks.deliver('product.created', product)
    return c.json(product, 201)
  })
  api.get('/products/:id', (c) => c.json(needProduct(c)))
  api.put('/products/:id', async (c) => c.json(await productChanged(needProduct(c), await bodyOf(c))))
  api.get('/products/:id/variations', (c) =>
    page(
      c,
      records.list('products').filter(({ parent_id: of }) => of === needProduct(c)['id']),
    ),
  )
  api.post('/products/:id/variations', async (c) => {
    const body = await bodyOf(c)
    const parent = needProduct(c)
    const variation = newProduct(records, body, Number(parent['id']), options.now())
    await productChanged(parent, {})
    return c.json(variation, 201)
  })
  api.put('/products/:id/variations/:variation', async (c) => {
    const variation = needProduct(c, 'variation')
    if (String(variation['parent_id']) !== c.req.param('id')) throw notFound('woocommerce_rest_product_variation_invalid_id')
    const changed = changeProduct(records, variation, await bodyOf(c), options.now())
    await productChanged(needProduct(c), {})
    return c.json(changed)
  })
  async function productChanged(product: SimulatorRecord, body: SimulatorRecord): Promise<SimulatorRecord> {
    const changed = changeProduct(records, product, body, options.now())
    await webhooks.deliver('product.updated', changed)
    return changed
  }

  api.get('/customers', (c) => {
    const { email, role = 'customer' } = c.req.query()
    return page(
      c,
      records
        .list('customers')
        .filter((customer) => (email === undefined || customer['email'] === email) && (role === 'all' || customer['role'] === role)),
    )
  })
  api.post('/customers', async (c) => {
    const customer = newCustomer(records, await bodyOf(c), options.now())
    await webhooks.deliver('customer.created', customer)
    return c.json(customer, 201)
  })

  api.get('/webhooks', (c) => page(c, records.list('webhooks')))
  api.post('/webhooks', async (c) => c.json(await webhooks.create(await bodyOf(c)), 201))
  api.put('/webhooks/:id', async (c) => {
    need('webhooks', c.req.param('id'), 'woocommerce_rest_shop_webhook_invalid_id')
    return c.json(webhooks.change(c.req.param('id'), await bodyOf(c)))
  })
  api.delete('/webhooks/:id', (c) => {
    const webhook = need('webhooks', c.req.param('id'), 'woocommerce_rest_shop_webhook_invalid_id')
    if (c.req.query('force') !== 'true')
      throw new WooFault(400, 'woocommerce_rest_trash_not_supported', 'Webhooks do not support trashing.')
    records.remove('webhooks', c.req.param('id'))
    return c.json(webhook)
  })
  api.all('*', () => {
    throw new WooFault(404, 'rest_no_route', 'No route was found matching the URL and request method.')
  })
  kit.app.route('/wp-json/wc/v3', api)

  return kit.simulator({
    async emit(event, payload) {
      const { record, sent } = await happen(event, isRecord(payload) ? payload : {})
      return { recordId: String(record['id']), deliveries: sent }
    },
    play: (event, day) =>
      playInShop(event, day, {
        records,
        now: options.now,
        place: async (order) => (await happen('order.created', order)).record,
        changed: (order) => webhooks.deliver('order.updated', order),
      }),
  })

  async function happen(event: string, payload: SimulatorRecord): Promise<{ record: SimulatorRecord; sent: readonly Sent[] }> {
    const record = records.atomically(() => changeFor(event, payload, records, options.now()))
    const sent = await webhooks.deliver(event, event.endsWith('.deleted') ? { id: record['id'] } : record)
    // The checkout saves an order more than once.
    if (event === 'order.created') await webhooks.deliver('order.updated', record)
    return { record, sent }
  }
}

/** Throws a plain Error for what cannot happen: its caller is a test or the demo. */
function changeFor(event: string, payload: SimulatorRecord, records: SimulatorRecords, now: Date): SimulatorRecord {
  const named = (type: string) => {
    const found = payload['id'] === undefined ? records.list(type).at(-1) : records.get(type, String(payload['id']))
    if (!found) throw new Error(`The simulated shop has none of these ${type}. Create one first.`)
    return found
  }
  switch (event) {
    case 'order.created':
      return newOrder(records, payload, now)
    case 'order.updated':
      return changeOrder(records, named('orders'), payload, now)
    case 'order.deleted': {
      const order = named('orders')
      records.remove('orders', String(order['id']))
      return order
    }
    case 'product.created':
      return newProduct(records, withoutId(payload), 0, now)
    case 'product.updated':
      return changeProduct(records, named('products'), payload, now)
    case 'customer.created':
      return newCustomer(records, withoutId(payload), now)
    case 'customer.updated': {
      const customer: SimulatorRecord = { ...named('customers'), ...payload, date_modified_gmt: gmt(now) }
      records.put('customers', String(customer['id']), customer)
      return customer
    }
    default:
      throw new Error(`The simulated shop has no event ${event}.`)
  }
}

const withoutId = (record: SimulatorRecord): SimulatorRecord => Object.fromEntries(Object.entries(record).filter(([name]) => name !== 'id'))

const isAfter = (record: SimulatorRecord, member: string, after: string | undefined): boolean =>
  after === undefined || Date.parse(`${String(record[member])}Z`) > Date.parse(after)

async function bodyOf(c: Context): Promise<SimulatorRecord> {
  const body: unknown = await c.req.json().catch(() => undefined)
  if (!isRecord(body)) throw new WooFault(400, 'rest_invalid_json', 'Invalid JSON body passed.')
  return body
}

/** By id; at most 100 at once. The number of pages stands in headers. */
function page(c: Context, matching: readonly SimulatorRecord[]): Response {
  const { per_page: size = '10', page: number = '1', order = 'desc' } = c.req.query()
  if (Number(size) < 1 || Number(size) > 100)
    throw invalidParameter('per_page', 'per_page must be between 1 (inclusive) and 100 (inclusive)')
  const sorted = matching.toSorted((a, b) => (Number(a['id']) - Number(b['id'])) * (order === 'asc' ? 1 : -1))
  const pages = Math.ceil(sorted.length / Number(size))
  const start = (Number(number) - 1) * Number(size)
  return c.json(sorted.slice(start, start + Number(size)), 200, { 'x-wp-total': String(sorted.length), 'x-wp-totalpages': String(pages) })
}
