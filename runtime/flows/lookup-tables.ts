// A client's translation tables. Keys are unique within a table: two rows with one key would hide each other.
import type { CreateLookupTable, SaveLookupTable } from '#shared/api/contract.ts'
import { AppError, type Issue } from '#shared/errors.ts'
import { newId } from '#shared/ids.ts'
import { ENVIRONMENTS, type Environment } from '#shared/model/accounts.ts'
import type { LookupRow, LookupTable } from '#shared/model/connections.ts'
import type { LookupStore } from '../store/ports.ts'
import type { Actor, Audit } from '../audit/audit.ts'

export interface LookupTables {
  /** Of one environment, or of all. */
  list(clientId: string, environment?: Environment): Promise<readonly LookupTable[]>
  /** Throws `not-found`. */
  get(clientId: string, environment: Environment, name: string): Promise<LookupTable>
  /** Throws `conflict` when the name is taken. */
  create(by: Actor, clientId: string, body: CreateLookupTable): Promise<LookupTable>
  /** Throws `stale-revision`. */
  save(by: Actor, clientId: string, environment: Environment, name: string, body: SaveLookupTable): Promise<LookupTable>
}

export function createLookupTables(options: {
  readonly store: LookupStore
  readonly audit: Audit
  readonly clock?: () => Date
}): LookupTables {
  const { store, audit } = options
  const clock = options.clock ?? (() => new Date())
  const get: LookupTables['get'] = async (clientId, environment, name) => {
    const table = await store.get(clientId, environment, name)
    if (!table) throw new AppError('not-found', { message: `There is no lookup table ${name} in ${environment}.` })
    return table
  }
  return {
    list: async (clientId, environment) =>
      (await Promise.all((environment ? [environment] : ENVIRONMENTS).map((one) => store.list(clientId, one)))).flat(),
    get,
    create: async (by, clientId, { name, label, environment, rows }) => {
      refuseDoubleKeys(rows)
      if (await store.get(clientId, environment, name)) {
        throw new AppError('conflict', { message: `There is a lookup table ${name} in ${environment} already.` })
      }
      const at = clock()
      const table = { id: newId('table', at.getTime()), clientId, environment, name, label, rows, revision: 1, updatedAt: at.toISOString() }
      await store.create(table)
      await audit.record(by, { action: 'lookup-table.create', target: name, clientId, details: { environment, rows: rows.length } })
      return table
    },
    save: async (by, clientId, environment, name, { rows, revision }) => {
      refuseDoubleKeys(rows)
      const before = await get(clientId, environment, name)
      const at = clock()
      const saved = await store.save(clientId, environment, name, rows, revision, at)
      if (saved === undefined) throw new AppError('stale-revision', { details: { revision: before.revision, updatedAt: before.updatedAt } })
      await audit.record(by, { action: 'lookup-table.save', target: name, clientId, details: { environment, rows: rows.length } })
      return { ...before, rows, revision: saved, updatedAt: at.toISOString() }
    },
  }
}

function refuseDoubleKeys(rows: readonly LookupRow[]): void {
  const seen = new Set<string>()
  const issues: Issue[] = []
  for (const [index, { key }] of rows.entries()) {
    if (seen.has(key))
      issues.push({ path: `/rows/${index}/key`, code: 'key-double', message: `The key "${key}" stands in an earlier row already.` })
    seen.add(key)
  }
  if (issues.length > 0) throw new AppError('invalid-request', { issues: issues.slice(0, 100) })
}
