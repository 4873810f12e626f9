// What the suite shared by all connectors does not know: Shopify's throttling, refusals, subscriptions and webhooks, over real HTTP.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { ErrorData } from '#shared/errors.ts'
import { createActionContext, readSecrets } from '#connectors/kit/call-context.ts'
import type { Simulator } from '#connectors/kit/contract.ts'
import { serveSimulators, type SimulatorServer } from '#connectors/kit/simulator-server.ts'
import { openGate } from '#connectors/kit/gate.ts'
import { createTransport } from '#connectors/kit/transport.ts'
import { addOrderTags } from './actions/orders/add-order-tags.ts'
import { createFulfillment } from './actions/orders/create-fulfillment.ts'
import { findOrders } from './actions/orders/find-orders.ts'
import { getOrder } from './actions/orders/get-order.ts'
import { CANONICAL_ORDER, ORDER } from './examples/index.ts'
import { shopify } from './index.ts'
import { createShopifySimulator } from './simulator/index.ts'
import { ordersCreate } from './triggers/orders-create.ts'

interface Delivered {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

const dir = mkdtempSync(join(tmpdir(), 'tillflow-shopify-'))
const transport = createTransport()
let server: SimulatorServer
let simulator: Simulator
let delivered: Delivered[] = []
let status = 200
let count = 0
// Each test has its own shop.
let shop = ''
const secrets = { accessToken: 'shpat_0123456789abcdef0123456789abcdef', apiSecret: 'shpss_0123456789abcdef' }

const open = () =>
  createShopifySimulator({
    name: 'shop',
    dataFile: join(dir, `${count}.db`),
    secrets,
    config: { shop },
    deliver: async (delivery) => {
      delivered.push(delivery)
      return { status }
    },
    now: () => new Date(),
  })

beforeAll(async () => {
  server = await serveSimulators(() => simulator)
})
afterAll(async () => {
  await server.close()
  await transport.close()
  rmSync(dir, { recursive: true, force: true })
})
beforeEach(() => {
  count++
  shop = `test-${count}.myshopify.com`
  delivered = []
  status = 200
  simulator = open()
})
afterEach(() => simulator.close())

const context = (attempt = 1) =>
  createActionContext(
    {
      transport,
      baseUrl: () => `${server.origin}/shop`,
      isTrusted: () => true,
      gate: openGate,
      signal: new AbortController().signal,
      config: { shop },
      secrets,
      timeoutMs: 5_000,
    },
    { idempotencyKey: 'key', attempt, outcomeUnknown: attempt > 1 },
  )
const sim = async (path: string, body?: unknown): Promise<unknown> =>
  await (await fetch(`${server.origin}/shop/_sim${path}`, body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) })).json()
const failureOf = async (work: Promise<unknown>): Promise<ErrorData> =>
  await work.then(
    (answer) => expect.fail(`answered ${JSON.stringify(answer)}`),
    (error: ErrorData) => error,
  )
const place = async (payload: object = {}) => {
  const { order } = (await sim('/orders', payload)) as { order: { id: number; line_items: { id: number; quantity: number }[] } }
  return order
}

describe('reading orders', () => {
  it('maps the example webhook order to the example of the retail model', async () => {
    await simulator.emit?.('orders/create', ORDER)
    const order = await getOrder.run({ orderId: CANONICAL_ORDER.id }, context())
    expect(order).toMatchObject({ ...CANONICAL_ORDER, customer: { ...CANONICAL_ORDER.customer } })
  })
  it('reads every line of a long order', async () => {
    const lines = Array.from({ length: 205 }, (_, index) => ({ sku: `SKU-${index}`, quantity: 1, price: '1.00' }))
    const { id } = await place({ line_items: lines })
    const order = (await getOrder.run({ orderId: id }, context())) as { lines: { sku: string }[] }
    expect(order.lines.map(({ sku }) => sku)).toEqual(lines.map(({ sku }) => sku))
  })
  it('says so when there is no such order', async () => {
    expect(await failureOf(getOrder.run({ orderId: 1 }, context()))).toMatchObject({ code: 'vendor-rejected' })
  })
  it('keeps the digits of currencies without cents', async () => {
    const { id } = await place({
      currency: 'JPY',
      line_items: [{ sku: 'A', quantity: 3, price: '1200', tax_lines: [] }],
      shipping_lines: [],
    })
    const order = (await getOrder.run({ orderId: id }, context())) as typeof CANONICAL_ORDER
    expect(order.lines[0]?.lineTotal).toEqual({ amount: '3600', currency: 'JPY' })
  })
  it('pages through found orders by cursor', async () => {
    for (let n = 0; n < 5; n++) await place({ tags: n % 2 ? 'odd' : 'even' })
    const names: string[] = []
    let cursor: string | null = null
    do {
      const page = (await findOrders.run({ query: 'tag:even', limit: 2, cursor }, context())) as {
        orders: { name: string }[]
        nextCursor: string | null
      }
      names.push(...page.orders.map(({ name }) => name))
      cursor = page.nextCursor
    } while (cursor !== null)
    expect(names).toEqual(['#1001', '#1003', '#1005'])
  })
})

