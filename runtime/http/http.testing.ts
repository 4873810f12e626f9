// What HTTP tests are arranged with: the whole application over a real store, two partners who must not see each other, and a key for each role.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { connectorCatalog as builtInCatalog, connectors as builtIn } from '#connectors/index.ts'
import { customConnector } from '#connectors/custom/index.ts'
import { readInThread } from '#connectors/custom/read-in-thread.ts'
import { createTransport } from '#connectors/kit/transport.ts'
import type { Client, Role } from '#shared/model/accounts.ts'
import { newId } from '#shared/ids.ts'
import { createApprovals } from '../approvals/approvals.ts'
import { createAudit } from '../audit/audit.ts'
import { createTargetNames } from '../audit/target-names.ts'
import { createApiKeys } from '../auth/api-keys.ts'
import { createAuthenticator } from '../auth/authenticate.ts'
import { createAccounts } from '../auth/create-auth.ts'
import { createSetup } from '../auth/setup.ts'
import { createBranding } from '../branding/service.ts'
import { createConnectionOpener } from '../connections/open-connection.ts'
import { createSignIns } from '../connections/sign-in.ts'
import { createSystemCheck } from '../flows/check-systems.ts'
import { createQuerySchemas } from '../connections/query-schema.ts'
import { createSystemFields } from '../connections/system-fields.ts'
import { createCustomConnectors } from '../custom-connectors/service.ts'
import { createConnectionService } from '../connections/service.ts'
import { createVault } from '../connections/vault.ts'
import { createEngine } from '../engine/engine.ts'
import { createLedger } from '../engine/engine.testing.ts'
import { createBulkReplays } from '../exceptions/bulk-replays.ts'
import { createExceptions } from '../exceptions/exceptions.ts'
import { createDeployments } from '../flows/deployments.ts'
import { createPartLibrary } from '../mapping-parts/library.ts'
import { createMappingParts } from '../mapping-parts/service.ts'
import { createDocumentCheck } from '../flows/documents.ts'
import { createFeeds } from '../feeds/feeds.ts'
import { createFiles } from '../feeds/files.ts'
import { createFlows } from '../flows/flows.ts'
import { createFieldPresence } from '../flows/field-presence.ts'
import { createImpact } from '../flows/impact.ts'
import { createLookupInbox } from '../flows/lookup-inbox.ts'
import { createLookupTables } from '../flows/lookup-tables.ts'
import { createOverview } from '../flows/overview.ts'
import { createExplainRows } from '../flows/explain-rows.ts'
import { createPreview } from '../flows/preview.ts'
import { createPreviewSamples } from '../flows/preview-samples.ts'
import { createRuns } from '../flows/runs.ts'
import { createSampleRuns } from '../flows/sample-runs.ts'
import { createSamples } from '../flows/samples.ts'
import { createTrials } from '../flows/trials.ts'
import { createVersions } from '../flows/versions.ts'
import { createTeamwork } from '../teamwork/teamwork.ts'
import { createTopics, createTopicSource } from '../topics/topics.ts'
import { createWindows } from '../windows/windows.ts'
import { createCallbackAddresses, createCallbacks } from '../webhooks/callbacks.ts'
import { createFlowControl } from '../flow-control/flow-control.ts'
import { createFlowSource } from '../flow-source.ts'
import { createAddressVault } from '../connections/address-vault.ts'
import { createChatChannels } from '../notifications/chat-channels.ts'
import { createChatSender } from '../notifications/chat-sender.ts'
import { createListValues } from '../templates/listed-values.ts'
import { createMailer } from '../notifications/mailer.ts'
import { createReporter } from '../notifications/report.ts'
import { createNotifications } from '../notifications/service.ts'
import { createRetention } from '../keeping/retention.ts'
import type { Sandbox } from '../sandbox/port.ts'
import { openSqliteStore } from '../store/sqlite/open.ts'
import { createTableSource } from '../table-source.ts'
import { createClientRemoval } from '../tenancy/client-removal.ts'
import { createMembers } from '../tenancy/members.ts'
import { createTenancy } from '../tenancy/tenancy.ts'
import { createApp } from './app.ts'
import type { Services } from './services.ts'

export const BASE = 'http://127.0.0.1:3000'
export const CONTROL_TOKEN = 'control-token-of-this-installation'

export interface BenchOptions {
  readonly sandbox?: Sandbox
  /** Partners, clients and keys; true by default. */
  readonly seeded?: boolean
  readonly services?: Partial<Services>
  readonly refusedEmails?: readonly string[]
  /** Address of a simulator that a connection names. */
  readonly resolveSimulator?: (name: string) => string | undefined
}

export interface Answer<T> {
  readonly status: number
  readonly headers: Headers
  /** Parsed; what the test says it is. */
  readonly body: T
}

