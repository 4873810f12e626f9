import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ErrorData } from '#shared/errors.ts'
import type { FlowDocument } from '#shared/flow/document.ts'
import { connectors, simulators } from '#connectors/index.ts'
import { describeConnector } from '#connectors/kit/descriptor.ts'
import { createTransport } from '#connectors/kit/transport.ts'
import { createFlowControl, type FlowControl } from '../flow-control/flow-control.ts'
import type { RecordedExchange } from '#shared/model/runs.ts'
import { createSimulatorHost, type SimulatorHost } from '../simulators/host.ts'
import { openSqliteStore, type SqliteStore } from '../store/sqlite/open.ts'
import { createTriggerBindings } from './bindings.ts'
import { createCaller } from './caller.ts'
import { KEY_FILE, loadInstallationKey } from './installation-key.ts'
import { createConnectionOpener, type ConnectionOpener } from './open-connection.ts'
import { createConnectionService, type ConnectionService } from './service.ts'
import { createSystemCheck, type CheckSystems } from '../flows/check-systems.ts'
import { createQuerySchemas } from './query-schema.ts'
import { createTrials, type TrialsOptions } from '../flows/trials.ts'
import { createSystemFields } from './system-fields.ts'
import { createVault } from './vault.ts'

const dir = mkdtempSync(join(tmpdir(), 'tillflow-connections-'))
const transport = createTransport()
const now = () => new Date()
const API_KEY = 'odoo-key-0123456789abcdef'
const odooConfig = { url: 'https://harbour-finch.odoo.com', database: 'harbour-finch', username: 'integration@harbour.example' }
const CLIENT = 'client_a'
const OTHER = 'client_b'

let store: SqliteStore
let host: SimulatorHost
let service: ConnectionService
let opener: ConnectionOpener
let waitsUntil: FlowControl['waitsUntil']
const resolveSimulator = (name: string, clientId: string) => host.resolve(name, clientId)

beforeAll(async () => {
  store = await openSqliteStore({ dataDir: dir })
  await store.tenancy.createPartner({ id: 'part_a', name: 'Harbour Integration', createdAt: now().toISOString() })
  for (const id of [CLIENT, OTHER])
    await store.tenancy.createClient({ id, partnerId: 'part_a', name: id, slug: id.replace('_', '-'), createdAt: now().toISOString() })
  host = await createSimulatorHost({ dataDir: dir, create: simulators, connectors })
  host.start({
    name: 'harbour-odoo',
    connector: 'odoo',
    clientId: CLIENT,
    clientSlug: 'client-a',
    config: odooConfig,
    secrets: { apiKey: API_KEY },
  })
  const vault = createVault({ installationKey: loadInstallationKey({ secretKey: undefined, dataDir: dir }), store: store.connections })
  const flowControl = createFlowControl({ store: store.flowControl, log: pino({ level: 'silent' }) })
  waitsUntil = flowControl.waitsUntil
  opener = createConnectionOpener({
    store: store.connections,
    connectors,
    vault,
    transport,
    flowControl,
    tokens: store.tokens,
    resolveSimulator,
    now,
  })
  const simulatorSecrets = (name: string, clientId: string) => host.secrets(name, clientId)
  const known = { resolveSimulator, simulatorSecrets, now }
  service = createConnectionService({ store: store.connections, flows: store.flows, connectors, vault, opener, flowControl, ...known })
})
afterAll(async () => {
  await host.close()
  await transport.close()
  await store.close()
  rmSync(dir, { recursive: true, force: true })
})

const failure = async (work: Promise<unknown>): Promise<ErrorData> =>
  work.then(
    (value) => expect.fail(`it did not fail: ${JSON.stringify(value)}`),
    (error: ErrorData) => error,
  )
const createOdoo = (over: { config?: object; secrets?: Record<string, string> } = {}) =>
  service.create(CLIENT, {
    name: 'ERP',
    environment: 'test',
    connector: 'odoo',
    config: { ...odooConfig, simulator: 'harbour-odoo', ...over.config },
    secrets: over.secrets ?? { apiKey: API_KEY },
  })
