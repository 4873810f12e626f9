// The store that the settings ask for, with what the rest needs to know of it.
import type { Logger } from 'pino'
import { toErrorData } from '#shared/errors.ts'
import type { AccountsDatabase } from './auth/create-auth.ts'
import type { Config } from './config.ts'
import type { Signals } from './engine/signals.ts'
import type { Store } from './store/ports.ts'
import { openSqliteStore } from './store/sqlite/open.ts'

export interface OpenedStore {
  readonly store: Store
  readonly accounts: AccountsDatabase
  readonly now: () => Date
  /** Other processes may share it. Absent: this is the only one. */
  readonly signals?: Signals
}

export async function openStore({ databaseUrl, dataDir }: Pick<Config, 'databaseUrl' | 'dataDir'>, log: Logger): Promise<OpenedStore> {
  const onWarning = (message: string, cause?: unknown) => log.warn(cause === undefined ? {} : { err: toErrorData(cause) }, message)
  if (databaseUrl === undefined) {
    const store = await openSqliteStore({ dataDir, onWarning })
    return { store, accounts: { type: 'sqlite', handle: store.database }, now: () => new Date() }
  }
  // Most installations have no PostgreSQL: its modules would be a part of every start and of the memory at rest.
  const { openPostgresStore } = await import('./store/postgres/open.ts')
  const store = await openPostgresStore({ url: databaseUrl, onWarning })
  return { store, accounts: { type: 'postgres', pool: store.pool }, now: store.now, signals: store.signals }
}
