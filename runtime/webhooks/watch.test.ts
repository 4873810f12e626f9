// A shop that drops our subscription, or finds nobody at the door for hours: the watch mends it, and every order arrives once.
import { createHmac } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { pino } from 'pino'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { connectors, simulators as simulatorKinds } from '#connectors/index.ts'
import { createTransport } from '#connectors/kit/transport.ts'
import type { FlowDocument } from '#shared/flow/document.ts'
import { isRecord } from '#shared/json.ts'
import { createTriggerBindings } from '../connections/bindings.ts'
import { createConnectionOpener } from '../connections/open-connection.ts'
import { createConnectionService } from '../connections/service.ts'
import { createVault } from '../connections/vault.ts'
import { createFlowControl } from '../flow-control/flow-control.ts'
import { createFlowSource } from '../flow-source.ts'
import { aFlow, call, openBench, until, type Bench } from '../engine/engine.testing.ts'
import { createSandbox } from '../sandbox/create.ts'
import type { Sandbox } from '../sandbox/port.ts'
import { createSimulatorHost, type SimulatorHost } from '../simulators/host.ts'
import { takeDelivery } from './intake.ts'
import { createHookRegistry } from './registry.ts'
import { createSubscriptionWatch } from './watch.ts'

const SECRETS = { accessToken: 'shpat_test', apiSecret: 'hush' }
const CONFIG = { shop: 'north.myshopify.com', simulator: 'north-shop' }
const HOUR = 3_600_000

interface System {
  readonly connector: string
  readonly config: Readonly<Record<string, unknown>>
  readonly secrets: Readonly<Record<string, string>>
}
const SHOPIFY: System = { connector: 'shopify', config: CONFIG, secrets: SECRETS }
/** Its subscriptions end after three days, and it asks for a handshake each time. */
const BUSINESS_CENTRAL: System = {
  connector: 'business-central',
  config: {
    auth: 'application',
    tenantId: '11111111-2222-4333-8444-555555555555',
    clientId: '66666666-7777-4888-8999-000000000000',
    environment: 'Production',
    simulator: 'north-shop',
  },
  secrets: { clientSecret: 'entra-secret-0123456789', webhookSecret: 'client-state-0123456789' },
}

/** Its webhooks are set up by hand, and tell a time of their own. */
const XERO: System = {
  connector: 'xero',
  config: { auth: 'custom-connection', clientId: 'tillflow', webhookCategories: ['CONTACT', 'INVOICE'], simulator: 'north-shop' },
  secrets: { clientSecret: 'xero-secret-0123456789', webhookKey: 'whk-0123456789abcdef' },
}

let sandbox: Sandbox
let bench: Bench
let host: SimulatorHost
let door: Server
let isOpen: boolean
let passed: number
let logged: string[]
let watch: ReturnType<typeof createSubscriptionWatch>
let hookId: string

const now = () => new Date(Date.now() + passed)
const flow = (event: string, { connector }: System): FlowDocument => ({
  ...aFlow({ received: { kind: 'trigger', label: 'Received', config: { type: 'webhook', slot: 'shop', event } }, post: call() }),
  slots: { shop: { connector, label: 'Shop' }, erp: { connector: 'ledger', label: 'Ledger' } },
})