const createHttp = () =>
  service.create(CLIENT, {
    name: 'API',
    environment: 'test',
    connector: 'http',
    config: { baseUrl: 'https://api.example.com' },
    secrets: {},
  })

describe('a connection', () => {
  it('takes secrets and never gives them back', async () => {
    const made = await createOdoo()
    expect(made).toMatchObject({ status: 'untested', secretsSet: ['apiKey'] })
    expect(JSON.stringify([made, await service.get(CLIENT, made.id), await service.list(CLIENT)])).not.toContain(API_KEY)
    for (const suffix of ['', '-wal']) expect(readFileSync(join(dir, `tillflow.db${suffix}`)).includes(API_KEY)).toBe(false)
  })

  it('says whether the other system lets it in', async () => {
    const good = await createOdoo()
    expect(await service.test(CLIENT, good.id)).toMatchObject({ ok: true, message: 'Signed in to Harbour & Finch.' })
    expect(await service.get(CLIENT, good.id)).toMatchObject({ status: 'ok' })
    const bad = await createOdoo({ secrets: { apiKey: 'wrong-key-0123456789' } })
    const outcome = await service.test(CLIENT, bad.id)
    expect(outcome).toMatchObject({ ok: false })
    expect(JSON.stringify(outcome)).not.toContain('wrong-key-0123456789')
    expect(await service.get(CLIENT, bad.id)).toMatchObject({ status: 'failed', statusMessage: outcome.message })
  })

  it('uses a new secret at once', async () => {
    const made = await createOdoo({ secrets: { apiKey: 'wrong-key-0123456789' } })
    expect(await service.test(CLIENT, made.id)).toMatchObject({ ok: false })
    expect(await service.update(CLIENT, made.id, { secrets: { apiKey: API_KEY } })).toMatchObject({ status: 'untested' })
    expect(await service.test(CLIENT, made.id)).toMatchObject({ ok: true })
  })

  it('keeps what is changed while a test is under way, and does not call that tested', async () => {
    const made = await createOdoo({ secrets: { apiKey: 'wrong-key-0123456789' } })
    const fault = JSON.stringify({ kind: 'slow', ms: 300, times: 1 })
    await fetch(`${host.resolve('harbour-odoo', CLIENT)}/_sim/faults`, { method: 'POST', body: fault })
    const testing = service.test(CLIENT, made.id)
    await service.update(CLIENT, made.id, { name: 'ERP 2', secrets: { apiKey: API_KEY } })
    expect(await testing).toMatchObject({ ok: false })
    expect(await service.get(CLIENT, made.id)).toMatchObject({ name: 'ERP 2', status: 'untested' })
  })

  it('keeps secrets that an update leaves out or empty', async () => {
    const made = await createOdoo()
    await service.update(CLIENT, made.id, { name: 'ERP 2', secrets: { apiKey: '' } })
    expect(await service.test(CLIENT, made.id)).toMatchObject({ ok: true })
  })

  it('wants the secrets again when its address changes, so that nobody can send them elsewhere', async () => {
    const made = await createOdoo()
    const config = { ...odooConfig, url: 'https://evil.example' }
    expect(await failure(service.update(CLIENT, made.id, { config }))).toMatchObject({
      code: 'invalid-request',
      issues: [{ path: '/secrets/apiKey' }],
    })
    expect(await service.update(CLIENT, made.id, { config, secrets: { apiKey: 'for the new one' } })).toMatchObject({ config })
  })

  it('gets a webhook secret when none is given', async () => {
    const made = await createHttp()
    expect(made.secretsSet).toEqual(['webhookSecret'])
    const binding = await createTriggerBindings({ opener, now }).bind(CLIENT, made.id, 'webhook')
    expect(binding.signingSecret()).toMatch(/^[\w-]{43}$/)
    expect(() => binding.verify({ method: 'POST', url: '', headers: {}, body: Buffer.from('{}') })).toThrow(
      expect.objectContaining({ code: 'signature-invalid' }),
    )
  })

  it.each([
    ['unknown settings', { ...odooConfig, colour: 'red' }, { apiKey: 'k' }, '/config/colour'],
    ['a missing setting', { url: odooConfig.url, username: odooConfig.username }, { apiKey: 'k' }, '/config/database'],
    ['unknown secrets', odooConfig, { apiKey: 'k', token: 'x' }, '/secrets/token'],
    ['a missing secret', odooConfig, {}, '/secrets/apiKey'],
    ['an unknown simulator', { ...odooConfig, simulator: 'nobody' }, { apiKey: 'k' }, '/config/simulator'],
  ])('is refused with %s', async (_, config, secrets, path) => {
    const error = await failure(
      service.create(CLIENT, { name: 'ERP', environment: 'test', connector: 'odoo', config, secrets: { ...secrets } }),
    )
    expect(error.code).toBe('invalid-request')
    expect(error.issues?.map((issue) => issue.path)).toContain(path)
  })

  it('to a simulator needs no secrets: the installation knows them', async () => {
    const made = await createOdoo({ secrets: {} })
    expect(made.secretsSet).toEqual(['apiKey'])
    expect(await service.test(CLIENT, made.id)).toMatchObject({ ok: true })
  })

  it("does not reach another client's simulator", async () => {
    const error = await failure(
      service.create(OTHER, {
        name: 'ERP',
        environment: 'test',
        connector: 'odoo',
        config: { ...odooConfig, simulator: 'harbour-odoo' },
        secrets: { apiKey: 'k' },
      }),
    )
    expect(error.issues?.[0]?.path).toBe('/config/simulator')
  })

  it('is not there for another client', async () => {
    const made = await createOdoo()
    expect(await service.get(OTHER, made.id)).toBeUndefined()
    const foreign = [service.test(OTHER, made.id), service.update(OTHER, made.id, { name: 'x' }), service.remove(OTHER, made.id)]
    for (const error of await Promise.all(foreign.map(failure))) expect(error.code).toBe('not-found')
  })

  it('can be removed', async () => {
    const made = await createOdoo()
    await service.remove(CLIENT, made.id)
    expect((await failure(opener.open(CLIENT, made.id))).code).toBe('not-found')
  })
})

