// What engine tests are arranged with: a real store and sandbox, and a ledger in place of a vendor, with faults on demand.
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino, type Logger } from 'pino'
import type { Safety } from '#connectors/kit/contract.ts'
import { AppError } from '#shared/errors.ts'
import { newFlow } from '#shared/flow/new.ts'
import { listensTo } from '#shared/flow/listens-to.ts'
import type { FlowDocument, FlowEdge, FlowNode } from '#shared/flow/document.ts'
import { newId } from '#shared/ids.ts'
import { TERMINAL_STATUSES, type Run, type RunStatus } from '#shared/model/runs.ts'
import { createCallbackAddresses } from '#runtime/webhooks/callbacks.ts'
import { createFlowSource } from '#runtime/flow-source.ts'
import type { Sandbox } from '#runtime/sandbox/port.ts'
import { openSqliteStore } from '#runtime/store/sqlite/open.ts'
import type { LookupStore, Store } from '#runtime/store/ports.ts'
import { createTopicSource } from '#runtime/topics/topics.ts'
import { createTableSource } from '#runtime/table-source.ts'
import { createEngine, type Engine } from './engine.ts'
import type { ActionCall, Caller, Journal } from './ports.ts'

/** A flow of these nodes in a row, each one's `out` leading to the next, unless `edges` says otherwise. */
export function aFlow(nodes: Readonly<Record<string, FlowNode>>, edges?: readonly FlowEdge[]): FlowDocument {
  const ids = Object.keys(nodes)
  const inARow = ids.slice(1).map((to, index) => ({ from: ids[index] ?? '', port: 'out', to }))
  return {
    ...newFlow('Test flow'),
    slots: { erp: { connector: 'ledger', label: 'Ledger' } },
    nodes: { ...nodes },
    edges: [...(edges ?? inARow)],
  }
}

export const manual: FlowNode = { kind: 'trigger', label: 'Start', config: { type: 'manual' } }
export const call = (action = 'post', rows?: { target: string; rule: { kind: 'expression'; expression: string } }[]): FlowNode => ({
  kind: 'call',
  label: 'Post',
  retry: { attempts: 3, firstDelaySeconds: 0.1, maxDelaySeconds: 0.1 },
  config: { slot: 'erp', action, ...(rows && { rows }) },
})

/** A vendor that keeps what it is sent. Its `upsert` action keeps one record per idempotency key, its `post` action one per call. */
export interface Ledger extends Caller {
  readonly entries: { readonly action: string; readonly key: string; readonly input: unknown }[]
  readonly calls: ActionCall[]
  /** Fails the next calls, in order. `after` fails when the record is stored already, like a cut connection. */
  /** Holds calls until the returned function is called, or their signal aborts. */
  hold(): () => void
  fail(...faults: { readonly error: AppError; readonly after?: boolean }[]): void
}

export function createLedger(safety: Readonly<Record<string, Safety>> = { post: 'upsert', 'post-once': 'none' }): Ledger {
  const entries: { action: string; key: string; input: unknown }[] = []
  const calls: ActionCall[] = []
  const faults: { error: AppError; after?: boolean }[] = []
  let held: Promise<void> | undefined
  return {
    entries,
    calls,
    hold() {
      let release: () => void = () => undefined
      held = new Promise((resolve) => (release = resolve))
      return () => {
        held = undefined
        release()
      }
    },
    fail: (...more) => void faults.push(...more),
    safetyOf: (_connector, action) => safety[action] ?? 'upsert',
    async call(request) {
      calls.push(request)
      if (held) await Promise.race([held, once(request.signal, 'abort')])
      const fault = faults.shift()
      if (fault && !fault.after) throw fault.error
      const known = entries.some((entry) => entry.key === request.idempotencyKey)
      if (!known || safety[request.action] === 'none')
        entries.push({ action: request.action, key: request.idempotencyKey, input: JSON.parse(request.input) })
      if (fault) throw fault.error
      return JSON.stringify({ number: entries.length })
    },
  }
}

