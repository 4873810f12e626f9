// Opens the store on a PostgreSQL server, which any number of processes may share.
import type pg from 'pg'
import type { Signals } from '#runtime/engine/signals.ts'
import { MIGRATIONS } from '../migrations/index.ts'
import type { Store } from '../ports.ts'
import { createApiKeyStore } from './api-keys.ts'
import { createAuditStore } from './audit.ts'
import { createBlobStore } from './blobs.ts'
import { createBulkReplayStore } from './bulk-replays.ts'
import { createTeamworkStore } from './teamwork.ts'
import { startClock } from './clock.ts'
import { EVERY_CLIENT, openConnections } from './connect.ts'
import { createConnectionStore } from './connections.ts'
import { createFeedStore } from './feeds.ts'
import { createFlowControlStore } from './flow-control.ts'
import { createFlowStore } from './flows.ts'
import { createHookStore } from './hooks.ts'
import { createJournal } from './journal/index.ts'
import { createKeepingStore } from './keeping.ts'
import { createLookupStore } from './lookups.ts'
import { migrate } from './migrate.ts'
import { createRunStore } from './runs.ts'
import { createSignals } from './signals.ts'
import { createTenancyStore } from './tenancy.ts'
import { createTokenStore } from './tokens.ts'
import { createMappingPartStore } from './mapping-parts.ts'
import { createChatChannelStore } from './chat-channels.ts'
import { createNotificationStore } from './notifications.ts'
import { createBrandingStore } from './branding.ts'
import { createCustomConnectorStore } from './custom-connectors.ts'
import { createTopicStore } from './topics.ts'
import { createWaitStore } from './waits.ts'
import { createWindowStore } from './windows.ts'

export interface PostgresStoreOptions {
  /** `postgres://user:password@host:port/database`; `?sslmode=verify-full` and the driver's other parameters as they are. */
  readonly url: string
  /** Told what an operator should know and what went wrong where nobody waits for an answer. */
  readonly onWarning?: (message: string, cause?: unknown) => void
}

export interface PostgresStore extends Store {
  /** The database's time, the same for all processes. */
  readonly now: () => Date
  readonly signals: Signals
  /** For the sign-in library's own tables. */
  readonly pool: pg.Pool
}

/** Throws `config-invalid` (refused, server too old, written by a newer version) or `store-failed` (not to be reached). */
export async function openPostgresStore({ url, onWarning = () => undefined }: PostgresStoreOptions): Promise<PostgresStore> {
  const { bypassesRowSecurity } = await migrate(url, MIGRATIONS, new Date())
  if (bypassesRowSecurity) {
    onWarning('The user of DATABASE_URL is a superuser: row-level security does not hold it back. Give Tillflow an ordinary user.')
  }
  const connections = openConnections(url)
  const onError = (error: unknown) => onWarning('A signal to other processes was not sent; they find out by looking.', error)
  const clock = await startClock(connections, (error) => onWarning('The time of the database could not be asked.', error))
  const signals = createSignals({ url, connections, clock: clock.now, onError })
  const { journal, close: closeJournal } = createJournal(connections, url)
  let closing: Promise<void> | undefined

  async function close(): Promise<void> {
    clock.stop()
    await closeJournal()
    await signals.close()
    await connections.close()
  }

  return {
    pool: connections.services,
    now: clock.now,
    signals,
    alone: connections.alone,
    tenancy: createTenancyStore(connections),
    apiKeys: createApiKeyStore(connections),
    flows: createFlowStore(connections),
    connections: createConnectionStore(connections),
    flowControl: createFlowControlStore(connections),
    tokens: createTokenStore(connections),
    lookups: createLookupStore(connections),
    hooks: createHookStore(connections),
    runs: createRunStore(connections, clock.now),
    bulkReplays: createBulkReplayStore(connections),
    teamwork: createTeamworkStore(connections),
    feeds: createFeedStore(connections),
    waits: createWaitStore(connections),
    windows: createWindowStore(connections),
    branding: createBrandingStore(connections),
    notifications: createNotificationStore(connections),
    chatChannels: createChatChannelStore(connections),
    mappingParts: createMappingPartStore(connections),
    customConnectors: createCustomConnectorStore(connections),
    topics: createTopicStore(connections),
    audit: createAuditStore(connections),
    journal,
    blobs: createBlobStore(connections),
    keeping: createKeepingStore(connections),
    isEmpty: async () => (await connections.read(EVERY_CLIENT, 'SELECT 1 FROM partners LIMIT 1')).length === 0,
    async check() {
      await connections.change(
        EVERY_CLIENT,
        'INSERT INTO heartbeat (id, at) VALUES (1, ?) ON CONFLICT (id) DO UPDATE SET at = excluded.at',
        [clock.now().toISOString()],
      )
    },
    close: () => (closing ??= close()),
  }
}