interface CallOver {
  readonly options?: Partial<Parameters<typeof createCaller>[0]>
  readonly recorded?: (exchanges: readonly RecordedExchange[]) => void
}

describe('the caller', () => {
  const call = (connectionId: string, action: string, input: unknown, over: CallOver = {}) =>
    createCaller({ connectors, opener, waitsUntil, ...over.options }).call({
      ...(over.recorded && { recorded: over.recorded }),
      clientId: CLIENT,
      runId: 'run_1',
      connectionId,
      action,
      input: typeof input === 'string' ? input : JSON.stringify(input),
      idempotencyKey: 'k',
      attempt: 1,
      outcomeUnknown: false,
      signal: new AbortController().signal,
    })

  it('makes the call and answers JSON text', async () => {
    const { id } = await createOdoo()
    expect(JSON.parse(await call(id, 'find-product', { sku: 'HF-MUG-NAVY' }))).toMatchObject({
      name: 'Harbour mug, navy',
      listPrice: '12.50',
    })
  })
  it('tells which requests it made, without the connection’s secrets', async () => {
    const { id } = await createOdoo()
    const told: RecordedExchange[] = []
    const recorded = (exchanges: readonly RecordedExchange[]) => void told.push(...exchanges)
    await call(id, 'find-product', { sku: 'HF-MUG-NAVY' }, { recorded })
    expect(told.at(-1)).toMatchObject({
      method: 'POST',
      status: 200,
      url: expect.stringMatching(/\/json\/2\/product\.product\/search_read$/),
    })
    expect(told.at(-1)?.sent).toContain('HF-MUG-NAVY')
    expect(told.at(-1)?.received).toContain('Harbour mug')
    expect(JSON.stringify(told)).not.toContain(API_KEY)

    told.length = 0
    await call(id, 'find-product', { sku: 'HF-MUG-NAVY' }, { recorded, options: { recordCalls: 'failed' } })
    expect(told).toEqual([])
    await failure(call(id, 'find-product', { sku: 'NO-SUCH' }, { recorded, options: { recordCalls: 'failed' } }))
    expect(told).not.toEqual([])
  })
  it('says what is wrong with the input, and where', async () => {
    const { id } = await createOdoo()
    const order = {
      reference: '#1',
      customer: { ref: 'WEB-GUEST' },
      lines: [{ sku: 'HF-MUG-NAVY', quantity: 1, unitPrice: 12.5 }],
      colour: 'red',
    }
    const error = await failure(call(id, 'create-sales-order', order))
    expect(error.code).toBe('action-input-invalid')
    expect(error.issues?.map(({ path }) => path)).toEqual(expect.arrayContaining(['/colour', '/lines/0/unitPrice']))
    expect((await failure(call(id, 'create-sales-order', 'undefined'))).code).toBe('action-input-invalid')
  })
  it('knows which actions there are, and how safe they are', async () => {
    const caller = createCaller({ connectors, opener, waitsUntil })
    expect([caller.safetyOf('odoo', 'create-sales-order'), caller.safetyOf('http', 'post'), caller.safetyOf('http', 'get')]).toEqual([
      'look-up-first',
      'none',
      'upsert',
    ])
    expect(() => caller.safetyOf('odoo', 'explode')).toThrow(expect.objectContaining({ code: 'action-unknown' }))
  })
  it('calls no private address, unless it is a simulator', async () => {
    const made = await service.create(CLIENT, {
      name: 'Inside',
      environment: 'test',
      connector: 'http',
      config: { baseUrl: host.resolve('harbour-odoo') ?? '' },
      secrets: {},
    })
    expect((await failure(call(made.id, 'get', { path: '/_sim/requests' }))).code).toBe('connection-blocked')
  })
})

