// Opens the store on a PostgreSQL server, which any number of processes may share.
import type pg from 'pg'
import { MIGRATIONS } from '../migrations/index.ts'
import type { Store } from '../ports.ts'
import { createApiKeyStore } from './api-keys.ts'
import { createAuditStore } from './audit.ts'
import { createBlobStore } from './blobs.ts'
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
import { createTenancyStore } from './tenancy.ts'
import { createTokenStore } from './tokens.ts'
import { createWaitStore } from './waits.ts'
import { createWindowStore } from './windows.ts'

export interface PostgresStoreOptions {
  /** `postgres://user:password@host:port/database`; `?sslmode=verify-full` and the driver's other parameters as they are. */
  readonly url: string
  readonly clock?: () => Date
}

export interface PostgresStore extends Store {
  /** For the sign-in library's own tables. */
  readonly pool: pg.Pool
}

/** Throws `config-invalid` (refused, server too old, written by a newer version) or `store-failed` (not to be reached). */
export async function openPostgresStore({ url, clock = () => new Date() }: PostgresStoreOptions): Promise<PostgresStore> {
  await migrate(url, MIGRATIONS, clock())
  const connections = openConnections(url)
  const { journal, close: closeJournal } = createJournal(connections, url)
  let closing: Promise<void> | undefined

  async function close(): Promise<void> {
    await closeJournal()
    await connections.close()
  }

  return {
    pool: connections.services,
    tenancy: createTenancyStore(connections),
    apiKeys: createApiKeyStore(connections),
    flows: createFlowStore(connections),
    connections: createConnectionStore(connections),
    flowControl: createFlowControlStore(connections),
    tokens: createTokenStore(connections),
    lookups: createLookupStore(connections),
    hooks: createHookStore(connections),
    runs: createRunStore(connections, clock),
    feeds: createFeedStore(connections),
    waits: createWaitStore(connections),
    windows: createWindowStore(connections),
    audit: createAuditStore(connections),
    journal,
    blobs: createBlobStore(connections),
    keeping: createKeepingStore(connections),
    isEmpty: async () => (await connections.read(EVERY_CLIENT, 'SELECT 1 FROM partners LIMIT 1')).length === 0,
    async check() {
      await connections.change(
        EVERY_CLIENT,
        'INSERT INTO heartbeat (id, at) VALUES (1, ?) ON CONFLICT (id) DO UPDATE SET at = excluded.at',
        [clock().toISOString()],
      )
    },
    close: () => (closing ??= close()),
  }
}
