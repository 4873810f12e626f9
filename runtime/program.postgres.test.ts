// The whole program on PostgreSQL: one process serves people and webhooks, two others do the work, and one of those is killed.
import { createHmac } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { FlowDocument } from '#shared/flow/document.ts'
import type { HookDescriptor } from '#shared/model/descriptors.ts'
import type { Run } from '#shared/model/runs.ts'
import { launch, start, type Env, type Program } from './program.testing.ts'
import { noServer, startServer, type TestServer } from './store/postgres/server.testing.ts'

const ADMIN = { name: 'Ada', email: 'ada@example.com', password: 'a long password', partner: 'Harbour' }
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/** Remembers each order under its idempotency key, and takes its time, so that a worker can be killed in the middle. */
async function startErp() {
  const orders = new Map<string, string>()
  let underWay = 0
  const server: Server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      underWay++
      const { name } = JSON.parse(Buffer.concat(parts).toString()) as { name: string }
      orders.set(String(request.headers['idempotency-key']), name)
      setTimeout(() => {
        underWay--
        response.setHeader('content-type', 'application/json').end(JSON.stringify({ id: name }))
      }, 150)
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    orders: () => [...orders.values()].toSorted(),
    underWay: () => underWay,
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

const row = (target: string, expression: string) => ({ target, rule: { kind: 'expression', expression } }) as const
const received = (respond: 'at-once' | 'when-finished') =>
  ({ kind: 'trigger', label: 'Order received', config: { type: 'webhook', slot: 'api', event: 'webhook', respond } }) as const

const ORDERS: FlowDocument = {
  formatVersion: 1,
  name: 'Orders',
  slots: { api: { connector: 'http', label: 'ERP' } },
  nodes: {
    received: received('at-once'),
    map: { kind: 'map', label: 'Map', config: { rows: [row('path', '"/orders"'), row('body.name', 'name')] } },
    post: { kind: 'call', label: 'Post', config: { slot: 'api', action: 'post-with-key' } },
  },
  edges: [
    { from: 'received', port: 'out', to: 'map' },
    { from: 'map', port: 'out', to: 'post' },
  ],
  layout: { nodes: {} },
}

const ANSWERED: FlowDocument = {
  formatVersion: 1,
  name: 'Answered',
  slots: { api: { connector: 'http', label: 'ERP' } },
  nodes: {
    received: received('when-finished'),
    answer: { kind: 'respond', label: 'Answer', config: { status: 201, body: '{ "order": name }' } },
  },
  edges: [{ from: 'received', port: 'out', to: 'answer' }],
  layout: { nodes: {} },
}

describe.skipIf(noServer)('Tillflow on PostgreSQL', () => {
  let server: TestServer
  let erp: Awaited<ReturnType<typeof startErp>>
  let env: Env
  let dataDir: string
  let api: Program
  const workers: ReturnType<typeof launch>[] = []

  beforeAll(async () => {
    ;[server, erp] = await Promise.all([startServer(), startErp()])
    dataDir = await mkdtemp(join(tmpdir(), 'tillflow-program-'))
    env = {
      DATABASE_URL: await server.createDatabase(),
      TILLFLOW_SECRET_KEY: 'a secret key that all processes share',
      TILLFLOW_ALLOWED_HOSTS: new URL(erp.url).host,
    }
    api = await start(dataDir, { ...env, TILLFLOW_ROLE: 'api' })
    await send('POST', '/setup', ADMIN)
    await send('POST', '/clients', { name: 'Shop', slug: 'shop' })
  }, 120_000)
  afterAll(async () => {
    await api.stop()
    for (const { child, ended } of workers) {
      child.kill('SIGTERM')
      await ended
    }
    await Promise.all([server.stop(), erp.close(), rm(dataDir, { recursive: true, force: true })])
  }, 60_000)

  async function send<T>(method: string, path: string, body?: unknown): Promise<T> {
    const answer = await api.send(method, `/api/v1${path}`, body)
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.text}`)
    return answer.body as T
  }
  async function deploy(document: FlowDocument): Promise<HookDescriptor> {
    const connection = await send<{ id: string }>('POST', '/clients/shop/connections', {
      name: document.name,
      environment: 'live',
      connector: 'http',
      config: {
        baseUrl: erp.url,
        webhookVerification: 'hmac-sha256',
        signatureHeader: 'x-signature',
        deliveryIdHeader: 'x-delivery-id',
      },
      secrets: {},
    })
    const flow = await send<{ id: string }>('POST', '/clients/shop/flows', { document })
    await send('POST', `/clients/shop/flows/${flow.id}/versions`, { note: '', revision: 1 })
    await send('POST', `/clients/shop/flows/${flow.id}/deployments`, { environment: 'live', version: 1, slots: { api: connection.id } })
    const { items } = await send<{ items: HookDescriptor[] }>('GET', '/clients/shop/hooks?show-secret=true')
    const hook = items.find((each) => each.flow === document.name)
    if (!hook) throw new Error('no webhook')
    return hook
  }
  async function deliver({ url, secret = '' }: HookDescriptor, name: string) {
    const body = JSON.stringify({ name })
    const signature = createHmac('sha256', secret).update(body).digest('hex')
    const headers = { 'content-type': 'application/json', 'x-signature': signature, 'x-delivery-id': name }
    const response = await fetch(url, { method: 'POST', headers, body })
    return { status: response.status, body: (await response.json()) as { run?: string; order?: string } }
  }
  async function startWorker() {
    const worker = launch({ ...env, TILLFLOW_DATA_DIR: dataDir, TILLFLOW_ROLE: 'worker', TILLFLOW_LOG: 'warn' })
    workers.push(worker)
    while (!worker.output().includes('worker is ready')) {
      if (worker.child.exitCode !== null) throw new Error(worker.output())
      await pause(20)
    }
    return { ...worker, url: /http:\/\/\S+/.exec(worker.output())?.[0] ?? '' }
  }
  const statuses = async () => {
    const { items } = await send<{ items: Run[] }>('GET', '/clients/shop/runs?limit=200')
    return items.map(({ status }) => status)
  }

  it('takes orders in where nobody works yet, and each reaches the ERP once although a worker is killed', async () => {
    const hook = await deploy(ORDERS)
    const early = await Promise.all(['#1', '#2', '#3'].map((name) => deliver(hook, name)))
    expect(early.map(({ status }) => status)).toEqual([202, 202, 202])
    await pause(1_500)
    expect(await statuses()).toEqual(['queued', 'queued', 'queued'])

    const [doomed] = await Promise.all([startWorker(), startWorker()])
    const names = Array.from({ length: 120 }, (_, i) => `#${i + 1}`)
    const delivered = names.slice(3).map(async (name, i) => {
      await pause(i * 5)
      return deliver(hook, name)
    })
    while (erp.underWay() < 4) await pause(5)
    doomed.child.kill('SIGKILL')
    await Promise.all(delivered)
    // The killed worker's runs are taken over when their leases of 30 seconds have run out.
    await expect.poll(async () => new Set(await statuses()), { timeout: 90_000, interval: 500 }).toEqual(new Set(['succeeded']))
    expect(await statuses()).toHaveLength(names.length)
    expect(erp.orders()).toEqual(names.toSorted())
  }, 240_000)

  it('answers a webhook with what a worker made of it', async () => {
    const hook = await deploy(ANSWERED)
    expect(await deliver(hook, '#9001')).toEqual({ status: 201, body: { order: '#9001' } })
  }, 30_000)

  it('serves only its health from a worker', async () => {
    const worker = await startWorker()
    expect((await fetch(`${worker.url}/healthz`)).status).toBe(200)
    expect((await fetch(`${worker.url}/readyz`)).status).toBe(200)
    expect(await (await fetch(`${worker.url}/metrics`)).text()).toContain('tillflow')
    const refused = await Promise.all(['/', '/api/v1/session', '/hooks/x'].map((path) => fetch(`${worker.url}${path}`)))
    expect(refused.map(({ status }) => status)).toEqual([404, 404, 404])
  }, 90_000)

  it('signs people in at any process', async () => {
    const body = { email: ADMIN.email, password: ADMIN.password }
    const signIn = await api.send('POST', '/api/auth/sign-in/email', body)
    expect(signIn).toMatchObject({ status: 200, body: { user: { email: ADMIN.email } } })
  })

  it.each([
    [{ DATABASE_URL: '' }, /needs a database that several processes share/],
    [{ TILLFLOW_SECRET_KEY: '' }, /TILLFLOW_SECRET_KEY is not set/],
    [{ TILLFLOW_SECRET_KEY: 'another secret key than the first' }, /key/i],
    [{ DATABASE_URL: 'mysql://x' }, /DATABASE_URL must be/],
  ])(
    'refuses to start with %o, and says why',
    async (change, reason) => {
      const { ended, output } = launch({ ...env, TILLFLOW_ROLE: 'worker', TILLFLOW_DATA_DIR: dataDir, ...change })
      expect((await ended).code).toBe(1)
      expect(output()).toMatch(reason)
      expect(output()).not.toContain('    at ')
    },
    60_000,
  )
})