export async function openHttpBench(options: BenchOptions = {}) {
  const dataDir = await mkdtemp(join(tmpdir(), 'tillflow-http-'))
  const store = await openSqliteStore({ dataDir })
  const now = () => new Date()
  const log = pino({ level: 'silent' })
  const installationKey = new Uint8Array(32).fill(7)
  const accounts = createAccounts({
    database: { type: 'sqlite', handle: store.database },
    installationKey,
    secureCookies: false,
    ...(options.refusedEmails && { refusedEmails: options.refusedEmails }),
  })
  await accounts.migrate()
  const audit = createAudit({ store: store.audit })
  const tenancy = createTenancy({ store: store.tenancy, audit })
  const branding = createBranding({ store: store.branding, tenancy: store.tenancy, audit, now })
  const apiKeys = createApiKeys({ store: store.apiKeys, tenancy, audit })
  const authenticator = createAuthenticator({ accounts, apiKeys, tenancy: store.tenancy, controlToken: CONTROL_TOKEN })
  const connectors = [...builtIn]
  const descriptors = [...builtInCatalog.list()]
  const connectorCatalog = { list: () => descriptors }
  const customConnectors = createCustomConnectors({
    store: store.customConnectors,
    tenancy: store.tenancy,
    connections: store.connections,
    flows: store.flows,
    audit,
    read: readInThread,
    compile: customConnector,
    connectors,
    descriptors,
    now,
  })
  const vault = createVault({ installationKey, store: store.connections })
  const flowControl = createFlowControl({ store: store.flowControl, log })
  const simulated = options.resolveSimulator ? { resolveSimulator: options.resolveSimulator } : {}
  const opener = createConnectionOpener({
    store: store.connections,
    connectors,
    vault,
    transport: createTransport(),
    flowControl,
    tokens: store.tokens,
    now,
    ...simulated,
  })
  const { source, flows } = createFlowSource(store.flows)
  const { source: tables, lookups } = createTableSource(store.lookups)
  const sandbox = options.sandbox ?? noSandbox
  const ledger = createLedger()
  const engine = createEngine({
    journal: store.journal,
    flows: source,
    topics: createTopicSource(store.topics),
    tables,
    caller: ledger,
    catalog: { find: () => undefined },
    sandbox,
    callbackAddress: createCallbackAddresses({ installationKey: new Uint8Array(32).fill(7), baseUrl: () => 'http://127.0.0.1' }),
    log,
  })
  const parts = createPartLibrary({ store: store.mappingParts, tenancy: store.tenancy, now: now })
  const check = createDocumentCheck({ parts, connectors: connectorCatalog, lookups, flows, sandbox })
  const simulators: Services['simulators'] = {
    list: async () => [],
    look: async () => undefined,
    records: async () => undefined,
    playDay: async () => undefined,
    stopDay: () => undefined,
    playDayEverywhere: async () => [],
    days: () => [],
    stopDays: () => [],
    emit: async () => ({ recordId: '', deliveries: [] }),
  }
  const bulkReplays = createBulkReplays({
    bulkReplays: store.bulkReplays,
    runs: store.runs,
    flows,
    backlog: store.feeds.backlog,
    engine,
    alone: store.alone,
    audit,
    log,
    now,
  })
  const lookupTables = createLookupTables({ store: lookups, audit })
  const samples = createSamples({ flows, runs: store.runs, simulators })
  const systemFields = createSystemFields({ opener, now })
  const checkSystems = createSystemCheck({ connectors: connectorCatalog, connections: store.connections, flows, systemFields })
  const trials = createTrials({
    parts,
    flows,
    runs: store.runs,
    connections: store.connections,
    samples,
    connectors: connectorCatalog,
    engine,
    simulators,
    checkSystems,
    audit,
  })
  const sampleRuns = createSampleRuns({ flows, samples, trials })
  const versions = createVersions({ parts, flows, check, checkSystems, sampleRuns, connectors: connectorCatalog, audit })
  const impact = createImpact({ flows, runs: store.runs, samples, trials, version: versions.get })
  const hooks: Services['hooks'] = {
    list: async () => [],
    deploy: async () => [],
    undeploy: async () => undefined,
    intake: async () => ({ status: 202 }),
  }
  const files = createFiles({ feeds: store.feeds, flows, source, now, nudge: () => undefined })
  const connections = createConnectionService({
    store: store.connections,
    flows,
    connectors,
    vault,
    opener,
    flowControl,
    now,
    ...simulated,
  })
  const services: Services = {
    config: { baseUrl: () => BASE, demo: false, designerDir: join(dataDir, 'designer'), version: '0.0.0-test' },
    log,
    accounts,
    apiKeys,
    authenticator,
    setup: createSetup({ accounts, tenancy: store.tenancy, audit }),
    audit,
    auditNames: createTargetNames({
      flows: flows,
      connections: store.connections,
      runs: store.runs,
      tenancy: store.tenancy,
      userName: async (userId) => (await accounts.user(userId))?.name,
    }),
    tenancy,
    branding,
    clientRemoval: createClientRemoval({ store, hooks, engine, forget: vault.forget, audit, log, now }),
    members: createMembers({ store: store.tenancy, tenancy, accounts, apiKeys, audit }),
    flows: createFlows({ parts, flows, runs: store.runs, check, audit }),
    versions,
    deployments: createDeployments({ flows, connections: store.connections, hooks, check, checkSystems, audit }),
    samples,
    sampleRuns,
    fieldPresence: createFieldPresence({ flows, runs: store.runs }),
    impact,
    mappingParts: createMappingParts({ store: store.mappingParts, tenancy: store.tenancy, flows, impact, audit, now }),
    trials,
    preview: createPreview({ sandbox, tables, parts }),
    explainRows: createExplainRows({ sandbox, tables, parts }),
    previewSamples: createPreviewSamples({ sandbox, tables, parts }),
    runs: createRuns({ runs: store.runs, engine, audit }),
    exceptions: createExceptions({ runs: store.runs, flows, engine, audit }),
    bulkReplays,
    approvals: createApprovals({ waits: store.waits, nudge: engine.nudge, audit, now }),
    teamwork: createTeamwork({ teamwork: store.teamwork, flows: store.flows, audit }),
    topics: createTopics({ topics: store.topics, audit, now }),
    windows: createWindows({ windows: store.windows, flows, audit, log, nudge: engine.nudge, now }),
    callbacks: createCallbacks({ waits: store.waits, nudge: engine.nudge, now }),
    feeds: createFeeds({ feeds: store.feeds, flows, files, folder: { path: () => '' }, audit }),
    lookupTables,
    lookupInbox: createLookupInbox({ tables: lookupTables, store: lookups, runs: store.runs, bulkReplays }),
    overview: createOverview({ store }),
    connections,
    querySchemas: createQuerySchemas({ opener, now }),
    systemFields,
    signIns: createSignIns({ installationKey, opener, connections, now }),
    alerts: flowControl.alerts,
    retention: createRetention({ store: store.keeping, audit }),
    chatChannels: createChatChannels({
      store: store.chatChannels,
      tenancy,
      audit,
      chat: createChatSender({ transport: createTransport(), allowedHosts: [] }),
      addresses: createAddressVault(installationKey),
      brand: branding.brand,
      baseUrl: () => BASE,
      now,
    }),
    notifications: createNotifications({
      store: store.notifications,
      tenancy,
      reporter: createReporter(store),
      mailer: createMailer(undefined),
      brand: branding.brand,
      baseUrl: () => BASE,
      now,
    }),
    connectors: connectorCatalog,
    customConnectors,
    simulators,
    listValues: createListValues({ template: async () => undefined, opener }),
    templates: {
      list: async () => [],
      get: async () => undefined,
      upgrade: async () => null,
      applyUpgrade: () => Promise.reject(new Error('no templates here')),
      clone: () => Promise.reject(new Error('no templates here')),
    },
    hooks,
    checkReady: () => store.check(),
    ...options.services,
  }
  const app = createApp(services)

  /** A partner with a client and a key for each role. */
  const addPartner = async (name: string) => {
    const createdAt = now().toISOString()
    const partner = { id: newId('part'), name, createdAt }
    await store.tenancy.createPartner(partner)
    const by = { actor: 'test', partnerId: partner.id }
    const client: Client = await tenancy.createClient(by, { name: `${name} shop`, slug: `${name.toLowerCase()}-shop` })
    const keyOf = async (role: Role, clientIds: readonly string[] | null = null) =>
      (await apiKeys.create(by, { name: role, role, clientIds: clientIds && [...clientIds] })).key
    return { partner, client, keyOf, admin: await keyOf('partner-admin'), viewer: await keyOf('client-viewer') }
  }

  const ask = async <T = unknown>(
    method: string,
    path: string,
    given: { key?: string; body?: unknown; headers?: Record<string, string> } = {},
  ): Promise<Answer<T>> => {
    const response = await app.request(path.startsWith('/api/') ? path : `/api/v1${path}`, {
      method,
      headers: {
        ...(given.key && { authorization: `Bearer ${given.key}` }),
        ...(given.body !== undefined && { 'content-type': 'application/json' }),
        ...given.headers,
      },
      ...(given.body !== undefined && { body: typeof given.body === 'string' ? given.body : JSON.stringify(given.body) }),
    })
    const text = await response.text()
    return { status: response.status, headers: response.headers, body: (text === '' ? undefined : JSON.parse(text)) as T }
  }

  return {
    app,
    ask,
    services,
    store,
    engine,
    ledger,
    addPartner,
    /** Rows ever changed over this connection: equal before and after means that nothing was written. */
    changes: () => (store.database.prepare('SELECT total_changes() AS n').get() as { n: number }).n,
    close: async () => {
      await engine.stop(1_000)
      await store.close()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}
export type HttpBench = Awaited<ReturnType<typeof openHttpBench>>

/** Most tests evaluate nothing; starting worker processes for them would be most of their time. */
const noSandbox: Sandbox = {
  evaluate: () => Promise.reject(new Error('This test has no sandbox.')),
  evaluateAll: () => Promise.reject(new Error('This test has no sandbox.')),
  evaluateChain: async () => [],
  explainAll: () => Promise.reject(new Error('This test has no sandbox.')),
  runScript: () => Promise.reject(new Error('This test has no sandbox.')),
  checkScript: () => Promise.reject(new Error('This test has no sandbox.')),
  ready: async () => undefined,
  close: async () => undefined,
}
