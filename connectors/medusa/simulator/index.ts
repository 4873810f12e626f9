// A small Medusa 2: the parts of the Admin API that this connector uses, with unrounded amounts and Medusa's way to refuse.
import { Hono, type Context } from 'hono'
import { isRecord } from '#shared/json.ts'
import type { CreateSimulator } from '#connectors/kit/contract.ts'
import { harbourFinch } from '#connectors/kit/retailer/retailer.ts'
import type { SoldLine } from '#connectors/kit/retailer/sold.ts'
import type { SimulatorRecord, SimulatorRecords } from '#connectors/kit/simulator-records.ts'
import { createSimulatorKit } from '#connectors/kit/simulator.ts'
import fixture from '../fixtures/shop.json' with { type: 'json' }
import { change, fulfilOrder, orderView, placeOrder, refundPayment, shipFulfillment } from './orders.ts'
import { playInShop } from './play.ts'
import { both, idOf } from './raw.ts'
import { invalid, medusaFault, MedusaRefusal, missing } from './refusal.ts'

const ARTICLES = new Map(harbourFinch().articles.map((article) => [article.sku, article]))
const OPENING_STOCK = 60

export const createMedusaSimulator: CreateSimulator = (options) => {
  const kit = createSimulatorKit(options, { seed: (records) => seed(records), faultAnswer: medusaFault })
  const { records } = kit
  const api = new Hono()
  api.onError((error, c) => {
    if (!(error instanceof MedusaRefusal)) throw error
    return c.json({ ...(error.type !== undefined && { type: error.type }), message: error.message }, error.status)
  })
  api.use('*', async (c, next) => {
    const wanted = `Basic ${Buffer.from(`${options.secrets['apiKey']}:`, 'utf8').toString('base64')}`
    if (c.req.header('authorization') !== wanted) throw new MedusaRefusal(401, 'Unauthorized')
    await next()
  })
  const needOrder = (c: Context): SimulatorRecord => {
    const id = c.req.param('id') ?? ''
    const order = records.get('orders', id)
    if (!order) throw missing('Order', id)
    return order
  }

  api.get('/stores', (c) => c.json({ stores: [{ id: idOf('store', 1), name: fixture.name }], count: 1, offset: 0, limit: 50 }))
  api.get('/stock-locations', (c) => list(c, 'stock_locations', records.list('stock_locations')))
  api.get('/orders', (c) => list(c, 'orders', records.list('orders').map(orderView)))
  api.get('/orders/:id', (c) => c.json({ order: orderView(needOrder(c)) }))
  api.post('/orders/:id/fulfillments', async (c) => {
    const body = await bodyOf(c)
    return c.json({ order: orderView(records.atomically(() => fulfilOrder(records, needOrder(c), body, options.now()))) })
  })
  api.post('/orders/:id/fulfillments/:fulfillment/shipments', async (c) => {
    const body = await bodyOf(c)
    const { fulfillment } = c.req.param()
    return c.json({ order: orderView(records.atomically(() => shipFulfillment(records, needOrder(c), fulfillment, body, options.now()))) })
  })
  api.post('/payments/:id/refund', async (c) => {
    const body = await bodyOf(c)
    return c.json({ payment: records.atomically(() => refundPayment(records, c.req.param('id'), body, options.now())) })
  })

  api.get('/product-variants', (c) => list(c, 'variants', bySku(c, records.list('variants'))))
  api.post('/products', async (c) => {
    const given = await bodyOf(c)
    return c.json({ product: records.atomically(() => addProduct(records, given, options.now())) })
  })
  api.post('/products/:id', async (c) => {
    const given = await bodyOf(c)
    const { id } = c.req.param()
    const variants = records.list('variants').filter(({ product }) => (product as SimulatorRecord)['id'] === id)
    if (variants.length === 0) throw missing('Product', id)
    for (const variant of variants) {
      records.put('variants', String(variant['id']), {
        ...variant,
        product: { ...(variant['product'] as SimulatorRecord), ...given },
        updated_at: options.now().toISOString(),
      })
    }
    return c.json({ product: { id, ...given } })
  })
  api.post('/products/:id/variants/:variant', async (c) => {
    const given = await bodyOf(c)
    const { id, variant: variantId } = c.req.param()
    const variant = records.get('variants', variantId)
    if (!variant) throw missing('Product variant', variantId)
    const prices = Array.isArray(given['prices']) ? { prices: pricesOf(records, given['prices'].filter(isRecord)) } : {}
    records.put('variants', variantId, { ...variant, ...given, ...prices, updated_at: options.now().toISOString() })
    return c.json({ product: { id } })
  })

  api.get('/inventory-items', (c) => list(c, 'inventory_items', bySku(c, records.list('inventory_items'))))
  api.post('/inventory-items/:id/location-levels', async (c) => {
    const given = await bodyOf(c)
    return c.json({ inventory_item: setLevel(records, c.req.param('id'), String(given['location_id']), Number(given['stocked_quantity'])) })
  })
  api.post('/inventory-items/:id/location-levels/:location', async (c) => {
    const given = await bodyOf(c)
    return c.json({ inventory_item: setLevel(records, c.req.param('id'), c.req.param('location'), Number(given['stocked_quantity'])) })
  })
  kit.app.route('/admin', api)

  return kit.simulator({
    async emit(event, payload) {
      const given = isRecord(payload) ? payload : {}
      if (event !== 'order.placed' && event !== 'order.canceled') throw new Error(`The simulated shop has no event ${event}.`)
      const order = records.atomically(() =>
        event === 'order.placed' ? placeOrder(records, given, options.now()) : cancel(records, given, options.now()),
      )
      return { recordId: String(order['id']), deliveries: [] }
    },
    play: async (event, day) =>
      records.atomically(() =>
        playInShop(event, day, { records, now: options.now(), need: (line) => needArticle(records, line, options.now()) }),
      ),
  })
}

