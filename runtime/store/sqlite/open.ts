// Opens the embedded store: one SQLite file in the data directory, held by one process.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Database } from 'better-sqlite3'
import { AppError } from '#shared/errors.ts'
import { MIGRATIONS } from '../migrations/index.ts'
import { DATABASE_FILE } from '../database-file.ts'
import type { Store } from '../ports.ts'
import { createApiKeyStore } from './api-keys.ts'
import { createAuditStore } from './audit.ts'
import { createBulkReplayStore } from './bulk-replays.ts'
import { createTeamworkStore } from './teamwork.ts'
import { createBlobs, createBlobStore } from './blobs.ts'
import { createCheckpointer } from './checkpointer.ts'
import { openConnection } from './connection.ts'
import { createConnectionStore } from './connections.ts'
import { createFeedStore } from './feeds.ts'
import { createFlowControlStore } from './flow-control.ts'
import { createFlowCalls } from './flow-calls.ts'
import { createFlowStore } from './flows.ts'
import { createHookStore } from './hooks.ts'
import { createEventLog } from './journal/event-log.ts'
import { createAccepting } from './journal/accept.ts'
import { createEffectRows } from './journal/effect-rows.ts'
import { createExceptionRows } from './journal/exception-rows.ts'
import { createJournal } from './journal/index.ts'
import { createLanes } from './journal/lanes.ts'
import { createUnsettled } from './journal/unsettled.ts'
import { lockFile, type Lock } from './lock.ts'
import { createKeepingStore } from './keeping.ts'
import { createLookupStore } from './lookups.ts'
import { migrate } from './migrate.ts'
import { createRunStore } from './runs.ts'
import { settleBeforeUse } from './settling.ts'
import { createTenancyStore } from './tenancy.ts'
import { createTokenStore } from './tokens.ts'
import { createMappingPartStore } from './mapping-parts.ts'
import { createChatChannelStore } from './chat-channels.ts'
import { createNotificationStore } from './notifications.ts'
import { createBrandingStore } from './branding.ts'
import { createCustomConnectorStore } from './custom-connectors.ts'
import { createTopicStore } from './topics.ts'
import { createTurns } from './turns.ts'
import { createWaitLog, createWaitStore } from './waits.ts'
import { createWindowReading, createWindows } from './windows.ts'
import { createWriter, type WriterOptions } from './writer.ts'

const LOCK_FILE = 'tillflow.lock'

export interface SqliteStoreOptions extends WriterOptions {
  /** Made when it is not there, readable by its owner only. On a local disk: SQLite's locks do not hold on network shares. */
  readonly dataDir: string
  readonly clock?: () => Date
  /** What goes wrong beside the work and costs nobody anything yet. */
  readonly onWarning?: (message: string, cause?: unknown) => void
}

export interface SqliteStore extends Store {
  /**
   * The connection itself, for the sign-in library's own tables. Whoever uses it leaves a transaction open over an await at the price
   * of everybody's writes waiting for it.
   */
  readonly database: Database
}

/** Throws `data-dir-in-use`, `config-invalid` (written by a newer version) or `store-failed`. */
export async function openSqliteStore(options: SqliteStoreOptions): Promise<SqliteStore> {
  const { dataDir, clock = () => new Date() } = options
  let lock: Lock | undefined
  let database: Database | undefined
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 })
    lock = lockFile(join(dataDir, LOCK_FILE))
    database = openConnection(join(dataDir, DATABASE_FILE))
    migrate(database, MIGRATIONS, clock())
    return assemble(database, lock, clock, options)
  } catch (error) {
    database?.close()
    lock?.release()
    throw error instanceof AppError
      ? error
      : new AppError('store-failed', { message: `The database in ${dataDir} cannot be opened.`, cause: error })
  }
}

function assemble(database: Database, lock: Lock, clock: () => Date, { onCommit, onWarning }: SqliteStoreOptions): SqliteStore {
  const checkpointer = createCheckpointer(database, { onWarning })
  const unsettled = createUnsettled(database, () => clock().getTime())
  const direct = settleBeforeUse(database, unsettled)
  const onEachCommit: WriterOptions['onCommit'] = (commit) => {
    onCommit?.(commit)
    checkpointer.committed()
  }
  const writer = createWriter(database, { onCommit: onEachCommit }, unsettled)
  const blobs = createBlobs(database)
  const log = createEventLog(database, blobs)
  const lanes = createLanes(database)
  const exceptions = createExceptionRows(database, blobs, lanes)
  const effects = createEffectRows(database, blobs)
  const parts = { database, direct, writer, unsettled, log, lanes, exceptions, blobs }
  const accepting = createAccepting(parts, effects)
  const { close: closeWindow, ...windows } = createWindows({ database, writer, acceptNow: accepting.acceptNow })
  const waits = createWaitLog(database, writer)
  const calls = createFlowCalls({ database, writer, waits, acceptNow: accepting.acceptNow })
  const anyPartner = database.prepare('SELECT 1 FROM partners LIMIT 1')
  const heartbeat = database.prepare<[string]>(
    'INSERT INTO heartbeat (id, at) VALUES (1, ?) ON CONFLICT (id) DO UPDATE SET at = excluded.at',
  )
  let closing: Promise<void> | undefined

  async function close(): Promise<void> {
    await writer.close()
    await checkpointer.stop()
    // A whole checkpoint leaves one file to copy.
    database.pragma('wal_checkpoint(TRUNCATE)')
    database.close()
    lock.release()
  }

  return {
    database,
    tenancy: createTenancyStore(database, writer),
    apiKeys: createApiKeyStore(database, writer),
    flows: createFlowStore(database, writer),
    connections: createConnectionStore(database, writer),
    flowControl: createFlowControlStore(database, direct, writer, clock),
    tokens: createTokenStore(database, writer, clock),
    lookups: createLookupStore(database, writer),
    hooks: createHookStore(database, writer),
    runs: createRunStore({ database, writer, log, exceptions, blobs, calls, clock }),
    bulkReplays: createBulkReplayStore(database, writer, blobs),
    teamwork: createTeamworkStore(database, writer),
    waits: createWaitStore(database, writer),
    windows: { ...createWindowReading(database), records: windows.windowRecords, close: closeWindow },
    branding: createBrandingStore(database, writer),
    notifications: createNotificationStore(database, writer),
    chatChannels: createChatChannelStore(database, writer),
    mappingParts: createMappingPartStore(database, writer),
    customConnectors: createCustomConnectorStore(database, writer),
    topics: createTopicStore(database, writer),
    audit: createAuditStore(database, writer),
    journal: createJournal(parts, { effects, accepting, windows, waits, calls }),
    blobs: createBlobStore(database, writer),
    feeds: createFeedStore(database, writer, blobs),
    keeping: createKeepingStore(database, writer),
    // The lock on the data directory keeps every other process out; tasks of this one take their turns.
    alone: createTurns(),
    isEmpty: async () => anyPartner.get() === undefined,
    check: () => writer.write(() => void heartbeat.run(clock().toISOString())),
    close: () => (closing ??= close()),
  }
}
