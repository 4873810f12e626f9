// One process of the crash sweep: the engine on a real store, and a ledger in place of the other system. It finishes what the process
// before it left, then begins a case of its own, and kills or stops itself at the point it was told: points are counted before and after
// every write of the journal and every effect, and on SQLite behind every commit, whoever asked for it, before anybody is answered.
import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pino } from 'pino'
import { newId } from '#shared/ids.ts'
import { TERMINAL_STATUSES, type Run } from '#shared/model/runs.ts'
import { createEngine } from '../engine/engine.ts'
import type { Caller, Journal } from '../engine/ports.ts'
import { createFlowSource } from '../flow-source.ts'
import { createSandbox } from '../sandbox/create.ts'
import { openPostgresStore } from '../store/postgres/open.ts'
import { openSqliteStore } from '../store/sqlite/open.ts'
import { createTableSource } from '../table-source.ts'
import { createTopicSource } from '../topics/topics.ts'
import { createCallbackAddresses } from '../webhooks/callbacks.ts'
import { SAFETY, scenarioNamed } from './scenarios.ts'

/** A case is one run of a scenario with a client of its own. */
export interface Case {
  readonly name: string
  readonly scenario: string
  /** The point at which the process gets the signal; without it the case goes on to its end. */
  readonly at?: { readonly point: number; readonly signal: 'SIGKILL' | 'SIGSTOP' }
}
export interface ProgramInput {
  readonly dir: string
  /** PostgreSQL; without it an SQLite store in `dir`. */
  readonly url?: string
  /** Added to the clock, so that leases of the processes before have run out. */
  readonly clockShiftMs: number
  readonly cases: readonly Case[]
}
export interface CaseResult {
  readonly points: number
  readonly runs: readonly Pick<Run, 'id' | 'status'>[]
  readonly exceptions: readonly { readonly code: string; readonly ref: string }[]
}

const input = JSON.parse(process.argv[2] ?? '') as ProgramInput
let seen = 0
let fatal: NonNullable<Case['at']> | undefined
function point(): void {
  seen++
  if (seen === fatal?.point) process.kill(process.pid, fatal.signal)
}

async function around<T>(work: () => Promise<T>): Promise<T> {
  point()
  const result = await work()
  point()
  return result
}

function counted(journal: Journal): Journal {
  return {
    ...journal,
    accept: (event) => around(() => journal.accept(event)),
    commit: (entry) => around(() => journal.commit(entry)),
    recover: (options) => around(() => journal.recover(options)),
    collect: (request) => around(() => journal.collect(request)),
    // Looking for work is no write until there is some.
    claim: async (options) => {
      const claimed = await journal.claim(options)
      if (claimed.length > 0) point()
      return claimed
    },
  }
}

const linesOf = (file: string): readonly string[] => (existsSync(file) ? readFileSync(file, 'utf8').split('\n').slice(0, -1) : [])
const nameOf = new Map<string, string>()
const ledgerOf = (name: string) => join(input.dir, `${name}.ledger`)

/** Keeps what it is sent in a file, which outlives this process as another system would. */
const ledger: Caller = {
  safetyOf: (_connector, action) => SAFETY[action as keyof typeof SAFETY],
  async call({ clientId, action, input: text, idempotencyKey }) {
    const file = ledgerOf(nameOf.get(clientId) ?? '')
    const { ref } = JSON.parse(text) as { ref: string }
    point()
    const known = action === 'post' && linesOf(file).some((line) => line.startsWith(`${idempotencyKey} `))
    if (!known) appendFileSync(file, `${idempotencyKey} ${ref}\n`)
    point()
    return JSON.stringify({ ref })
  },
}

const now = () => new Date(Date.now() + input.clockShiftMs)
const store =
  input.url === undefined ? await openSqliteStore({ dataDir: input.dir, onCommit: point }) : await openPostgresStore({ url: input.url })
const sandbox = createSandbox({ mappingWorkers: 1 })
const { source } = createFlowSource(store.flows)
const { source: tables } = createTableSource(store.lookups)
const engine = createEngine({
  journal: counted(store.journal),
  flows: source,
  tables,
  caller: ledger,
  catalog: { find: () => undefined },
  sandbox,
  topics: createTopicSource(store.topics),
  callbackAddress: createCallbackAddresses({ installationKey: new Uint8Array(32), baseUrl: () => 'http://127.0.0.1' }),
  log: pino({ level: 'fatal' }, pino.destination(2)),
  now,
})

async function prepare({ name, scenario }: Case): Promise<{ clientId: string; flowId: string }> {
  const [clientId, flowId] = [`client_${name}`, `flow_${name}`]
  nameOf.set(clientId, name)
  if (await store.flows.activeDeployment(clientId, flowId, 'live')) return { clientId, flowId }
  const at = new Date().toISOString()
  if (!(await store.tenancy.partners()).length) await store.tenancy.createPartner({ id: 'part_1', name: 'Partner', createdAt: at })
  await store.tenancy.createClient({ id: clientId, partnerId: 'part_1', name, slug: name, createdAt: at })
  const { document } = scenarioNamed(scenario)
  const flow = {
    id: flowId,
    clientId,
    name,
    draft: document,
    revision: 1,
    latestVersion: 0,
    createdAt: at,
    updatedAt: at,
    updatedBy: 'test',
  }
  await store.flows.create(flow)
  const { version } = await store.flows.publish(clientId, flowId, document, '', 'test', new Date())
  await store.flows.deploy({
    id: newId('dep'),
    clientId,
    flowId,
    environment: 'live',
    version,
    slots: { erp: 'conn_ledger' },
    active: true,
    createdAt: at,
    createdBy: 'test',
  })
  return { clientId, flowId }
}

/** As a sender does: what was not acknowledged is sent again. */
async function deliver(each: Case, clientId: string, flowId: string): Promise<void> {
  const file = join(input.dir, `${each.name}.acknowledged`)
  const acknowledged = new Set(linesOf(file))
  for (const { key, input: body } of scenarioNamed(each.scenario).events) {
    if (acknowledged.has(key)) continue
    await engine.accept({
      clientId,
      flowId,
      environment: 'live',
      version: 1,
      trigger: 'manual',
      eventKey: key,
      body: Buffer.from(JSON.stringify(body)),
      receivedAt: now(),
    })
    appendFileSync(file, `${key}\n`)
  }
}

async function settled(clientId: string, expected: number): Promise<readonly Run[]> {
  for (;;) {
    const { items } = await store.runs.list(clientId, { limit: 200 })
    if (items.length >= expected && items.every(({ status }) => TERMINAL_STATUSES.includes(status))) return items
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

// The clients of cases that a former process left are known before their runs go on.
for (const each of input.cases) await prepare(each)
let started = false
for (const each of input.cases) {
  const { clientId, flowId } = await prepare(each)
  const before = seen
  fatal = each.at && { ...each.at, point: seen + each.at.point }
  if (!started) await engine.start()
  started = true
  await deliver(each, clientId, flowId)
  const { events, runs: expected = events.length } = scenarioNamed(each.scenario)
  const runs = await settled(clientId, expected)
  const { items } = await store.runs.exceptions(clientId, { limit: 200 })
  const result: CaseResult = {
    points: seen - before,
    runs: runs.map(({ id, status }) => ({ id, status })),
    exceptions: items.map(({ error, input: record }) => ({ code: error.code, ref: `label-${(record as { id?: number }).id ?? ''}` })),
  }
  writeFileSync(join(input.dir, `${each.name}.result`), JSON.stringify(result))
}
// No store is closed: a process that ends itself here is one more that was killed.
process.exit(0)
