// What flow-control tests are arranged with: a vendor on loopback that can be told how to answer, a connector for it with given limits,
// and any number of callers (workers) over one store and one engine.
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { Type } from 'typebox'
import type { Connector } from '#connectors/kit/contract.ts'
import type { Limits } from '#connectors/kit/limits.ts'
import { createTransport } from '#connectors/kit/transport.ts'
import { newId } from '#shared/ids.ts'
import type { FlowSettings } from '#shared/model/flow-control.ts'
import { createCaller } from '#runtime/connections/caller.ts'
import { createConnectionOpener } from '#runtime/connections/open-connection.ts'
import { createConnectionService, type ConnectionService } from '#runtime/connections/service.ts'
import { createVault } from '#runtime/connections/vault.ts'
import { aFlow, call, manual } from '#runtime/engine/engine.testing.ts'
import { createEngine, type Engine } from '#runtime/engine/engine.ts'
import type { Caller } from '#runtime/engine/ports.ts'
import { createFlowSource } from '#runtime/flow-source.ts'
import type { Sandbox } from '#runtime/sandbox/port.ts'
import { openSqliteStore, type SqliteStore } from '#runtime/store/sqlite/open.ts'
import { createFlowControl, type FlowControl } from './flow-control.ts'

export interface Vendor {
  readonly requests: IncomingMessage[]
  /** How it answers from now on. */
  answer: (response: ServerResponse, request: IncomingMessage, body: string) => void
}

export interface Worker {
  readonly caller: Caller
  readonly flowControl: FlowControl
  readonly connections: ConnectionService
}

export interface ControlBench {
  readonly vendor: Vendor
  readonly store: SqliteStore
  readonly clientId: string
  readonly connectionId: string
  worker(): Worker
  /** One call as the engine makes it, by a key of its own unless one is given. */
  call(worker: Worker, key?: string): Promise<string>
  close(): Promise<void>
}

/** One action that asks the vendor once. */
export const connectorWith = (limits: Limits): Connector => ({
  id: 'vendor',
  name: 'Vendor',
  category: 'generic',
  description: 'For tests',
  icon: '',
  config: Type.Object({ url: Type.String() }),
  secrets: {},
  baseUrl: (config) => String(config['url']),
  actions: [
    {
      id: 'post',
      label: 'Post',
      description: '',
      effect: 'write',
      safety: 'upsert',
      input: Type.Unknown(),
      output: Type.Unknown(),
      example: {},
      run: async (input, context) =>
        (await context.http.send({ method: 'POST', url: '/items', json: input, repeatable: true, timeoutMs: 5_000 })).json(),
    },
  ],
  triggers: [],
  test: async (context) => {
    await context.http.send({ method: 'GET', url: '/me' })
    return { summary: 'Signed in.' }
  },
  limits,
})

export async function openControlBench(
  limits: Limits,
  settings?: FlowSettings,
  connector: Connector = connectorWith(limits),
): Promise<ControlBench> {
  const dataDir = mkdtempSync(join(tmpdir(), 'tillflow-flow-control-'))
  const store = await openSqliteStore({ dataDir })
  const at = new Date().toISOString()
  const partner = { id: newId('part'), name: 'Partner', createdAt: at }
  const client = { id: newId('client'), partnerId: partner.id, name: 'Client', slug: 'client', createdAt: at }
  await store.tenancy.createPartner(partner)
  await store.tenancy.createClient(client)

  const vendor: Vendor = { requests: [], answer: (response) => response.end('{"ok":true}') }
  const server = createServer((request, response) => {
    let body = ''
    request.setEncoding('utf8')
    request.on('data', (chunk: string) => (body += chunk))
    request.on('end', () => {
      vendor.requests.push(request)
      vendor.answer(response, request, body)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  const connectors = [connector]
  const transport = createTransport()
  const vault = createVault({ installationKey: new Uint8Array(32).fill(1), store: store.connections })
  const now = () => new Date()

  const worker = (): Worker => {
    const flowControl = createFlowControl({ store: store.flowControl, log: pino({ level: 'silent' }) })
    const opener = createConnectionOpener({
      store: store.connections,
      connectors,
      vault,
      transport,
      flowControl,
      tokens: store.tokens,
      allowedHosts: [host],
      now,
    })
    const caller = createCaller({ connectors, opener, waitsUntil: flowControl.waitsUntil })
    const { flows } = store
    const connections = createConnectionService({ store: store.connections, flows, connectors, vault, opener, flowControl, now })
    return { caller, flowControl, connections }
  }
  const first = worker()
  const connection = await first.connections.create(client.id, {
    name: 'Vendor',
    environment: 'live',
    connector: 'vendor',
    config: { url: `http://${host}` },
    secrets: {},
  })
  if (settings) await first.connections.saveFlowControl(client.id, connection.id, settings)

  return {
    vendor,
    store,
    clientId: client.id,
    connectionId: connection.id,
    worker,
    call: ({ caller }, key = crypto.randomUUID()) =>
      caller.call({
        clientId: client.id,
        runId: `run_${key}`,
        connectionId: connection.id,
        action: 'post',
        input: '{}',
        idempotencyKey: key,
        attempt: 1,
        outcomeUnknown: false,
        signal: new AbortController().signal,
      }),
    async close() {
      server.closeAllConnections()
      server.close()
      await transport.close()
      await store.close()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

/** An engine over the bench's store, with one deployed flow that makes the bench's call. Stop it before the bench is closed. */
export async function engineOver(bench: ControlBench, { caller }: Worker, sandbox: Sandbox): Promise<{ engine: Engine; flowId: string }> {
  const { store, clientId } = bench
  const { source, flows } = createFlowSource(store.flows)
  const engine = createEngine({
    journal: store.journal,
    flows: source,
    tables: { load: () => Promise.reject(new Error('no tables here')) },
    caller,
    catalog: { find: () => undefined },
    topics: { schema: async () => undefined },
    callbackAddress: () => ({ url: '', tokenHash: '' }),
    sandbox,
    log: pino({ level: 'silent' }),
  })
  const flow = aFlow({ start: manual, post: call('post') })
  const document = { ...flow, slots: { erp: { connector: 'vendor', label: 'Vendor' } } }
  const at = new Date().toISOString()
  const made = { id: newId('flow'), clientId, name: 'Flow', draft: document, revision: 1, latestVersion: 0, createdAt: at, updatedAt: at }
  await flows.create({ ...made, updatedBy: 'test' })
  const { version } = await flows.publish(clientId, made.id, document, '', 'test', new Date())
  await flows.deploy({
    id: newId('dep'),
    clientId,
    flowId: made.id,
    environment: 'live',
    version,
    slots: { erp: bench.connectionId },
    active: true,
    createdAt: at,
    createdBy: 'test',
  })
  await engine.start()
  return { engine, flowId: made.id }
}