async function open(event: string, system = SHOPIFY) {
  passed = 0
  isOpen = true
  logged = []
  sandbox = createSandbox({ mappingWorkers: 1 })
  bench = await openBench(sandbox, { now })
  const { store, clientId } = bench
  const log = pino({ level: 'warn' }, { write: (line: string) => void logged.push(line) })
  host = await createSimulatorHost({ dataDir: bench.dataDir, connectors, create: simulatorKinds, now })
  host.start({ name: 'north-shop', clientId, clientSlug: 'client', ...system })
  const resolveSimulator = (name: string, client: string) => host.resolve(name, client)
  const flowControl = createFlowControl({ store: store.flowControl, log })
  const vault = createVault({ installationKey: new Uint8Array(32).fill(7), store: store.connections })
  const opener = createConnectionOpener({
    store: store.connections,
    connectors,
    vault,
    transport: createTransport(),
    flowControl,
    tokens: store.tokens,
    resolveSimulator,
    now,
  })
  const { source, flows } = createFlowSource(store.flows)
  const connections = createConnectionService({
    store: store.connections,
    flows,
    connectors,
    vault,
    opener,
    flowControl,
    resolveSimulator,
    now,
  })
  const bindings = createTriggerBindings({ opener, now })
  const engine = {
    accept: (event: Parameters<typeof bench.engine.accept>[0]) => bench.engine.accept(event),
    awaitResponse: bench.engine.awaitResponse,
  }
  door = createServer((request, response) => {
    if (!isOpen) return void request.socket.destroy()
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]))
      const token = (request.url ?? '').split('?')[0]?.split('/').at(-1) ?? ''
      takeDelivery({ hooks: store.hooks, flows, source, bindings, engine, now }, token, {
        method: 'POST',
        url: request.url ?? '',
        headers,
        body: Buffer.concat(chunks),
      }).then(
        ({ status, body }) => response.writeHead(status).end(body),
        () => response.writeHead(500).end(),
      )
    })
  })
  await new Promise<void>((resolve) => door.listen(0, '127.0.0.1', resolve))
  const baseUrl = () => `http://127.0.0.1:${(door.address() as AddressInfo).port}`
  const connection = await connections.create(clientId, {
    name: 'Shop',
    environment: 'live',
    ...system,
  })
  const flowId = await bench.deploy(flow(event, system))
  const deployment = {
    id: 'dep_shop',
    clientId,
    flowId,
    environment: 'live',
    version: 1,
    slots: { shop: connection.id, erp: 'conn_ledger' },
    active: true,
    createdAt: now().toISOString(),
    createdBy: 'test',
  } as const
  await flows.deploy(deployment)
  const registry = createHookRegistry({
    hooks: store.hooks,
    topics: store.topics,
    flows,
    tenancy: store.tenancy,
    bindings,
    baseUrl,
    now,
    log,
  })
  const [hook] = await registry.deploy(deployment)
  hookId = hook?.id ?? ''
  watch = createSubscriptionWatch({
    hooks: store.hooks,
    flows,
    bindings,
    accept: bench.engine.accept,
    clients: async () => [{ id: clientId }],
    alone: store.alone,
    baseUrl,
    now,
    log,
  })
}
beforeEach(() => open('orders-create'))
afterEach(close)

async function close() {
  await watch.stop()
  await bench.close()
  await host.close()
  await sandbox.close()
  door.close()
}

const shop = () => host.resolve('north-shop', bench.clientId) ?? ''
const order = async (over: object = {}) => host.emit('north-shop', 'orders-create', over)
const subscriptions = async () => (await (await fetch(`${shop()}/_sim/records/webhook_subscription`)).json()) as readonly { id: number }[]
const hook = async () => (await bench.store.hooks.list(bench.clientId)).find(({ id }) => id === hookId)
const posted = () =>
  bench.ledger.entries
    .map(({ input }) => (isRecord(input) ? input['name'] : undefined))
    .toSorted((a, b) => String(a).localeCompare(String(b)))
const arrive = (count: number) => until(async () => (bench.ledger.entries.length >= count ? true : undefined))

/** As Shopify does after many failures: nobody is told. */
async function dropSubscription() {
  const [{ id } = { id: 0 }] = await subscriptions()
  const query = `mutation { webhookSubscriptionDelete(id: "gid://shopify/WebhookSubscription/${id}") { userErrors { message } } }`
  // The address that the connector itself used.
  const asked = (await (await fetch(`${shop()}/_sim/requests`)).json()) as readonly { readonly path: string }[]
  const path = asked.map((one) => one.path).find((one) => one.endsWith('/graphql.json')) ?? ''
  await fetch(`${shop()}${path}`, {
    method: 'POST',
    body: JSON.stringify({ query }),
    headers: { 'content-type': 'application/json', 'x-shopify-access-token': SECRETS.accessToken },
  })
  expect(await subscriptions()).toEqual([])
}