describe('shipping', () => {
  it('ships single lines, then the rest, and closes the order', async () => {
    const order = await place({ line_items: [{ sku: 'HF-MUG-NAVY', quantity: 3 }] })
    const line = order.line_items[0]?.id ?? 0
    await createFulfillment.run({ orderId: order.id, tracking: { number: 'T1' }, lines: [{ lineItemId: line, quantity: 1 }] }, context())
    expect(await sim('/records/order')).toMatchObject([{ fulfillment_status: 'partial' }])
    const rest = await createFulfillment.run({ orderId: order.id, tracking: { number: 'T2' } }, context())
    expect(rest).toMatchObject({ fulfillments: [{ trackingNumbers: ['T2'], lines: [{ quantity: 2 }] }] })
    expect(await sim('/records/order')).toMatchObject([{ fulfillment_status: 'fulfilled' }])
  })
  it('makes one parcel for each location, and only the missing one after a cut in between', async () => {
    const order = await place({
      line_items: [
        { sku: 'HF-MUG-NAVY', quantity: 1 },
        { sku: 'HF-LAMP', quantity: 1 },
      ],
    })
    const input = { orderId: order.id, tracking: { number: 'T1' } }
    await sim('/faults', { kind: 'cut-after-write', times: 1, match: 'fulfillmentCreate' })
    expect((await failureOf(createFulfillment.run(input, context()))).code).toBe('connection-failed')
    expect(await sim('/records/fulfillment')).toHaveLength(1)
    expect(await createFulfillment.run(input, context(2))).toMatchObject({ alreadyShipped: false, fulfillments: [{}, {}] })
    expect(await createFulfillment.run(input, context(3))).toMatchObject({ alreadyShipped: true, fulfillments: [{}, {}] })
    expect(await sim('/records/fulfillment')).toHaveLength(2)
  })
  it('needs a tracking number for single lines', async () => {
    const order = await place()
    const lines = [{ lineItemId: order.line_items[0]?.id ?? 0, quantity: 1 }]
    expect(await failureOf(createFulfillment.run({ orderId: order.id, lines }, context()))).toMatchObject({ code: 'action-input-invalid' })
  })
})

describe('refusals', () => {
  it('carry the field and the words of Shopify', async () => {
    const error = await failureOf(addOrderTags.run({ orderId: 1, tags: ['x'] }, context()))
    expect(error).toMatchObject({ code: 'vendor-rejected', issues: [{ path: '/id', message: 'gid://shopify/Order/1 does not exist' }] })
  })
  it('of the shop, not of the record, ask for a new connection', async () => {
    const other = { ...context(), config: { shop, apiVersion: '2020-01' } }
    expect(await failureOf(shopify.test(other))).toMatchObject({ code: 'credentials-invalid' })
  })
})

describe('throttling', () => {
  it('says exactly how long to wait', async () => {
    await findOrders.run({ limit: 250 }, context())
    await sim('/bucket', { currentlyAvailable: 0, restoreRate: 1 })
    const error = await failureOf(findOrders.run({ limit: 250 }, context()))
    // orders(first: 250) costs 2 + 16 here, and one point comes back each second.
    expect(error).toMatchObject({ code: 'vendor-throttled', disposition: 'retry-after', retryAfterMs: 18_000 })
  })
  it('is counted, and so is what was paid', async () => {
    await findOrders.run({ limit: 250 }, context())
    await sim('/bucket', { currentlyAvailable: 0, restoreRate: 1 })
    await failureOf(findOrders.run({ limit: 250 }, context()))
    expect(await sim('/bucket')).toMatchObject({ paid: 18, refused: 1 })
  })
})

describe('subscriptions', () => {
  const address = 'https://tillflow.example/hooks/abc'
  it('are registered once however often it is asked, also when the answer was lost', async () => {
    await sim('/faults', { kind: 'cut-after-write', times: 1, match: 'webhookSubscriptionCreate' })
    expect((await failureOf(ordersCreate.subscribe?.(address, context()) ?? Promise.resolve())).code).toBe('connection-failed')
    const first = await ordersCreate.subscribe?.(address, context())
    expect(await ordersCreate.subscribe?.(address, context())).toEqual(first)
    expect(await sim('/records/webhook_subscription')).toHaveLength(1)
  })
  it('are removed, and removing them again is no error', async () => {
    const { subscriptionId } = (await ordersCreate.subscribe?.(address, context())) ?? { subscriptionId: '' }
    await ordersCreate.unsubscribe?.(subscriptionId, context())
    await ordersCreate.unsubscribe?.(subscriptionId, context())
    expect(await sim('/records/webhook_subscription')).toEqual([])
  })
  it('are refused for an address that Shopify does not take', async () => {
    const error = await failureOf(ordersCreate.subscribe?.('http://tillflow.example/hooks/abc', context()) ?? Promise.resolve())
    expect(error).toMatchObject({ code: 'vendor-rejected', issues: [{ path: '/webhookSubscription/callbackUrl' }] })
  })
})