export interface Bench {
  readonly dataDir: string
  readonly store: Store
  /** What is saved through it the engine sees at once. */
  readonly lookups: LookupStore
  readonly engine: Engine
  readonly ledger: Ledger
  readonly clientId: string
  /** Stores a flow, its version and deployment; answers its id. */
  deploy(document: FlowDocument, environment?: 'test' | 'live'): Promise<string>
  start(flowId: string, input: unknown, eventKey?: string): Promise<string>
  settled(runId: string): Promise<Run>
  /** Another engine on the same store, as after a restart. */
  restart(): Promise<void>
  close(): Promise<void>
}

export async function openBench(
  sandbox: Sandbox,
  options: {
    readonly ledger?: Ledger
    readonly concurrency?: number
    readonly now?: () => Date
    readonly around?: (journal: Journal) => Journal
    readonly log?: Logger
  } = {},
): Promise<Bench> {
  const dataDir = await mkdtemp(join(tmpdir(), 'tillflow-engine-'))
  const store = await openSqliteStore({ dataDir })
  const at = new Date().toISOString()
  const partner = { id: newId('part'), name: 'Partner', createdAt: at }
  const client = { id: newId('client'), partnerId: partner.id, name: 'Client', slug: 'client', createdAt: at }
  await store.tenancy.createPartner(partner)
  await store.tenancy.createClient(client)
  const ledger = options.ledger ?? createLedger()
  const { source, flows } = createFlowSource(store.flows)
  const { source: tables, lookups } = createTableSource(store.lookups)
  const newEngine = () =>
    createEngine({
      journal: options.around?.(store.journal) ?? store.journal,
      flows: source,
      topics: createTopicSource(store.topics),
      tables,
      caller: ledger,
      catalog: { find: () => undefined },
      sandbox,
      callbackAddress: createCallbackAddresses({ installationKey: new Uint8Array(32).fill(7), baseUrl: () => 'http://127.0.0.1' }),
      log: pino({ level: 'silent' }),
      ...options,
    })
  let engine = newEngine()
  await engine.start()

  return {
    dataDir,
    store,
    lookups,
    get engine() {
      return engine
    },
    ledger,
    clientId: client.id,
    async deploy(document, environment = 'live') {
      const flow = {
        id: newId('flow'),
        clientId: client.id,
        name: document.name,
        draft: document,
        revision: 1,
        latestVersion: 0,
        createdAt: at,
        updatedAt: at,
        updatedBy: 'test',
      }
      await flows.create(flow)
      const { version } = await flows.publish(client.id, flow.id, document, '', 'test', new Date())
      const deployment = {
        id: newId('dep'),
        clientId: client.id,
        flowId: flow.id,
        environment,
        version,
        slots: { erp: 'conn_ledger' },
        active: true,
        createdAt: at,
        createdBy: 'test',
      }
      await flows.deploy(deployment)
      const listens = listensTo(document)
      if (listens) await store.topics.subscribe({ clientId: client.id, flowId: flow.id, environment, ...listens })
      return flow.id
    },
    async start(flowId, input, eventKey = crypto.randomUUID()) {
      const body = new TextEncoder().encode(typeof input === 'string' ? input : JSON.stringify(input))
      const { runId } = await engine.accept({
        clientId: client.id,
        flowId,
        environment: 'live',
        version: 1,
        trigger: 'manual',
        eventKey,
        body,
        receivedAt: new Date(),
      })
      return runId
    },
    async settled(runId) {
      return until(async () => {
        const run = await store.runs.get(client.id, runId)
        return run && TERMINAL_STATUSES.includes(run.status) ? run : undefined
      })
    },
    async restart() {
      await engine.stop(1_000)
      engine = newEngine()
      await engine.start()
    },
    async close() {
      await engine.stop(1_000)
      await store.close()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

/** Polls until there is an answer; gives up loudly. */
export async function until<T>(ask: () => Promise<T | undefined>, timeoutMs = 10_000): Promise<T> {
  const end = Date.now() + timeoutMs
  for (;;) {
    const answer = await ask()
    if (answer !== undefined) return answer
    if (Date.now() > end) throw new Error('It did not happen in time.')
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

export const inStatus = (bench: Bench, runId: string, status: RunStatus) =>
  until(async () => ((await bench.store.runs.get(bench.clientId, runId))?.status === status ? true : undefined))

export const openExceptions = async ({ store, clientId }: Bench) =>
  (await store.runs.exceptions(clientId, { limit: 100, status: 'open' })).items
