// Wires the installation together: the one place that knows every part. Nothing runs yet when it returns; `start` does that.
import { randomBytes } from 'node:crypto'
import { accessSync, constants, mkdirSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { Logger } from 'pino'
import { connectorCatalog as builtInCatalog, connectors as builtIn, simulators as simulatorKinds } from '#connectors/index.ts'
import { customConnector } from '#connectors/custom/index.ts'
import { readInThread } from '#connectors/custom/read-in-thread.ts'
import { createTransport } from '#connectors/kit/transport.ts'
import { validate } from '#connectors/kit/validate.ts'
import { AppError } from '#shared/errors.ts'
import { newId } from '#shared/ids.ts'
import { createApprovals } from './approvals/approvals.ts'
import { createAudit } from './audit/audit.ts'
import { createTargetNames } from './audit/target-names.ts'
import { createApiKeys } from './auth/api-keys.ts'
import { createAuthenticator } from './auth/authenticate.ts'
import { createAccounts } from './auth/create-auth.ts'
import { createSetup } from './auth/setup.ts'
import { isLoopback, type Config } from './config.ts'
import { createTriggerBindings } from './connections/bindings.ts'
import { createCaller } from './connections/caller.ts'
import { loadInstallationKey } from './connections/installation-key.ts'
import { createConnectionOpener } from './connections/open-connection.ts'
import { createSystemCheck } from './flows/check-systems.ts'
import { createQuerySchemas } from './connections/query-schema.ts'
import { createSystemFields } from './connections/system-fields.ts'
import { createPollBindings } from './connections/poll-bindings.ts'
import { createSignIns } from './connections/sign-in.ts'
import type { PlayDay } from '#shared/api/contract.ts'
import { createCustomConnectors } from './custom-connectors/service.ts'
import { createConnectionService } from './connections/service.ts'
import { createVault } from './connections/vault.ts'
import { demoState, markDemo, startDemo } from './demo/demo.ts'
import { DEMO_SIGN_IN } from './demo/plan.ts'
import { createDropFolder } from './feeds/drop-folder.ts'
import { createFeeds } from './feeds/feeds.ts'
import { createFiles } from './feeds/files.ts'
import { createPollRegistry, type PollRegistry } from './feeds/poll-registry.ts'
import { createFeedReader } from './feeds/reader.ts'
import { createEngine } from './engine/engine.ts'
import type { Caller, Journal } from './engine/ports.ts'
import { createBulkReplays } from './exceptions/bulk-replays.ts'
import { createTeamwork } from './teamwork/teamwork.ts'
import { createExceptions } from './exceptions/exceptions.ts'
import { createFlowControl } from './flow-control/flow-control.ts'
import { createFlowSource } from './flow-source.ts'
import { createDeployments } from './flows/deployments.ts'
import { createPartLibrary } from './mapping-parts/library.ts'
import { createMappingParts } from './mapping-parts/service.ts'
import { createDocumentCheck } from './flows/documents.ts'
import { createFlows } from './flows/flows.ts'
import { createFieldPresence } from './flows/field-presence.ts'
import { createImpact } from './flows/impact.ts'
import { createLookupInbox } from './flows/lookup-inbox.ts'
import { createLookupTables } from './flows/lookup-tables.ts'
import { createOverview } from './flows/overview.ts'
import type { HookRegistry } from './flows/ports.ts'
import { createExplainRows } from './flows/explain-rows.ts'
import { createPreview } from './flows/preview.ts'
import { createPreviewSamples } from './flows/preview-samples.ts'
import { createRuns } from './flows/runs.ts'
import { createSampleRuns } from './flows/sample-runs.ts'
import { createSamples } from './flows/samples.ts'
import { createTrials } from './flows/trials.ts'
import { createVersions } from './flows/versions.ts'
import { createApp, createWorkerApp } from './http/app.ts'
import { createKeeper } from './keeping/keeper.ts'
import { pausedWhile } from './keeping/pausing.ts'
import { createRetention } from './keeping/retention.ts'
import type { Services } from './http/services.ts'
import { createSandbox } from './sandbox/create.ts'
import { createScheduler } from './scheduler/scheduler.ts'
import { createSimulatorHost, type SimulatorHost } from './simulators/host.ts'
import { openStore } from './open-store.ts'
import { createTableSource } from './table-source.ts'
import { createClientRemoval } from './tenancy/client-removal.ts'
import { createMembers } from './tenancy/members.ts'
import { createTenancy } from './tenancy/tenancy.ts'
import { createTemplates } from './templates/templates.ts'
import { createTopics, createTopicSource, createTopicSweeper } from './topics/topics.ts'
import { createWindows } from './windows/windows.ts'
import { createCallbackAddresses, createCallbacks } from './webhooks/callbacks.ts'
import { takeDelivery } from './webhooks/intake.ts'
import { createHookRegistry } from './webhooks/registry.ts'
import { createSubscriptionWatch } from './webhooks/watch.ts'

const DAY_MS = 24 * 3_600_000

/** Long enough to spare the database most questions, short enough that nobody wonders where a change has gone. */
const OTHERS_CHANGES_MS = 2_000

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/** Runs in flight get this long to end at a stop; most end within seconds. */
const DRAIN_MS = 10_000

/** Our own simulators answer in a fraction of this. */
const RENEWAL_MS = 2_000

export interface ComposeOptions {
  readonly config: Config
  readonly log: Logger
  readonly version: string
  /** The address we listen on; known only after listening when the port is 0. */
  readonly address: () => string
  /** Wraps the journal and the caller: crash tests end the process at a chosen write or call. */
  readonly around?: { readonly journal?: (journal: Journal) => Journal; readonly caller?: (caller: Caller) => Caller }
}

export interface Installation {
  readonly fetch: (request: Request, env?: object) => Response | Promise<Response>
  /** Presented by the command line of this machine. */
  readonly controlToken: string
  /** The demo's sign-in, when it works here. */
  readonly demo: { readonly email: string; readonly password: string } | undefined
  /** Simulators, demo data, webhooks, worker, scheduler. Call it when the address is known. */
  start(): Promise<void>
  /**
   * Is not ready any more and begins no run; resolves when those in flight have ended, or after a while, when the rest is given back at
   * once. Events are taken until `close`.
   */
  drain(): Promise<void>
  close(): Promise<void>
}

export async function compose({ config, log, version, address, around = {} }: ComposeOptions): Promise<Installation> {
  const { dataDir, role } = config
  prepareDataDir(dataDir)
  const { store, accounts: accountsDatabase, now, signals } = await openStore(config, log)
  // What another process changes is seen after this at the latest; alone, all changes are seen at once.
  const works = role !== 'api'
  const keepMs = signals ? OTHERS_CHANGES_MS : Infinity
  const allClients = async () => (await Promise.all((await store.tenancy.partners()).map(({ id }) => store.tenancy.clients(id)))).flat()
  const isDemo = await decideDemo(config, store)
  const baseUrl = () => config.publicUrl ?? address()

  // Accounts and tenants
  const installationKey = loadInstallationKey({ secretKey: config.secretKey, dataDir })
  const accounts = createAccounts({
    database: accountsDatabase,
    installationKey,
    secureCookies: config.publicUrl?.startsWith('https:') ?? false,
    refusedEmails: isLoopback(config.host) ? [] : [DEMO_SIGN_IN.email],
  })
  await store.alone('accounts', 'wait', () => accounts.migrate())
  const audit = createAudit({ store: store.audit })
  const tenancy = createTenancy({ store: store.tenancy, audit })
  const apiKeys = createApiKeys({ store: store.apiKeys, tenancy, audit })
  const members = createMembers({ store: store.tenancy, tenancy, accounts, apiKeys, audit })
  const controlToken = randomBytes(32).toString('base64url')
  const authenticator = createAuthenticator({ accounts, apiKeys, tenancy: store.tenancy, controlToken })
  const setup = createSetup({
    accounts,
    tenancy: store.tenancy,
    audit,
    alone: store.alone,
    ...(isDemo && { demo: { email: DEMO_SIGN_IN.email, password: DEMO_SIGN_IN.password } }),
  })

  // Connectors: those that come with Tillflow, and those that partners made, in lists that stay current
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
  await customConnectors.refresh()
  const othersConnectors =
    signals &&
    setInterval(
      () => void customConnectors.refresh().catch((err: unknown) => log.warn({ err }, 'connectors of partners could not be read')),
      OTHERS_CHANGES_MS,
    )
  othersConnectors?.unref()

  // Connections
  let host: SimulatorHost | undefined
  const resolveSimulator = (name: string, clientId: string) => host?.resolve(name, clientId)
  const transport = createTransport()
  const vault = createVault({ installationKey, store: store.connections })
  await vault.checkKey((await allClients()).map(({ id }) => id))
  const flowControl = createFlowControl({ store: store.flowControl, log })
  const opener = createConnectionOpener({
    store: store.connections,
    connectors,
    vault,
    transport,
    flowControl,
    tokens: store.tokens,
    resolveSimulator,
    allowedHosts: config.allowedHosts,
    now,
  })
  const connections = createConnectionService({
    store: store.connections,
    flows: store.flows,
    connectors,
    vault,
    opener,
    flowControl,
    resolveSimulator,
    simulatorSecrets: (name, clientId) => host?.secrets(name, clientId),
    now,
  })
  const signIns = createSignIns({ installationKey, opener, connections, now })
  const bindings = createTriggerBindings({ opener, now })
  const caller = createCaller({
    connectors,
    opener,
    waitsUntil: flowControl.waitsUntil,
    recordCalls: config.recordCalls,
    onBug: (err, where) => log.error({ err, ...where }, 'a connector failed in a way it does not declare'),
  })

  // The engine
  // One core is left to this process; more workers come by themselves while those are held up.
  // Where no runs are taken, only previews and test runs are evaluated.
  const mappingWorkers = works ? Math.min(4, Math.max(1, availableParallelism() - 1)) : 1
  const sandbox = createSandbox({ mappingWorkers, log: (level, message, fields) => log[level](fields, message) })
  const { source, flows: flowStore } = createFlowSource(store.flows, keepMs)
  const { source: tables, lookups } = createTableSource(store.lookups, keepMs)
  const keeper = createKeeper({
    store: store.keeping,
    blobs: store.blobs,
    alone: store.alone,
    clients: allClients,
    now,
    log,
    minFreeBytes: config.minFreeBytes,
  })
  const restoredAt = await store.keeping.restoredAt()
  const engine = createEngine({
    ...(config.runsAtOnce !== undefined && { concurrency: config.runsAtOnce }),
    ...(config.runsPerClient !== undefined && { perClient: config.runsPerClient }),
    ...(config.runsPerFlow !== undefined && { perFlow: config.runsPerFlow }),
    journal: pausedWhile(keeper.isDiskLow, around.journal?.(store.journal) ?? store.journal),
    flows: source,
    topics: createTopicSource(store.topics),
    tables,
    caller: around.caller?.(caller) ?? caller,
    catalog: {
      find(connector, id) {
        const action = connectors.find((c) => c.id === connector)?.actions.find((a) => a.id === id)
        return action && { safety: action.safety, example: action.example, check: (input) => validate(action.input, input) }
      },
    },
    sandbox,
    callbackAddress: createCallbackAddresses({ installationKey, baseUrl }),
    ...(restoredAt && { restoredAt }),
    log,
    now,
    works,
    ...(signals && { signals }),
  })
  const registry = createHookRegistry({
    hooks: store.hooks,
    topics: store.topics,
    flows: flowStore,
    tenancy: store.tenancy,
    bindings,
    baseUrl,
    now,
    log,
  })
  const approvals = createApprovals({ waits: store.waits, nudge: engine.nudge, audit, now })
  const topics = createTopics({ topics: store.topics, audit, now })
  const topicSweeper = createTopicSweeper({ topics: store.topics, log, now })
  const bulkReplays = createBulkReplays({
    bulkReplays: store.bulkReplays,
    runs: store.runs,
    flows: flowStore,
    backlog: store.feeds.backlog,
    engine,
    alone: store.alone,
    audit,
    log,
    now,
  })
  const windows = createWindows({ windows: store.windows, flows: flowStore, audit, log, nudge: engine.nudge, now })
  const callbacks = createCallbacks({ waits: store.waits, nudge: engine.nudge, now })
  const feedReader = createFeedReader({
    feeds: store.feeds,
    flows: flowStore,
    source,
    bindings: createPollBindings({ opener }),
    acceptPage: engine.acceptPage,
    log,
    now,
    owner: newId('evt'),
  })
  const files = createFiles({ feeds: store.feeds, flows: flowStore, source, now, nudge: feedReader.nudge })
  const dropFolder = createDropFolder({ dataDir, files, log, now })
  const polls = createPollRegistry({ feeds: store.feeds, flows: flowStore, folder: dropFolder, nudge: feedReader.nudge, now })
  const starts = joinRegistries(registry, polls)
  const clientRemoval = createClientRemoval({
    store,
    hooks: starts,
    engine,
    forget(clientId, connectionIds) {
      vault.forget(clientId)
      for (const id of connectionIds) opener.forget(id)
    },
    audit,
    log,
    now,
  })
  const hooks = {
    ...starts,
    intake: (token: string, delivery: Parameters<typeof takeDelivery>[2]) =>
      takeDelivery({ hooks: store.hooks, flows: flowStore, source, bindings, engine, now }, token, delivery),
  }
  const watch = createSubscriptionWatch({
    hooks: store.hooks,
    flows: flowStore,
    bindings,
    accept: engine.accept,
    clients: allClients,
    alone: store.alone,
    baseUrl,
    now,
    log,
  })
  const scheduler = createScheduler({ hooks: store.hooks, flows: flowStore, runs: store.runs, accept: engine.accept, now, log })

  let drained: Promise<void> | undefined

  // What people do with flows
  const parts = createPartLibrary({ store: store.mappingParts, tenancy: store.tenancy, now: now })
  const check = createDocumentCheck({ parts, connectors: connectorCatalog, lookups, flows: flowStore, sandbox })
  const simulators = {
    list: async (clientIds: readonly string[]) => (await host?.list(clientIds)) ?? [],
    look: async (clientId: string, name: string) => host?.look(clientId, name),
    records: async (clientId: string, name: string, type: string) => host?.records(clientId, name, type),
    playDay: async (clientId: string, name: string, options: PlayDay) => host?.playDay(clientId, name, options),
    stopDay: (clientId: string, name: string) => host?.stopDay(clientId, name),
    async playDayEverywhere(clientId: string, options: PlayDay) {
      if (!host) throw new AppError('not-found', { message: 'No simulators run here.' })
      return host.playDayEverywhere(clientId, options)
    },
    days: (clientId: string) => host?.days(clientId) ?? [],
    stopDays: (clientId: string) => host?.stopDays(clientId) ?? [],
    async emit(name: string, event: string, payload: unknown) {
      if (!host) throw new Error('No simulators run here.')
      return host.emit(name, event, payload)
    },
  }
  const lookupTables = createLookupTables({ store: lookups, audit })
  const samples = createSamples({ flows: flowStore, runs: store.runs, simulators })
  const systemFields = createSystemFields({ opener, now })
  const checkSystems = createSystemCheck({ connectors: connectorCatalog, connections: store.connections, flows: flowStore, systemFields })
  const trials = createTrials({
    parts,
    flows: flowStore,
    runs: store.runs,
    connections: store.connections,
    samples,
    connectors: connectorCatalog,
    engine,
    simulators,
    checkSystems,
    audit,
  })
  const sampleRuns = createSampleRuns({ flows: flowStore, samples, trials })
  const versions = createVersions({ parts, flows: flowStore, check, checkSystems, sampleRuns, connectors: connectorCatalog, audit })
  const impact = createImpact({ flows: flowStore, runs: store.runs, samples, trials, version: versions.get })
  const templates = await createTemplates({
    parts,
    dir: here('../templates'),
    flows: flowStore,
    lookups,
    connectors: connectorCatalog,
    connections: store.connections,
    deploy: starts.deploy,
    audit,
    check,
    now,
  })

  const services: Services = {
    config: { baseUrl, trustedProxies: config.trustedProxies, demo: isDemo, designerDir: here('../designer/dist'), version },
    log,
    accounts,
    apiKeys,
    authenticator,
    setup,
    audit,
    auditNames: createTargetNames({
      flows: flowStore,
      connections: store.connections,
      tenancy: store.tenancy,
      userName: async (userId) => (await accounts.user(userId))?.name,
    }),
    tenancy,
    clientRemoval,
    members,
    flows: createFlows({ parts, flows: flowStore, runs: store.runs, check, audit }),
    versions,
    deployments: createDeployments({ flows: flowStore, connections: store.connections, hooks: starts, check, checkSystems, audit }),
    samples,
    sampleRuns,
    fieldPresence: createFieldPresence({ flows: flowStore, runs: store.runs }),
    impact,
    mappingParts: createMappingParts({ store: store.mappingParts, tenancy: store.tenancy, flows: flowStore, impact, audit, now }),
    trials,
    preview: createPreview({ sandbox, tables, parts }),
    explainRows: createExplainRows({ sandbox, tables, parts }),
    previewSamples: createPreviewSamples({ sandbox, tables, parts }),
    runs: createRuns({ runs: store.runs, engine, audit }),
    exceptions: createExceptions({ runs: store.runs, flows: flowStore, engine, audit }),
    bulkReplays,
    teamwork: createTeamwork({ teamwork: store.teamwork, flows: flowStore, audit, clock: now }),
    approvals,
    callbacks,
    feeds: createFeeds({ feeds: store.feeds, flows: flowStore, files, folder: dropFolder, audit }),
    windows,
    topics,
    lookupTables,
    lookupInbox: createLookupInbox({ tables: lookupTables, store: lookups, runs: store.runs, bulkReplays }),
    overview: createOverview({ store }),
    retention: createRetention({ store: store.keeping, audit }),
    connections,
    querySchemas: createQuerySchemas({ opener, now }),
    systemFields,
    signIns,
    alerts: flowControl.alerts,
    connectors: connectorCatalog,
    customConnectors,
    simulators,
    templates,
    hooks,
    gauges: {
      async runsByStatus() {
        const since = new Date(now().getTime() - DAY_MS)
        const counts: Record<string, number> = {}
        for (const client of await allClients()) {
          for (const [status, count] of Object.entries(await store.runs.counts(client.id, since)))
            counts[status] = (counts[status] ?? 0) + count
        }
        return counts
      },
      async queueAgeSeconds() {
        const due = await store.journal.nextDue()
        return due ? Math.max(0, (now().getTime() - due.getTime()) / 1_000) : 0
      },
      storeSizes: () => keeper.watch(),
      async scheduleTimesSkipped() {
        const schedules = await Promise.all((await allClients()).map(({ id }) => store.hooks.schedules(id)))
        return schedules.flat().reduce((sum, { skippedTicks }) => sum + skippedTicks, 0)
      },
    },
    checkReady: async () => {
      if (drained) throw new AppError('unavailable', { message: 'Tillflow is being stopped.' })
      await store.check()
      await sandbox.ready()
    },
  }
  const app = role === 'worker' ? createWorkerApp(services) : createApp(services)

  const drain = () =>
    (drained ??= (async () => {
      await keeper.stop()
      await watch.stop()
      await scheduler.stop()
      await dropFolder.stop()
      await feedReader.stop()
      await windows.stop()
      await bulkReplays.stop()
      await clientRemoval.stop()
      await topicSweeper.stop()
      await engine.stop(DRAIN_MS)
    })())

  return {
    fetch: app.fetch,
    controlToken,
    demo: isDemo ? { email: DEMO_SIGN_IN.email, password: DEMO_SIGN_IN.password } : undefined,
    async start() {
      if (isDemo) {
        host = await createSimulatorHost({ dataDir, connectors, create: simulatorKinds })
        await startDemo({
          dataDir,
          installationKey,
          tenancy: store.tenancy,
          flows: flowStore,
          accounts,
          connections,
          simulators: host,
          clone: templates.cloneFor,
          now,
        })
      }
      await engine.start()
      if (works) {
        scheduler.start()
        keeper.start()
        feedReader.start()
        dropFolder.start()
        windows.start()
        bulkReplays.start()
        clientRemoval.start()
        topicSweeper.start()
      }
      await sandbox.ready()
      if (role === 'worker') return
      // Simulators are at another port after each start, and so may we be: vendors are told where we are now. What they did meanwhile is fetched.
      const first = watch.look(true).catch((error: unknown) => log.warn({ err: error }, 'webhooks could not be checked with their vendors'))
      watch.start()
      // Those that do not answer must not hold up the start.
      await Promise.race([first, setTimeout(RENEWAL_MS, undefined, { ref: false })])
    },
    drain,
    async close() {
      await drain()
      clearInterval(othersConnectors)
      await sandbox.close()
      await host?.close()
      await store.close()
    },
  }
}

/** What a deployment starts by: webhooks and schedules, and what is read page by page. */
function joinRegistries<R extends Pick<HookRegistry, 'deploy' | 'undeploy'>>(registry: R, polls: PollRegistry): R {
  return {
    ...registry,
    async deploy(deployment) {
      await polls.deploy(deployment)
      return registry.deploy(deployment)
    },
    async undeploy(clientId, flowId, environment) {
      await polls.undeploy(clientId, flowId, environment)
      await registry.undeploy(clientId, flowId, environment)
    },
  }
}

function prepareDataDir(dataDir: string): void {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 })
    accessSync(dataDir, constants.W_OK)
  } catch (cause) {
    throw new AppError('config-invalid', {
      message: `The data directory ${dataDir} cannot be used (${(cause as NodeJS.ErrnoException).code}).`,
      fix: 'Set TILLFLOW_DATA_DIR to a directory that this user can write to.',
      cause,
    })
  }
}

/**
 * On where it was asked for, or where an empty directory on a loopback host is started for the first time. Never on another host, nor where
 * several processes share the work: the simulators run in one.
 */
async function decideDemo(config: Config, store: { isEmpty(): Promise<boolean> }): Promise<boolean> {
  if (config.demo === 'off' || config.role !== 'all' || !isLoopback(config.host)) return false
  if (demoState(config.dataDir) !== undefined) return true
  const begins = config.demo === 'on' || (config.databaseUrl === undefined && (await store.isEmpty()))
  if (begins) markDemo(config.dataDir, 'making')
  return begins
}