describe('the vault', () => {
  const open = (installationKey: Uint8Array) => createVault({ installationKey, store: store.connections })
  const key = loadInstallationKey({ secretKey: undefined, dataDir: dir })

  it('opens what it sealed, and only there', async () => {
    const vault = open(key)
    const sealed = await vault.seal(CLIENT, 'conn_1', 'apiKey', 'schlüssel')
    expect(await open(key).open(CLIENT, 'conn_1', sealed)).toBe('schlüssel')
    const elsewhere = [
      vault.open(OTHER, 'conn_1', sealed),
      vault.open(CLIENT, 'conn_2', sealed),
      vault.open(CLIENT, 'conn_1', { ...sealed, field: 'token' }),
      vault.open(CLIENT, 'conn_1', { ...sealed, ciphertext: sealed.ciphertext.map((byte, index) => (index === 30 ? byte ^ 1 : byte)) }),
      vault.open(CLIENT, 'conn_1', { ...sealed, ciphertext: new Uint8Array(3) }),
      open(loadInstallationKey({ secretKey: 'another key of enough length', dataDir: dir })).open(CLIENT, 'conn_1', sealed),
    ]
    for (const error of await Promise.all(elsewhere.map(failure))) expect(error.code).toBe('secret-unreadable')
  })
  it('never seals the same text to the same bytes', async () => {
    const [a, b] = await Promise.all([open(key).seal(CLIENT, 'c', 'f', 'x'), open(key).seal(CLIENT, 'c', 'f', 'x')])
    expect(Buffer.from(a.ciphertext).equals(Buffer.from(b.ciphertext))).toBe(false)
  })
  it('keeps its key in a file that only its owner reads', () => {
    expect(statSync(join(dir, KEY_FILE)).mode & 0o777).toBe(0o600)
    expect(loadInstallationKey({ secretKey: undefined, dataDir: dir })).toEqual(key)
    expect(() => loadInstallationKey({ secretKey: 'short', dataDir: dir })).toThrow(expect.objectContaining({ code: 'config-invalid' }))
  })
})

describe('the simulator host', () => {
  it('lists simulators by client, each at its own address', async () => {
    const [simulator] = await host.list([CLIENT])
    expect(simulator).toEqual({
      name: 'harbour-odoo',
      connector: 'odoo',
      config: odooConfig,
      client: 'client-a',
      url: host.resolve('harbour-odoo'),
    })
    expect(await host.list([OTHER])).toEqual([])
    const records = await fetch(`${simulator?.url}/_sim/records/stock.warehouse`)
    expect(await records.json()).toMatchObject([{ code: 'WH' }, { code: 'SHOP' }])
  })
  it('says when a simulator sends no events', async () => {
    expect((await failure(host.emit('nobody', 'orders-create', {}))).code).toBe('not-found')
    expect((await failure(host.emit('harbour-odoo', 'orders-create', {}))).code).toBe('invalid-request')
  })
})

