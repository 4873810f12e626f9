// A small Shopify: the Admin API's GraphQL endpoint with its cost bucket, orders that are placed, changed, cancelled and refunded,
// fulfilments, and webhooks that are signed and can be delivered again.
import { Hono, type Context } from 'hono'
import { Type, type Static, type TSchema } from 'typebox'
import { parseExact } from '#connectors/kit/exact-json.ts'
import type { Simulator, SimulatorOptions } from '#connectors/kit/contract.ts'
import type { Fault } from '#connectors/kit/simulator-faults.ts'
import { simulateOAuth } from '#connectors/kit/simulator-oauth.ts'
import { createSimulatorKit } from '#connectors/kit/simulator.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { API_VERSION } from '../auth.ts'
import { stageFile } from './bulk/run.ts'
import { seedCatalogue } from './catalogue/seed.ts'
import { seedCustomers } from './customers/seed.ts'
import type { ResolverContext } from './context.ts'
import { createBucket, STANDARD_BUCKET, type BucketSettings } from './cost.ts'
import { createDeliveries } from './deliveries.ts'
import { answerGraphql, operationOf } from './endpoint.ts'
import { happen } from './events.ts'
import { shopTime } from './new-order.ts'
import { listOrders } from './rest-orders.ts'
import { playInShop } from './play.ts'
import { createRoot } from './resolvers.ts'
import { shopOf } from './shop.ts'

/**
 * Beside the kit's `/_sim` routes: `POST /_sim/orders` (an order, whole or in part; the rest is made up), `POST /_sim/events`
 * { event, payload }, `POST /_sim/redeliver` { deliveryId } (without one: what was not answered 2xx), `POST /_sim/bucket`
 * { maximumAvailable, currentlyAvailable, restoreRate }; `GET /_sim/bucket` tells these, and { paid, refused } since it was started.
 */
export function createShopifySimulator(options: SimulatorOptions, bucketSettings: BucketSettings = STANDARD_BUCKET): Simulator {
  const domain = typeof options.config['shop'] === 'string' ? options.config['shop'] : `${options.name}.myshopify.com`
  const shop = shopOf(domain)
  const bucket = createBucket(bucketSettings, options.now)
  const kit = createSimulatorKit(options, {
    operationOf: ({ body }) => operationOf(body),
    faultAnswer: shopifyFault,
    seed(records) {
      seedCatalogue(records)
      seedCustomers(records)
    },
  })
  const { records } = kit
  const deliveries = createDeliveries(options, domain, records)
  const context: ResolverContext = { records, shop, now: options.now, at: () => shopTime(options.now(), shop.timezone) }
  const root = createRoot(context)
  const event = (name: string, payload: unknown) => happen(name, payload, { ...context, deliveries })

  const oauth = simulateOAuth({
    app: kit.app,
    records,
    authorizePath: '/admin/oauth/authorize',
    tokenPath: '/admin/oauth/access_token',
    clientId: typeof options.config['clientId'] === 'string' ? options.config['clientId'] : SIMULATED_CLIENT,
    clientSecret: options.secrets['apiSecret'] ?? '',
    name: shop.name,
    machine: true,
    tokenHeader: TOKEN_HEADER,
  })
  const isSignedIn = (c: Context): boolean =>
    oauth.allows(c) || (options.secrets['accessToken'] !== undefined && c.req.header(TOKEN_HEADER) === options.secrets['accessToken'])

  kit.app.post('/admin/api/:version/graphql.json', async (c) => {
    if (c.req.param('version') !== (options.config['apiVersion'] ?? API_VERSION)) return c.json({ errors: 'Not Found' }, 404)
    if (!isSignedIn(c)) return unauthorized()
    const body: unknown = await c.req.json().catch(() => undefined)
    if (body === undefined) return c.json({ errors: 'Bad Request' }, 400)
    return c.json(await answerGraphql(body, root, bucket))
  })

  // As much of the REST list of orders as a sweep asks for.
  kit.app.get('/admin/api/:version/orders.json', (c) => {
    if (!isSignedIn(c)) return unauthorized()
    const { orders, next } = listOrders(records.list('order'), c.req.query())
    if (next === undefined) return c.json({ orders })
    const limit = c.req.query('limit') ?? '50'
    return c.json({ orders }, 200, { link: `<https://${domain}${c.req.path}?page_info=${next}&limit=${limit}>; rel="next"` })
  })

  // Where files for bulk changes are put, and where results lie: hosts of their own at Shopify, without a sign-in.
  kit.app.post('/staged-uploads', async (c) => {
    const fields = new Map(partsOf(await c.req.text()))
    const key = fields.get('key')
    if (key === undefined) return c.text('<Error><Code>MissingFields</Code></Error>', 400)
    stageFile(key, fields.get('file') ?? '', context)
    return c.text('<PostResponse/>', 201)
  })
  kit.app.get('/bulk-operation-outputs/:id', (c) => {
    const operation = records.get('bulk_operation', c.req.param('id'))
    if (!operation) return c.text('<Error><Code>NoSuchKey</Code></Error>', 404)
    const bytes = new TextEncoder().encode(String(operation['result']))
    const [, from = '0', to = ''] = /^bytes=(\d+)-(\d*)$/.exec(c.req.header('range') ?? '') ?? []
    if (Number(from) >= bytes.length) return c.body(null, 416)
    const part = bytes.slice(Number(from), to === '' ? bytes.length : Number(to) + 1)
    return c.body(part, 206, {
      'content-type': 'application/jsonl',
      'content-range': `bytes ${from}-${Number(from) + part.length - 1}/${bytes.length}`,
    })
  })

  const simulator = kit.simulator({
    async emit(name, payload) {
      const { recordId, deliveries: sent } = await event(name, payload)
      return { recordId, deliveries: sent }
    },
    play: (retailEvent, day) => playInShop(retailEvent, day, records, event),
  })

  // The kit answers 404 to every `/_sim` route it does not know, so these stand before it.
  const app = new Hono()
  app.onError((error, c) => c.json({ error: error.message }, 400))
  app.post('/_sim/orders', async (c) => {
    const { record, ...rest } = await event('orders/create', readBody(await c.req.text()))
    return c.json({ ...rest, order: record }, 201)
  })
  app.post('/_sim/events', async (c) => {
    const { event: name, payload } = parseBody(EventBody, await c.req.text())
    return c.json(await event(name, payload), 201)
  })
  app.post('/_sim/redeliver', async (c) => {
    const { deliveryId } = parseBody(RedeliverBody, await c.req.text())
    const found = deliveries.find(deliveryId)
    if (deliveryId !== undefined && found.length === 0) return c.json({ error: 'There is no such delivery.' }, 404)
    return c.json({ deliveries: await deliveries.send(found) })
  })
  app.post('/_sim/bucket', async (c) => {
    bucket.set(parseBody(BucketBody, await c.req.text()))
    return c.json(bucket.status())
  })
  app.get('/_sim/bucket', (c) => c.json({ ...bucket.status(), ...bucket.tally() }))
  app.post('/_sim/reset', (c) => {
    bucket.set({ ...bucketSettings, currentlyAvailable: bucketSettings.maximumAvailable })
    return simulator.fetch(c.req.raw)
  })
  app.all('*', (c) => simulator.fetch(c.req.raw))

  return { ...simulator, fetch: (request) => app.fetch(request) }
}

