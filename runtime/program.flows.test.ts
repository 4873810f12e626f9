// The whole program with wrong flows, wrong credentials, vendors on a bad day and code that never ends: each is a plain answer or an
// exception on the desk, other clients go on, and a secret that was put in never comes out.
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { PreviewResult } from '#shared/api/contract.ts'
import type { FlowDocument, FlowNode } from '#shared/flow/document.ts'
import { newFlow } from '#shared/flow/new.ts'
import type { Connection } from '#shared/model/connections.ts'
import type { Flow } from '#shared/model/flows.ts'
import type { ExceptionRecord, Run } from '#shared/model/runs.ts'
import { deliver, erpOrders, hookOf, orderOf, raw, simulatorUrl, start, until, type Program } from './program.testing.ts'

const CANARIES = ['canary-bearer-7f3a9c', 'canary-key-51d0ee', 'canary-webhook-90b2', 'canary-password-44aa']

let program: Program
let dataDir: string
/** A private system that the operator allowed. It repeats what it was sent, which is the worst it can do with a secret. */
let vendor: Server
let seen: string[] = []
const answers: string[] = []

const client = '/api/v1/clients/harbour-finch'

/** Keeps every answer, for the search for secrets at the end. */
async function send<T>(method: string, path: string, body?: unknown): Promise<T> {
  const answer = await program.send(method, path, body)
  answers.push(answer.text)
  if (answer.status >= 400) throw Object.assign(new Error(answer.text), { problem: answer.problem })
  return answer.body as T
}

async function connectionOf(environment: string, connector: string, at = client): Promise<string> {
  const { items } = await send<{ items: Connection[] }>('GET', `${at}/connections?environment=${environment}`)
  return items.find((item) => item.connector === connector)?.id ?? ''
}

async function deploy(document: FlowDocument, slots: Record<string, string> = {}): Promise<string> {
  const { id } = await send<Flow>('POST', `${client}/flows`, { document })
  await send('POST', `${client}/flows/${id}/versions`, { note: '', revision: 1 })
  await send('POST', `${client}/flows/${id}/deployments`, { environment: 'live', version: 1, slots })
  return id
}

async function run(flow: string, input: unknown = {}): Promise<{ run: Run; exceptions: readonly ExceptionRecord[] }> {
  const { runId } = await send<{ runId: string }>('POST', `${client}/flows/${flow}/runs`, { environment: 'live', input })
  const ended = await settled(runId)
  const { items } = await send<{ items: ExceptionRecord[] }>('GET', `${client}/exceptions?flow=${flow}`)
  return { run: ended, exceptions: items }
}

async function waiting(flow: string): Promise<void> {
  const { runId } = await send<{ runId: string }>('POST', `${client}/flows/${flow}/runs`, { environment: 'live', input: {} })
  await until(async () => {
    const view = await send<{ run: Run }>('GET', `${client}/runs/${runId}`)
    return view.run.status === 'waiting' ? view.run : undefined
  })
}

const settled = (runId: string, at = client) =>
  until(async () => {
    const view = await send<{ run: Run }>('GET', `${at}/runs/${runId}`)
    return ['succeeded', 'parked'].includes(view.run.status) ? view.run : undefined
  })

function aFlow(name: string, node: FlowNode, slots: FlowDocument['slots'] = {}): FlowDocument {
  const flow = newFlow(name)
  return { ...flow, slots, nodes: { ...flow.nodes, step: node }, edges: [{ from: 'start', port: 'out', to: 'step' }] }
}
const script = (source: string): FlowNode => ({ kind: 'script', label: 'Script', config: { source } })

beforeAll(async () => {
  vendor = createServer((request, response) => {
    const echo = JSON.stringify({ url: request.url, headers: request.headers })
    seen.push(echo)
    response
      .writeHead(Number(/status=(\d+)/.exec(request.url ?? '')?.[1] ?? 200), { 'content-type': 'application/json', 'x-echo': echo })
      .end(echo)
  })
  await new Promise<void>((resolve) => vendor.listen(0, '127.0.0.1', resolve))
  dataDir = await mkdtemp(join(tmpdir(), 'tillflow-program-'))
  program = await start(dataDir, { TILLFLOW_ALLOWED_HOSTS: `127.0.0.1:${(vendor.address() as AddressInfo).port}`, TILLFLOW_LOG: 'trace' })
}, 60_000)
afterAll(async () => {
  await program?.stop()
  vendor.closeAllConnections()
  vendor.close()
  await rm(dataDir, { recursive: true, force: true })
})