describe('fields of the connected system', () => {
  const of = { part: 'action', id: 'create-sales-order' } as const

  it('are read when somebody asks, kept with their time, and read once for two who ask together', async () => {
    const { id } = await createOdoo()
    const fields = createSystemFields({ opener, now })
    expect(await fields.kept(CLIENT, id, of)).toBeUndefined()
    const [one, two] = await Promise.all([fields.read(CLIENT, id, of), fields.read(CLIENT, id, of)])
    expect(two).toBe(one)
    expect(one.input.fields['fields.x_studio_gift']).toMatchObject({ kind: 'boolean', title: 'Gift', custom: true })
    expect(one.input.leftOut).toBe(0)
    expect(new Date(one.readAt).getTime()).toBeLessThanOrEqual(Date.now())
    expect(await fields.kept(CLIENT, id, of)).toBe(one)
    expect(await fields.read(CLIENT, id, of)).not.toBe(one)
  })

  it('belong to their client, and to the settings they were read with', async () => {
    const { id, config } = await createOdoo()
    const fields = createSystemFields({ opener, now })
    await fields.read(CLIENT, id, of)
    expect((await failure(fields.kept(OTHER, id, of))).code).toBe('not-found')
    await service.update(CLIENT, id, { config: { ...config, username: 'someone@harbour.example' } })
    expect(await fields.kept(CLIENT, id, of)).toBeUndefined()
  })

  it('say what is missing, what there is not, and what the system fails with; what was read before stays', async () => {
    const { id } = await createOdoo()
    const fields = createSystemFields({ opener, now })
    const read = (part: 'action' | 'poll', name: string, known = {}) => failure(fields.read(CLIENT, id, { part, id: name, known }))
    expect(await read('action', 'search-read')).toMatchObject({ code: 'invalid-request', issues: [{ path: '/known/model' }] })
    expect((await read('action', 'get-stock')).code).toBe('invalid-request')
    expect((await read('poll', 'no-such-list')).code).toBe('not-found')
    const before = await fields.read(CLIENT, id, of)
    await service.update(CLIENT, id, { secrets: { apiKey: 'odoo-key-wrong-but-well-formed' } })
    const refused = await failure(fields.read(CLIENT, id, of))
    expect(refused.code).toBe('credentials-invalid')
    expect(JSON.stringify(refused)).not.toContain('odoo-key-wrong')
    expect(await fields.kept(CLIENT, id, of)).toBe(before)
  })
})

describe('the schema of a query language', () => {
  it('is read from the server, kept for a while, and there only where the system has one', async () => {
    const passed = { ms: 0 }
    const schemas = createQuerySchemas({ opener, now: () => new Date(now().getTime() + passed.ms) })
    host.start({
      name: 'schema-graphql',
      connector: 'graphql',
      clientId: CLIENT,
      clientSlug: 'client-a',
      config: { url: 'https://api.example.com/graphql', auth: 'none' },
      secrets: {},
    })
    const { id } = await service.create(CLIENT, {
      name: 'Schema',
      environment: 'test',
      connector: 'graphql',
      config: { url: 'https://api.example.com/graphql', auth: 'none', simulator: 'schema-graphql' },
      secrets: {},
    })
    const first = await schemas.read(CLIENT, id)
    expect(first.text).toContain('type ProductConnection {')
    expect(await schemas.read(CLIENT, id)).toBe(first)
    passed.ms = 11 * 60_000
    expect((await schemas.read(CLIENT, id)).readAt).not.toBe(first.readAt)
    expect((await failure(schemas.read('client_other', id))).code).toBe('not-found')
  })
})

