// The lookup inbox: keys that lookup tables lack, each with the records that wait for it. Mapped once, the records go on by themselves.
import type { InboxItem, MapKey, MappedKey, ReleaseKey } from '#shared/api/lookups.ts'
import { AppError, hasErrorCode } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import { holdsOn } from '#shared/lookups/check-rows.ts'
import type { Environment } from '#shared/model/accounts.ts'
import type { LookupTable } from '#shared/model/connections.ts'
import type { Actor } from '../audit/audit.ts'
import type { BulkReplays } from '../exceptions/bulk-replays.ts'
import type { LookupStore, RunStore } from '../store/ports.ts'
import type { LookupTables } from './lookup-tables.ts'

export interface LookupInbox {
  list(clientId: string, environment?: Environment): Promise<readonly InboxItem[]>
  /** Puts the row into the table and replays what waited for it. Throws `not-found` for the table, `conflict` when the key has another value there. */
  map(by: Actor, clientId: string, body: MapKey): Promise<MappedKey>
  /** Replays what waited for a key that is in the table. Throws `conflict` when it is not. */
  release(by: Actor, clientId: string, body: ReleaseKey): Promise<MappedKey>
}

export interface LookupInboxOptions {
  readonly tables: LookupTables
  readonly store: Pick<LookupStore, 'list'>
  readonly runs: Pick<RunStore, 'unmappedKeys'>
  readonly bulkReplays: Pick<BulkReplays, 'begin'>
  readonly clock?: () => Date
}

const MOST_ITEMS = 500
/** Somebody may save the table at the same time. */
const SAVES_TRIED = 5

export function createLookupInbox(options: LookupInboxOptions): LookupInbox {
  const { tables, store, runs, bulkReplays } = options
  const clock = options.clock ?? (() => new Date())
  const rowOf = (table: LookupTable | undefined, key: string) => {
    const today = clock().toISOString().slice(0, 10)
    return table?.rows.find((row) => row.key === key && holdsOn(row, today))
  }

  /** The version that a record ran with: nothing but the table has changed. */
  async function goOn(by: Actor, clientId: string, { environment, table, key }: ReleaseKey): Promise<Pick<MappedKey, 'bulk'>> {
    try {
      const note = `"${key}" is in the lookup table ${table}.`
      return { bulk: await bulkReplays.begin(by, clientId, { environment, code: 'lookup-missing', table, key, version: 'original', note }) }
    } catch (error) {
      // Nothing waits any more: somebody was faster, or the key was mapped ahead of time.
      if (hasErrorCode(error) && error.code === 'conflict') return {}
      throw error
    }
  }

  async function withRow(by: Actor, clientId: string, { environment, table: name, key, value, note }: MapKey): Promise<LookupTable> {
    for (let attempt = 1; ; attempt++) {
      const table = await tables.get(clientId, environment, name)
      const existing = rowOf(table, key)
      if (existing) {
        if (JSON.stringify(existing.value) === JSON.stringify(value)) return table
        throw new AppError('conflict', {
          message: say`"${key}" stands in ${table.label} with ${JSON.stringify(existing.value)} already.`,
          fix: 'Let the records go on with it, or change the row in the table.',
        })
      }
      try {
        const rows = [...table.rows, { key, value, ...(note !== undefined && { note }) }]
        return await tables.save(by, clientId, environment, name, { rows, revision: table.revision })
      } catch (error) {
        if (!hasErrorCode(error) || error.code !== 'stale-revision' || attempt >= SAVES_TRIED) throw error
      }
    }
  }

  return {
    list: async (clientId, environment) => {
      const keys = await runs.unmappedKeys(clientId, environment, MOST_ITEMS)
      const environments = [...new Set(keys.map((key) => key.environment))]
      const all = (await Promise.all(environments.map((one) => store.list(clientId, one)))).flat()
      return keys.map((key): InboxItem => {
        const table = all.find(({ name, environment: where }) => name === key.table && where === key.environment)
        return { ...key, ...(table && { tableLabel: table.label }), mapped: rowOf(table, key.key) !== undefined }
      })
    },
    map: async (by, clientId, body) => {
      const table = await withRow(by, clientId, body)
      return { table, ...(await goOn(by, clientId, body)) }
    },
    release: async (by, clientId, body) => {
      const table = await tables.get(clientId, body.environment, body.table)
      if (!rowOf(table, body.key)) {
        throw new AppError('conflict', { message: say`"${body.key}" is not in ${table.label}.`, fix: 'Map it first.' })
      }
      return { table, ...(await goOn(by, clientId, body)) }
    },
  }
}
