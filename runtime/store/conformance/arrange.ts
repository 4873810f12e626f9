// What the suite's cases start from: builders with everything that does not matter to a case filled in.
import { newId } from '#shared/ids.ts'
import { newFlowDocument } from './document.ts'
import type { Client } from '#shared/model/accounts.ts'
import type { Connection, Hook, LookupTable, Schedule } from '#shared/model/connections.ts'
import type { Flow, Sample } from '#shared/model/flows.ts'
import type { ExceptionRecord } from '#shared/model/runs.ts'
import type { ClaimedRun, Effect, JournalEntry, NewEvent } from '#runtime/engine/ports.ts'
import type { Store } from '../ports.ts'

export const NOW = new Date('2026-03-01T10:00:00.000Z')
export const later = (ms: number): Date => new Date(NOW.getTime() + ms)
const at = NOW.toISOString()

export const aClient = (partnerId: string, slug: string): Client => ({ id: newId('client'), partnerId, name: slug, slug, createdAt: at })

/** A partner with two clients, `a` and `b`. */
export async function twoClients(store: Store): Promise<{ partnerId: string; a: string; b: string }> {
  const partnerId = newId('part')
  await store.tenancy.createPartner({ id: partnerId, name: 'Harbour', createdAt: at })
  const [a, b] = [aClient(partnerId, 'north-sea-outfitters'), aClient(partnerId, 'bay-books')] as const
  await store.tenancy.createClient(a)
  await store.tenancy.createClient(b)
  return { partnerId, a: a.id, b: b.id }
}

export const anEvent = (over: Partial<NewEvent> = {}): NewEvent => ({
  clientId: 'client_a',
  flowId: 'flow_orders',
  environment: 'live',
  version: 1,
  trigger: 'webhook',
  eventKey: newId('evt'),
  body: Buffer.from('{"id":1}'),
  receivedAt: NOW,
  ...over,
})

export const aFlow = (clientId: string, over: Partial<Flow> = {}): Flow => ({
  id: newId('flow'),
  clientId,
  name: 'Orders',
  draft: newFlowDocument('Orders'),
  revision: 1,
  latestVersion: 0,
  createdAt: at,
  updatedAt: at,
  updatedBy: 'user_1',
  ...over,
})

export const aSample = (flow: Flow, over: Partial<Sample> = {}): Sample => ({
  id: newId('sample'),
  clientId: flow.clientId,
  flowId: flow.id,
  name: 'Simple order',
  input: { id: 1 },
  createdAt: at,
  ...over,
})

export const aConnection = (clientId: string, over: Partial<Connection> = {}): Connection => ({
  id: newId('conn'),
  clientId,
  environment: 'live',
  connector: 'odoo',
  name: 'ERP',
  config: { url: 'https://erp.example' },
  secretsSet: [],
  status: 'untested',
  createdAt: at,
  updatedAt: at,
  ...over,
})

export const aTable = (clientId: string, over: Partial<LookupTable> = {}): LookupTable => ({
  id: newId('table'),
  clientId,
  environment: 'live',
  name: 'tenders',
  label: 'Tenders',
  rows: [{ key: 'visa', value: 'BNK1' }],
  revision: 1,
  updatedAt: at,
  ...over,
})

export const aHook = (flow: Flow, over: Partial<Hook> = {}): Hook => ({
  id: newId('hook'),
  clientId: flow.clientId,
  flowId: flow.id,
  environment: 'live',
  connectionId: 'conn_1',
  connector: 'shopify',
  event: 'orders-create',
  token: newId('hook'),
  active: true,
  createdAt: at,
  ...over,
})

export const aSchedule = (flow: Flow, over: Partial<Schedule> = {}): Schedule => ({
  id: newId('sched'),
  clientId: flow.clientId,
  flowId: flow.id,
  environment: 'live',
  cron: '0 6 * * *',
  timeZone: 'Europe/Oslo',
  input: { day: 1 },
  catchUp: 'last',
  overlap: 'queue',
  nextAt: at,
  waiting: [],
  skippedTicks: 0,
  active: true,
  ...over,
})

/** Leases what is due. */
export const claim = (store: Store, over: Partial<Parameters<Store['journal']['claim']>[0]> = {}): Promise<readonly ClaimedRun[]> =>
  store.journal.claim({ owner: 'worker-1', limit: 32, now: NOW, leaseMs: 30_000, ...over })

/** Accepts one event and leases its run. */
export async function aClaimedRun(store: Store, event: Partial<NewEvent> = {}): Promise<ClaimedRun> {
  const { runId } = await store.journal.accept(anEvent(event))
  const claimed = (await claim(store)).find(({ run }) => run.id === runId)
  if (!claimed) throw new Error('the accepted run was not claimed')
  return claimed
}

export const anEntry = ({ run, fence }: ClaimedRun, over: Partial<JournalEntry> = {}): JournalEntry => ({
  runId: run.id,
  clientId: run.clientId,
  fence,
  events: [],
  at: NOW,
  ...over,
})

export const anEffect = ({ run }: ClaimedRun, over: Partial<Effect> = {}): Effect => ({
  idempotencyKey: 'key-1',
  clientId: run.clientId,
  runId: run.id,
  nodeId: 'create-order',
  record: '',
  safety: 'key',
  status: 'intended',
  attempts: 1,
  ...over,
})

export const anException = ({ run }: ClaimedRun, over: Partial<ExceptionRecord> = {}): ExceptionRecord => ({
  id: newId('exc'),
  clientId: run.clientId,
  flowId: run.flowId,
  environment: run.environment,
  version: run.version,
  runId: run.id,
  nodeId: 'map-order',
  record: '',
  eventKey: run.eventKey,
  error: { code: 'required-field-missing', disposition: 'rejected', message: 'No customer.', fix: 'Add one.' },
  input: { id: 1 },
  status: 'open',
  createdAt: at,
  ...over,
})