describe('a watch over subscriptions', () => {
  it('makes one anew that the shop has dropped, says so once, and fetches what happened meanwhile', async () => {
    await order()
    await arrive(1)
    passed = HOUR / 2
    await watch.look()
    expect((await hook())?.restoredAt).toBeUndefined()
    await dropSubscription()
    await order()
    await order()
    passed = HOUR
    await watch.look()
    await arrive(3)
    expect(await subscriptions()).toHaveLength(1)
    expect(await hook()).toMatchObject({ restoredAt: expect.any(String) as string, recovered: 2 })
    await watch.look()
    await order()
    await arrive(4)
    expect(posted()).toEqual(['#1001', '#1002', '#1003', '#1004'])
    expect(logged.filter((line) => line.includes('was missing at its vendor'))).toHaveLength(1)
    const runs = (await bench.store.runs.list(bench.clientId, { limit: 9 })).items
    expect(runs.filter(({ cause }) => cause?.kind === 'sweep')).toHaveLength(2)
  })

  it('brings all orders of a standstill of five hours once, also those that are delivered after all', async () => {
    await order()
    await arrive(1)
    isOpen = false
    const late: { readonly deliveryId: string }[] = []
    for (let n = 0; n < 5; n++) late.push(...(await order()).deliveries)
    passed = 5 * HOUR
    isOpen = true
    await watch.look(true)
    await arrive(6)
    // The shop tries its deliveries once more.
    for (const { deliveryId } of late) await fetch(`${shop()}/_sim/redeliver`, { method: 'POST', body: JSON.stringify({ deliveryId }) })
    await watch.look(true)
    await order()
    await arrive(7)
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect(posted()).toEqual(['#1001', '#1002', '#1003', '#1004', '#1005', '#1006', '#1007'])
    expect(await hook()).toMatchObject({ recovered: 5 })
  })

  it('fetches nothing of the time before the flow was deployed, nor while nothing is due', async () => {
    passed = -2 * HOUR
    isOpen = false
    await order()
    passed = 0
    isOpen = true
    await watch.look(true)
    passed = 50 * 60_000
    isOpen = false
    await order()
    isOpen = true
    await watch.look()
    expect(await bench.store.runs.list(bench.clientId, { limit: 9 })).toMatchObject({ items: [] })
    passed = 2 * HOUR
    await watch.look()
    await arrive(1)
    expect(posted()).toEqual(['#1002'])
  })

  it('goes on from page to page, and on from where it failed', async () => {
    isOpen = false
    for (let n = 0; n < 260; n++) await order()
    isOpen = true
    const fault = { kind: '500', match: 'orders.json', times: 1 }
    await fetch(`${shop()}/_sim/faults`, { method: 'POST', body: JSON.stringify(fault) })
    await watch.look(true)
    await watch.look(true)
    await until(async () => (bench.ledger.entries.length === 260 ? true : undefined), 60_000)
    expect(new Set(posted()).size).toBe(260)
  }, 90_000)
})

describe('a subscription that ends by itself', () => {
  beforeEach(async () => {
    await close()
    await open('items-notified', BUSINESS_CENTRAL)
  })
  const ends = async () => Date.parse((await hook())?.expiresAt ?? '')

  it('is renewed in good time, and goes on sending for weeks', async () => {
    const { subscriptionId } = (await hook()) ?? {}
    const first = await ends()
    expect(first - now().getTime()).toBeGreaterThan(2.9 * 24 * HOUR)
    for (let hours = 12; hours <= 10 * 24; hours += 12) {
      passed = hours * HOUR
      await watch.look()
      expect((await ends()) - now().getTime()).toBeGreaterThan(24 * HOUR)
    }
    expect(await hook()).toMatchObject({ subscriptionId })
    expect((await hook())?.restoredAt).toBeUndefined()
    await host.emit('north-shop', 'items-notified', {})
    await arrive(1)
  })

  it('says on the webhooks page since when it cannot be renewed and when it ends, until it can', async () => {
    passed = 48 * HOUR
    isOpen = false
    await watch.look()
    const failing = (await hook())?.failing
    expect(failing).toEqual({ since: expect.any(String) as string, message: expect.stringContaining('handshake') as string })
    passed = 49 * HOUR
    await watch.look()
    expect((await hook())?.failing).toEqual(failing)
    expect((await ends()) - now().getTime()).toBeLessThan(24 * HOUR)
    isOpen = true
    await watch.look()
    expect((await hook())?.failing).toBeUndefined()
    expect((await ends()) - now().getTime()).toBeGreaterThan(2.9 * 24 * HOUR)
  })

  it('is made anew after it has ended', async () => {
    const before = await hook()
    passed = 5 * 24 * HOUR
    await watch.look()
    expect((await hook())?.subscriptionId).not.toBe(before?.subscriptionId)
    expect(await hook()).toMatchObject({ restoredAt: expect.any(String) as string })
    await host.emit('north-shop', 'items-notified', {})
    await arrive(1)
  })

  it('gives every record once after an outage: what came before it, what was missed, what is told after all', async () => {
    const seen = async () => {
      const { items } = await bench.store.runs.list(bench.clientId, { limit: 50 })
      return items.filter(({ status }) => status === 'succeeded')
    }
    await host.emit('north-shop', 'items-notified', {})
    await arrive(1)
    isOpen = false
    for (let n = 0; n < 3; n++) await host.emit('north-shop', 'items-notified', {})
    // Long enough for the subscription to end as well.
    passed = 80 * HOUR
    isOpen = true
    await watch.look(true)
    await arrive(4)
    expect(await hook()).toMatchObject({ restoredAt: expect.any(String) as string, recovered: 3 })
    passed = 82 * HOUR
    await host.emit('north-shop', 'items-notified', {})
    await arrive(5)
    await watch.look()
    await watch.look(true)
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect(await hook()).toMatchObject({ recovered: 3 })
    expect(bench.ledger.entries).toHaveLength(5)
    expect((await seen()).filter(({ cause }) => cause?.kind === 'sweep')).toHaveLength(3)
  })
})