/** Name and value of each part of a form with files. */
function partsOf(form: string): [string, string][] {
  const boundary = form.slice(0, form.indexOf('\r\n'))
  return form.split(boundary).flatMap((part): [string, string][] => {
    const end = part.indexOf('\r\n\r\n')
    const name = /name="([^"]+)"/.exec(part.slice(0, Math.max(end, 0)))?.[1]
    return name === undefined ? [] : [[name, part.slice(end + 4).replace(/\r\n$/, '')]]
  })
}

const TOKEN_HEADER = 'x-shopify-access-token'
/** The app of a demo connection that signs in by OAuth. */
const SIMULATED_CLIENT = 'tillflow-app'

const EventBody = Type.Object({ event: Type.String(), payload: Type.Optional(Type.Unknown()) })
const RedeliverBody = Type.Object({ deliveryId: Type.Optional(Type.String()) })
const points = Type.Optional(Type.Number({ minimum: 0, maximum: 1_000_000 }))
const BucketBody = Type.Object({
  maximumAvailable: points,
  currentlyAvailable: points,
  restoreRate: Type.Optional(Type.Number({ minimum: 1 })),
})

const readBody = (text: string): unknown => (text.trim() === '' ? {} : parseExact(text))

function parseBody<S extends TSchema>(schema: S, text: string): Static<S> {
  return parseInput(schema, readBody(text))
}

const unauthorized = (): Response =>
  Response.json({ errors: '[API] Invalid API key or access token (unrecognized login or wrong password)' }, { status: 401 })

function shopifyFault(fault: Fault): Response | undefined {
  if (fault.kind === 'unauthorized') return unauthorized()
  if (fault.kind === '500') return Response.json({ errors: 'Internal Server Error' }, { status: 500 })
  // Throttled by cost, Shopify answers 200; only its edge answers 429, and then with Retry-After.
  if (fault.kind !== '429' || fault.retryAfter !== undefined) return undefined
  return Response.json({
    errors: [{ message: 'Throttled', extensions: { code: 'THROTTLED', documentation: 'https://shopify.dev/api/usage/rate-limits' } }],
    extensions: {
      cost: { requestedQueryCost: 20, actualQueryCost: null, throttleStatus: { ...STANDARD_BUCKET, currentlyAvailable: 10 } },
    },
  })
}