describe('a flow that is published or tried', () => {
  const aFlow = (document: string): FlowDocument => ({
    formatVersion: 1,
    name: 'Products',
    slots: { api: { connector: 'graphql', label: 'API' } },
    nodes: {
      start: { kind: 'trigger', label: 'Start', config: { type: 'manual' } },
      ask: {
        kind: 'call',
        label: 'Ask',
        config: { slot: 'api', action: 'query', rows: [{ target: 'document', rule: { kind: 'constant', value: document } }] },
      },
    },
    edges: [{ from: 'start', port: 'out', to: 'ask' }],
    layout: { nodes: {} },
  })

  it('has its GraphQL documents held against the server, at the row that has the mistake', async () => {
    host.start({
      name: 'harbour-graphql',
      connector: 'graphql',
      clientId: CLIENT,
      clientSlug: 'client-a',
      config: { url: 'https://api.example.com/graphql', auth: 'none' },
      secrets: {},
    })
    const connection = await service.create(CLIENT, {
      name: 'Products',
      environment: 'test',
      connector: 'graphql',
      config: { url: 'https://api.example.com/graphql', auth: 'none', simulator: 'harbour-graphql' },
      secrets: {},
    })
    const check = createSystemCheck({
      connectors: { list: () => connectors.map(describeConnector) },
      connections: store.connections,
      flows: store.flows,
      systemFields: createSystemFields({ opener, now }),
    })
    const about = { flowId: 'flow_1', slots: { api: connection.id } }
    expect(await check(CLIENT, aFlow('{ products { totalCount } }'), about)).toEqual([])
    expect(await check(CLIENT, aFlow('{\n  products { amount }\n}'), about)).toMatchObject([
      {
        path: '/nodes/ask/config/rows/0/rule/value',
        code: 'graphql-schema',
        severity: 'error',
        message: 'Step "Ask": Line 2, column 14: Cannot query field "amount" on type "ProductConnection".',
      },
    ])
  })

  it('is tried only where the server understands what is run, and without it where the server does not answer', async () => {
    const given = (flow: FlowDocument) => ({ document: flow, environment: 'test', input: { id: 1 } }) as const
    const trials = (check: CheckSystems) =>
      createTrials({
        flows: { get: async () => ({ draft: aFlow('{ a }') }) },
        parts: { pinned: async (_: string, document: FlowDocument) => document },
        engine: { testRun: async () => ({ view: {}, calls: [] }) },
        checkSystems: check,
      } as unknown as TrialsOptions)
    const asked: FlowDocument[] = []
    const refusing = trials(async (_, document) => {
      asked.push(document)
      const isRun = document.nodes['ask']?.disabled !== true
      return isRun
        ? [{ path: '/nodes/ask/config/rows/0/rule/value', code: 'graphql-schema', message: 'No field "a".', severity: 'error' }]
        : []
    })
    const refused = await failure(refusing.testRun(CLIENT, 'flow_1', given(aFlow('{ a }'))))
    expect(refused).toMatchObject({ code: 'flow-invalid', issues: [{ code: 'graphql-schema' }] })
    await refusing.dryRun(CLIENT, 'flow_1', given(aFlow('{ a }')))
    expect(asked).toHaveLength(1)
    // From a step on: what comes before it is not run, and not checked.
    const two = aFlow('{ a }')
    const end = { kind: 'call', label: 'End', config: { slot: 'api', action: 'query' } } as const
    const longer = { ...two, nodes: { ...two.nodes, end }, edges: [...two.edges, { from: 'ask', port: 'out', to: 'end' }] }
    await refusing.testRun(CLIENT, 'flow_1', { ...given(longer), from: { node: 'end' } })
    expect(asked.at(-1)?.nodes['end']?.disabled).toBeUndefined()
    // What could not be checked is no obstacle.
    const unchecked = trials(async () => [{ path: '/nodes/ask', code: 'system-unchecked', message: 'Not checked.', severity: 'warning' }])
    expect(await unchecked.testRun(CLIENT, 'flow_1', given(aFlow('{ a }')))).toMatchObject({ calls: [] })
    const silent = trials(() => new Promise(() => undefined))
    expect(await silent.testRun(CLIENT, 'flow_1', given(aFlow('{ a }')))).toMatchObject({ calls: [] })
  }, 20_000)
})