describe('notices that tell a time of their own', () => {
  beforeEach(async () => {
    await close()
    await open('changes', XERO)
  })
  const invoice = async () => (await host.emit('north-shop', 'invoice.created', {})).recordId
  const event = (resourceId: string, at: Date, eventType = 'UPDATE') => ({
    resourceUrl: `https://api.xero.com/api.xro/2.0/Invoices/${resourceId}`,
    resourceId,
    eventDateUtc: at.toISOString().slice(0, -1),
    eventType,
    eventCategory: 'INVOICE',
    tenantId: '11111111-2222-4333-8444-555555555555',
  })
  let sequence = 0
  async function deliver(...events: readonly object[]) {
    const first = sequence
    sequence += events.length
    const body = JSON.stringify({ events, firstEventSequence: first, lastEventSequence: sequence - 1, entropy: 'x' })
    const signature = createHmac('sha256', XERO.secrets['webhookKey'] ?? '')
      .update(body)
      .digest('base64')
    const { port } = door.address() as AddressInfo
    const headers = { 'x-xero-signature': signature }
    const response = await fetch(`http://127.0.0.1:${port}/hooks/${(await hook())?.token}`, { method: 'POST', body, headers })
    expect(response.status).toBe(200)
    return (await response.json()) as { readonly duplicate: boolean }
  }
  const later = (ms: number) => new Date(now().getTime() + ms)
  const told = () =>
    bench.ledger.entries
      .flatMap(({ input }) => (isRecord(input) && Array.isArray(input['events']) ? input['events'] : []))
      .map((one) => {
        const { eventCategory, resourceId } = one as Record<string, string>
        return `${eventCategory} ${resourceId}`
      })

  it('are fetched where they were lost, and not told again: neither what was delivered nor what is delivered late', async () => {
    const delivered = await invoice()
    await deliver(event(delivered, later(1_400), 'CREATE'))
    await arrive(1)
    const lost = await invoice()
    const lostAt = later(900)
    passed = 2 * HOUR
    await watch.look(true)
    // The first invoice came with a new contact, which nobody told of.
    await arrive(3)
    expect(told().filter((one) => one.startsWith('INVOICE'))).toEqual([`INVOICE ${delivered}`, `INVOICE ${lost}`])
    expect(told().filter((one) => one.startsWith('CONTACT'))).toHaveLength(1)
    expect(await hook()).toMatchObject({ recovered: 2 })
    expect(await deliver(event(lost, lostAt, 'CREATE'))).toMatchObject({ duplicate: true })
    passed = 4 * HOUR
    await watch.look(true)
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect(told()).toHaveLength(3)
  })

  it('are told of each change, also of a record that a sweep fetched before', async () => {
    const id = await invoice()
    passed = HOUR
    await watch.look(true)
    await arrive(2)
    passed = 2 * HOUR
    await host.emit('north-shop', 'payment.created', {})
    expect(await deliver(event(id, later(300)))).toMatchObject({ duplicate: false })
    await arrive(3)
    passed = 3 * HOUR
    await host.emit('north-shop', 'invoice.created', {})
    passed = 5 * HOUR
    await watch.look(true)
    await arrive(4)
    expect(told().filter((one) => one === `INVOICE ${id}`)).toHaveLength(2)
  })

  it('that may be under way still are left to the next sweep, which brings them', async () => {
    passed = HOUR
    const id = await invoice()
    await watch.look(true)
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect(told()).toEqual([])
    passed = 2 * HOUR + 60_000
    await watch.look()
    await arrive(2)
    expect(told()).toContain(`INVOICE ${id}`)
  })
})