describe('flows', () => {
  const ok = aFlow('Flow', { kind: 'filter', label: 'All', config: { condition: 'true' } })
  const publish = async (document: FlowDocument) => {
    const created = await program.send('POST', `${client}/flows`, { document })
    if (created.status !== 201) return created
    return program.send('POST', `${client}/flows/${(created.body as Flow).id}/versions`, { note: '', revision: 1 })
  }

  it.each([
    ['a cycle', { ...ok, edges: [...ok.edges, { from: 'step', port: 'out', to: 'step' }] }],
    ['an edge to nowhere', { ...ok, edges: [...ok.edges, { from: 'step', port: 'out', to: 'nowhere' }] }],
    ['an edge from nowhere', { ...ok, edges: [...ok.edges, { from: 'nowhere', port: 'out', to: 'step' }] }],
    ['no trigger', { ...ok, nodes: { step: ok.nodes['step'] } }],
    ['an unknown kind of node', { ...ok, nodes: { ...ok.nodes, evil: { kind: 'eval', label: 'x', config: {} } } }],
    ['a node named constructor', { ...ok, nodes: { ...ok.nodes, constructor: ok.nodes['step'] } }],
    ['an unknown member', { ...ok, hooks: [] }],
    ['a broken expression', aFlow('Flow', { kind: 'filter', label: 'All', config: { condition: 'a.(' } })],
  ])('refuses to publish %s, and says where it is', async (_what, document) => {
    const answer = await publish(document as FlowDocument)
    expect({ status: answer.status, code: answer.problem.code }).toEqual({ status: 422, code: 'flow-invalid' })
    expect(answer.problem.issues?.[0]).toMatchObject({
      path: expect.stringMatching(/^\//) as string,
      message: expect.stringMatching(/\w/) as string,
    })
  })

  it('refuses __proto__ as a key, another format and 10 MB', async () => {
    const proto = JSON.stringify({ document: ok }).replace('"step":', '"__proto__":{},"step":')
    expect((await program.send('POST', `${client}/flows`, proto)).problem.code).toBe('invalid-request')
    expect((await program.send('POST', `${client}/flows`, { document: { ...ok, formatVersion: 2 } })).problem.code).toBe(
      'flow-format-unknown',
    )
    const body = JSON.stringify({ document: { ...ok, description: 'x'.repeat(10_000_000) } })
    const headers = { authorization: `Bearer ${program.token}`, 'content-type': 'application/json' }
    const answer = await raw(program, { method: 'POST', path: `${client}/flows`, headers, body })
    expect(answer.problem.code).toBe('too-large')
  })

  it('answers 410 to the sender of a flow that is not deployed any more, and starts nothing', async () => {
    const slots = { shop: await connectionOf('test', 'shopify'), erp: await connectionOf('test', 'odoo') }
    const { flow } = await send<{ flow: Flow }>('POST', `${client}/templates/shopify-order-to-erp/clone`, {
      name: 'Undeployed',
      environment: 'test',
      answers: {},
      connections: slots,
    })
    const hook = await hookOf(program, 'harbour-finch', 'test')
    await send('DELETE', `${client}/flows/${flow.id}/deployments/test`)
    expect((await deliver(program, hook, orderOf('#1'))).problem).toMatchObject({ status: 410, code: 'hook-inactive' })
    const forged = await deliver(program, hook, orderOf('#1'), { headers: { 'x-shopify-hmac-sha256': 'AAAA' } })
    expect(forged.problem).toMatchObject({ status: 401, code: 'signature-invalid' })
    expect((await send<{ items: Run[] }>('GET', `${client}/runs?flow=${flow.id}`)).items).toEqual([])
  })
})

describe('vendors on a bad day', () => {
  it('each order is in the ERP once, or on the desk with the reason', async () => {
    const juniper = '/api/v1/clients/juniper-vale'
    for (const [at, environment] of [
      [client, 'test'],
      [juniper, 'test'],
      [juniper, 'live'],
    ] as const) {
      const connections = { shop: await connectionOf(environment, 'shopify', at), erp: await connectionOf(environment, 'odoo', at) }
      await send('POST', `${at}/templates/shopify-order-to-erp/clone`, {
        name: `Orders ${environment}`,
        environment,
        answers: {},
        connections,
      })
    }
    const day = async (slug: string, environment: string, fault: object) => {
      const erp = `${slug}-odoo${environment === 'test' ? '-test' : ''}`
      const hook = await hookOf(program, slug, environment)
      const response = await fetch(`${await simulatorUrl(program, erp)}/_sim/faults`, { method: 'POST', body: JSON.stringify(fault) })
      expect(response.status).toBe(201)
      const answer = await deliver(program, hook, orderOf('#5001'))
      const { status } = await settled((answer.body as { run: string }).run, `/api/v1/clients/${slug}`)
      return { status, orders: await erpOrders(program, erp) }
    }
    const [throttled, failing, cut, page] = await Promise.all([
      day('harbour-finch', 'live', { kind: '429', times: 1, retryAfter: '1' }),
      day('harbour-finch', 'test', { kind: '500', times: 1 }),
      day('juniper-vale', 'live', { kind: 'cut-after-write', match: 'sale.order', times: 1 }),
      day('juniper-vale', 'test', { kind: 'html', times: 1_000 }),
    ])
    const once = { status: 'succeeded', orders: ['#5001'] }
    expect({ throttled, failing, cut }).toEqual({ throttled: once, failing: once, cut: once })
    expect(page).toEqual({ status: 'parked', orders: [] })
    const { items } = await send<{ items: ExceptionRecord[] }>('GET', `${juniper}/exceptions`)
    expect(items).toMatchObject([{ environment: 'test', error: { code: 'vendor-answer-invalid' }, status: 'open' }])
  })

  it('says in plain words that credentials are wrong, and when a page answers in place of the API', async () => {
    const test = async (id: string) => send<{ ok: boolean; message: string; fix?: string }>('POST', `${client}/connections/${id}/test`)
    const { id } = await send<Connection>('POST', `${client}/connections`, {
      name: 'Wrong key',
      environment: 'live',
      connector: 'odoo',
      config: {
        url: 'https://x.odoo.com',
        database: 'harbour-finch',
        username: 'integration@tillflow.dev',
        simulator: 'harbour-finch-odoo',
      },
      secrets: { apiKey: CANARIES[1] },
    })
    expect(await test(id)).toMatchObject({
      ok: false,
      message: expect.stringContaining('does not sign in') as string,
      fix: expect.any(String) as string,
    })
    const erp = await simulatorUrl(program, 'harbour-finch-odoo')
    await fetch(`${erp}/_sim/faults`, { method: 'POST', body: JSON.stringify({ kind: 'html', times: 1 }) })
    const wrong = await test(id)
    expect(wrong).toMatchObject({ ok: false })
    expect(wrong.message).not.toMatch(/internal|unexpected token|<html/i)
  })
})

describe('code that never ends', () => {
  it('is ended with a typed error while the order of another client goes through', async () => {
    const loop = await deploy(aFlow('Endless', script('for (;;) {}')))
    const hook = await hookOf(program, 'juniper-vale', 'live')
    const startedAt = performance.now()
    const stuck = run(loop)
    const [answer, ended] = await Promise.all([deliver(program, hook, orderOf('#5002')), stuck])
    expect(ended.run.status).toBe('parked')
    expect(ended.exceptions).toMatchObject([{ error: { code: 'sandbox-timeout' } }])
    expect(performance.now() - startedAt).toBeLessThan(15_000)
    expect(await settled((answer.body as { run: string }).run, '/api/v1/clients/juniper-vale')).toMatchObject({ status: 'succeeded' })
  })

  it.each([
    ['loops', '($f := function($x) { $f($x) }; $f(1))'],
    ['grows', '$pad("x", 500000000)'],
    ['backtracks', '$contains("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!", /^(a+)+$/)'],
    ['counts', '[1..10000000] ~> $sum'],
  ])('an expression that %s in a preview ends within its time', async (_what, expression) => {
    const rows = [
      { target: 'a', rule: { kind: 'expression', expression } },
      { target: 'b', rule: { kind: 'expression', expression: '1+1' } },
    ]
    const startedAt = performance.now()
    const preview = program.send('POST', `${client}/preview`, { rows, input: {}, environment: 'live' })
    const hook = await hookOf(program, 'juniper-vale', 'live')
    const other = await deliver(program, hook, orderOf(`#${Math.floor(6_000 + startedAt)}`))
    expect(other.status).toBe(202)
    const { cells } = (await preview).body as PreviewResult
    expect(performance.now() - startedAt).toBeLessThan(15_000)
    expect(cells[0]?.error?.code).toMatch(/^(sandbox-(timeout|memory)|expression-failed|output-too-large)$/)
    expect(cells[1]?.value).toBe(2)
    await settled((other.body as { run: string }).run, '/api/v1/clients/juniper-vale')
  })
})

describe('secrets', () => {
  it('never come out: not in answers, the log, the database or the errors of calls that failed', async () => {
    const baseUrl = `http://127.0.0.1:${(vendor.address() as AddressInfo).port}`
    const [bearer, key, webhook, password] = CANARIES
    const connect = (name: string, config: object, secrets: object) =>
      send<Connection>('POST', `${client}/connections`, {
        name,
        environment: 'live',
        connector: 'http',
        config: { baseUrl, ...config },
        secrets,
      })
    const made = [
      await connect('Bearer', { auth: 'bearer', testPath: '/me?status=401' }, { token: bearer, webhookSecret: webhook }),
      await connect('Query', { auth: 'api-key-query', testPath: '/me?status=500' }, { apiKey: key }),
      await connect('Basic', { auth: 'basic', username: 'u', testPath: '/me?status=403' }, { password }),
    ]
    for (const { id } of made) {
      const tested = await send<{ ok: boolean }>('POST', `${client}/connections/${id}/test`)
      expect(tested.ok).toBe(false)
      // Last 401: it stops the connection, and the run waits for new credentials.
      for (const status of [400, 500, 401]) {
        const action = { target: 'path', rule: { kind: 'constant', value: `/orders?status=${status}` } } as const
        const node: FlowNode = {
          kind: 'call',
          label: 'Call',
          retry: { attempts: 1, firstDelaySeconds: 0.1, maxDelaySeconds: 0.1 },
          config: { slot: 'api', action: 'get', rows: [action] },
        }
        const flow = await deploy(aFlow(`${id} ${status}`, node, { api: { connector: 'http', label: 'API' } }), { api: id })
        if (status !== 401) expect((await run(flow)).run.status).toBe('parked')
        else await waiting(flow)
      }
      await send('PATCH', `${client}/connections/${id}`, { name: `${id} renamed` })
    }
    // The vendor was really sent them.
    const basic = Buffer.from(`u:${password}`).toString('base64')
    for (const secret of [bearer, key, basic]) expect(seen.join('\n')).toContain(secret)

    for (const path of [
      `${client}/connections`,
      `${client}/runs?limit=200`,
      `${client}/exceptions`,
      `${client}/hooks`,
      '/api/v1/audit?limit=200',
      '/api/v1/session',
    ])
      await send('GET', path)
    const { items } = await send<{ items: Run[] }>('GET', `${client}/runs?limit=200`)
    for (const { id } of items) await send('GET', `${client}/runs/${id}`)
    await program
      .send('POST', `${client}/connections`, {
        name: 'x',
        environment: 'live',
        connector: 'http',
        config: {},
        secrets: { token: bearer, wrong: key },
      })
      .then(({ text }) => answers.push(text))

    const files = await Promise.all((await allFiles(dataDir)).map(async (file) => [file, await readFile(file)] as const))
    expect(files.map(([file]) => file)).toContain(join(dataDir, 'tillflow.db-wal'))
    for (const secret of [...CANARIES, basic]) {
      const encodings = [secret, Buffer.from(secret).toString('base64').replace(/=+$/, ''), encodeURIComponent(secret)]
      for (const text of encodings) {
        expect(program.output().includes(text), `log: ${text}`).toBe(false)
        expect(
          answers.find((answer) => answer.includes(text)),
          `answers: ${text}`,
        ).toBeUndefined()
        for (const [file, bytes] of files) expect(bytes.includes(text), `${file}: ${text}`).toBe(false)
      }
    }
  })
})

async function allFiles(dir: string): Promise<readonly string[]> {
  const entries = await readdir(dir, { withFileTypes: true, recursive: true })
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
}