function cancel(records: SimulatorRecords, payload: SimulatorRecord, now: Date): SimulatorRecord {
  const order = payload['id'] === undefined ? records.list('orders').at(-1) : records.get('orders', String(payload['id']))
  if (!order) throw new Error('The simulated shop has no such order.')
  return change(records, order, { status: 'canceled', canceled_at: now.toISOString() }, now)
}

function seed(records: SimulatorRecords): void {
  const at = new Date('2026-01-05T08:00:00Z')
  for (const location of fixture.locations) records.put('stock_locations', location.id, location)
  for (const { sku, title, variant, price } of fixture.products) {
    addProduct(records, { title, variants: [{ title: variant, sku, prices: [{ amount: price, currency_code: 'usd' }] }] }, at, 25)
  }
}

/** The variant of an article of the retailer, made when it is sold for the first time; a product for each, whose prices are in pounds. */
function needArticle(records: SimulatorRecords, { sku, title, variant, giftCard }: SoldLine, now: Date): void {
  if (records.find('variants', (known) => known['sku'] === sku)) return
  const price = ARTICLES.get(sku)?.price ?? '0'
  const variants = [{ title: variant ?? 'Default', sku, manage_inventory: !giftCard, prices: [{ amount: price, currency_code: 'gbp' }] }]
  addProduct(records, { title, handle: sku.toLowerCase(), variants }, now, giftCard ? undefined : OPENING_STOCK)
}

function addProduct(records: SimulatorRecords, body: SimulatorRecord, now: Date, stock?: number): SimulatorRecord {
  const handle = String(body['handle'] ?? body['title'])
  const isTaken = records.find('variants', ({ product: known }) => (known as SimulatorRecord)['handle'] === handle)
  if (isTaken) throw invalid(`Product with handle: ${handle}, already exists.`)
  const product = { id: idOf('prod', records.nextId('_product')), title: body['title'], handle, status: body['status'] ?? 'published' }
  for (const given of Array.isArray(body['variants']) ? body['variants'].filter(isRecord) : []) {
    const sku = String(given['sku'])
    if (records.find('variants', (variant) => variant['sku'] === sku)) throw invalid(`Product variant with sku: ${sku}, already exists.`)
    const sequence = records.nextId('_variant')
    records.put('variants', idOf('variant', sequence), {
      id: idOf('variant', sequence),
      sku,
      title: given['title'] ?? 'Default',
      manage_inventory: given['manage_inventory'] !== false,
      updated_at: now.toISOString(),
      prices: pricesOf(records, Array.isArray(given['prices']) ? given['prices'].filter(isRecord) : []),
      product,
    })
    records.put('inventory_items', idOf('iitem', sequence), {
      id: idOf('iitem', sequence),
      sku,
      location_levels: stock === undefined ? [] : [levelOf(fixture.locations[0]?.id ?? '', stock)],
    })
  }
  return product
}

const pricesOf = (records: SimulatorRecords, prices: readonly SimulatorRecord[]): SimulatorRecord[] =>
  prices.map(({ amount, currency_code: code }) => ({
    id: idOf('price', records.nextId('_price')),
    amount: Number(amount),
    currency_code: code,
    rules: {},
  }))

const levelOf = (location: string, stocked: number) => ({
  location_id: location,
  ...both({ stocked_quantity: stocked, reserved_quantity: 0 }),
})

function setLevel(records: SimulatorRecords, id: string, location: string, stocked: number): SimulatorRecord {
  const item = records.get('inventory_items', id)
  if (!item) throw missing('Inventory item', id)
  if (!records.get('stock_locations', location)) throw missing('Stock location', location)
  const levels = item['location_levels'] as SimulatorRecord[]
  const known = levels.some((level) => level['location_id'] === location)
  const next = known
    ? levels.map((level) => (level['location_id'] === location ? { ...level, ...both({ stocked_quantity: stocked }) } : level))
    : [...levels, levelOf(location, stocked)]
  const changed = { ...item, location_levels: next }
  records.put('inventory_items', id, changed)
  return changed
}

const bySku = (c: Context, all: readonly SimulatorRecord[]): readonly SimulatorRecord[] => {
  const { sku } = c.req.query()
  return sku === undefined ? all : all.filter((record) => record['sku'] === sku)
}

/** Sorted as asked; parameters and fields that nobody knows are passed over without a word. */
function list(c: Context, name: string, all: readonly SimulatorRecord[]): Response {
  const { order = 'id', limit = '50', offset = '0', q, 'updated_at[$gte]': since } = c.req.query()
  const matching = all.filter(
    (record) =>
      (since === undefined || Date.parse(String(record['updated_at'])) >= Date.parse(since)) &&
      (q === undefined || JSON.stringify([record['display_id'], record['email']]).toLowerCase().includes(q.toLowerCase())),
  )
  const field = order.replace(/^-/, '')
  const sorted = matching.toSorted((a, b) => String(a[field]).localeCompare(String(b[field])) * (order.startsWith('-') ? -1 : 1))
  const page = sorted.slice(Number(offset), Number(offset) + Number(limit))
  return c.json({ [name]: page, count: sorted.length, offset: Number(offset), limit: Number(limit) })
}

async function bodyOf(c: Context): Promise<SimulatorRecord> {
  const body: unknown = await c.req.json().catch(() => undefined)
  if (!isRecord(body)) throw invalid('Unexpected token in JSON')
  return body
}
