// Wires the installation together, part by part (compose/). Nothing runs yet when it returns; `start` does that.
import { accessSync, constants, mkdirSync } from 'node:fs'
import { setTimeout } from 'node:timers/promises'
import type { Logger } from 'pino'
import { AppError } from '#shared/errors.ts'
import { composeAccounts } from './compose/accounts.ts'
import { composeBeginnings } from './compose/beginnings.ts'
import { composeConnections } from './compose/connections.ts'
import { composeEngine, type Around } from './compose/engine.ts'
import type { Ground } from './compose/ground.ts'
import { composeNotifications } from './compose/notifications.ts'
import { composeReading } from './compose/reading.ts'
import { composeServices } from './compose/services.ts'
import { isLoopback, type Config } from './config.ts'
import { loadInstallationKey } from './connections/installation-key.ts'
import { demoState, markDemo, startDemo } from './demo/demo.ts'
import { DEMO_SIGN_IN } from './demo/plan.ts'
import { createApp, createWorkerApp, type App } from './http/app.ts'
import { openStore } from './open-store.ts'

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
  readonly around?: Around
}

export interface Installation {
  readonly fetch: App['fetch']
  /** See there. */
  readonly door: App['door']
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
  const ground: Ground = {
    config,
    log,
    store,
    now,
    ...(signals && { signals }),
    installationKey: loadInstallationKey({ secretKey: config.secretKey, dataDir }),
    baseUrl: () => config.publicUrl ?? address(),
    allClients: async () => (await Promise.all((await store.tenancy.partners()).map(({ id }) => store.tenancy.clients(id)))).flat(),
    works: role !== 'api',
    isDemo: await decideDemo(config, store),
  }
  let drained: Promise<void> | undefined

  const people = await composeAccounts(ground, accountsDatabase)
  const { audit, accounts, controlToken } = people
  const { notifier, notifications, chatChannels } = composeNotifications(ground, people)
  const connections = await composeConnections(ground, audit)
  const reading = composeReading(ground)
  const running = await composeEngine(ground, connections, reading, around)
  const { engine, sandbox } = running
  const beginnings = composeBeginnings(ground, { audit, notifier, connections, reading, running })
  const checkReady = async () => {
    if (drained) throw new AppError('unavailable', { message: 'Tillflow is being stopped.' })
    await store.check()
    await sandbox.ready()
  }
  const { services, templates } = await composeServices(ground, {
    people,
    connections,
    reading,
    running,
    beginnings,
    notifications,
    chatChannels,
    version,
    checkReady,
  })
  const app = role === 'worker' ? createWorkerApp(services) : createApp(services)

  const drain = () =>
    (drained ??= (async () => {
      await beginnings.stop()
      await engine.stop(DRAIN_MS)
    })())

  return {
    fetch: app.fetch,
    door: app.door,
    controlToken,
    demo: ground.isDemo ? { email: DEMO_SIGN_IN.email, password: DEMO_SIGN_IN.password } : undefined,
    async start() {
      if (ground.isDemo) {
        await startDemo({
          dataDir,
          installationKey: ground.installationKey,
          tenancy: store.tenancy,
          flows: reading.flows,
          accounts,
          connections: connections.connections,
          simulators: await connections.simulated.start(),
          clone: templates.cloneFor,
          now,
        })
      }
      await engine.start()
      if (ground.works) beginnings.start()
      await sandbox.ready()
      if (role === 'worker') return
      const { watch } = beginnings
      // Simulators are at another port after each start, and so may we be: vendors are told where we are now. What they did meanwhile is fetched.
      const first = watch.look(true).catch((error: unknown) => log.warn({ err: error }, 'webhooks could not be checked with their vendors'))
      watch.start()
      // Those that do not answer must not hold up the start.
      await Promise.race([first, setTimeout(RENEWAL_MS, undefined, { ref: false })])
    },
    drain,
    async close() {
      await drain()
      connections.stop()
      await sandbox.close()
      await connections.simulated.close()
      await store.close()
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