describe('the simulated shop', () => {
  const address = 'https://tillflow.example/hooks/abc'
  const verify = ({ headers, body }: Delivered) =>
    ordersCreate.verify(
      { method: 'POST', url: address, headers, body: Buffer.from(body) },
      { config: { shop }, secrets: readSecrets(secrets), now: new Date() },
    )

  it('delivers a placed order, signed, to those who subscribed to its topic', async () => {
    await ordersCreate.subscribe?.(address, context())
    const answer = await simulator.emit?.('orders/create', { note: 'Siân’s gift 🎁' })
    expect(delivered).toHaveLength(1)
    const [delivery] = delivered
    expect(delivery && verify(delivery)).toEqual({ deliveryId: answer?.deliveries[0]?.deliveryId, vendorEvent: 'orders/create' })
    expect(JSON.parse(delivery?.body ?? '')).toMatchObject({ name: '#1001', note: 'Siân’s gift 🎁' })
    expect(Object.keys(delivery?.headers ?? {})).toEqual(
      expect.arrayContaining(['X-Shopify-API-Version', 'X-Shopify-Triggered-At', 'X-Shopify-Webhook-Id']),
    )
    await simulator.emit?.('orders/updated', { name: '#1001', tags: 'vip' })
    expect(delivered).toHaveLength(1)
  })
  it('delivers the same bytes and ids again', async () => {
    await ordersCreate.subscribe?.(address, context())
    const answer = await simulator.emit?.('orders/create', {})
    await sim('/redeliver', { deliveryId: answer?.deliveries[0]?.deliveryId })
    expect(delivered[1]).toEqual(delivered[0])
  })
  it('delivers what was not taken when asked to', async () => {
    await ordersCreate.subscribe?.(address, context())
    status = 503
    await simulator.emit?.('orders/create', {})
    status = 200
    expect(await sim('/redeliver', {})).toMatchObject({ deliveries: [{ status: 200 }] })
    expect(await sim('/redeliver', {})).toEqual({ deliveries: [] })
  })
  it('makes two orders of one payload sent twice', async () => {
    await simulator.emit?.('orders/create', ORDER)
    await simulator.emit?.('orders/create', ORDER)
    const orders = (await sim('/records/order')) as { id: number; name: string; total_price: string }[]
    expect(new Set(orders.map(({ id }) => id)).size).toBe(2)
    expect(orders.map(({ name, total_price }) => [name, total_price])).toEqual([
      ['#1042', '124.74'],
      ['#1002', '124.74'],
    ])
  })
  it('makes the same order of the same number', async () => {
    const first = await place({ created_at: 'x', updated_at: 'x', processed_at: 'x', customer: null })
    await sim('/reset', {})
    expect(await place({ created_at: 'x', updated_at: 'x', processed_at: 'x', customer: null })).toEqual(first)
  })
  it('cancels and refunds', async () => {
    const order = await place({ line_items: [{ sku: 'HF-TOTE', quantity: 2 }] })
    await simulator.emit?.('refunds/create', { refund_line_items: [{ line_item_id: order.line_items[0]?.id ?? 0, quantity: 1 }] })
    expect(await sim('/records/refund')).toMatchObject([{ transactions: [{ amount: '18.00', status: 'success' }] }])
    await simulator.emit?.('orders/cancelled', { name: '#1001' })
    expect(await sim('/records/order')).toMatchObject([{ cancel_reason: 'customer', financial_status: 'partially_refunded' }])
    expect(await failureOf(createFulfillment.run({ orderId: order.id, tracking: { number: 'T' } }, context()))).toMatchObject({
      code: 'vendor-rejected',
    })
  })
  it('still has its orders and subscriptions when it starts again', async () => {
    await ordersCreate.subscribe?.(address, context())
    await place()
    simulator.close()
    simulator = open()
    await place()
    expect(await sim('/records/order')).toMatchObject([{ name: '#1001' }, { name: '#1002' }])
    expect(delivered).toHaveLength(2)
  })
  it('refuses a query that costs more than one may', async () => {
    const lines = 'lineItems(first: 250) { nodes { variant { id } lineItem: variant { id } } }'
    const query = `{ orders(first: 250) { nodes { ${lines} more: ${lines} } } }`
    const answer = await fetch(`${server.origin}/shop/admin/api/2026-07/graphql.json`, {
      method: 'POST',
      headers: { 'x-shopify-access-token': secrets.accessToken },
      body: JSON.stringify({ query }),
    })
    expect(await answer.json()).toMatchObject({ errors: [{ extensions: { code: 'MAX_COST_EXCEEDED' } }] })
  })
})
