// A client's translation tables. On each day a key stands once in a table: two rows with one key would hide each other.
import type { CreateLookupTable, SaveLookupTable } from '#shared/api/lookups.ts'
import { AppError } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import { newId } from '#shared/ids.ts'
import { lookupIssues } from '#shared/lookups/check-rows.ts'
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
    if (!table) throw new AppError('not-found', { message: say`There is no lookup table ${name} in ${environment}.` })
    return table
  }
  return {
    list: async (clientId, environment) =>
      (await Promise.all((environment ? [environment] : ENVIRONMENTS).map((one) => store.list(clientId, one)))).flat(),
    get,
    create: async (by, clientId, { name, label, environment, rows, whenMissing }) => {
      refuseWrongRows(rows)
      if (await store.get(clientId, environment, name)) {
        throw new AppError('conflict', { message: say`There is a lookup table ${name} in ${environment} already.` })
      }
      const at = clock()
      const table = {
        id: newId('table', at.getTime()),
        clientId,
        environment,
        name,
        label,
        rows,
        ...(whenMissing && { whenMissing }),
        revision: 1,
        updatedAt: at.toISOString(),
      }
      await store.create(table)
      await audit.record(by, { action: 'lookup-table.create', target: name, clientId, details: { environment, rows: rows.length } })
      return table
    },
    save: async (by, clientId, environment, name, { rows, whenMissing: asked, revision }) => {
      refuseWrongRows(rows)
      const { whenMissing: old, ...before } = await get(clientId, environment, name)
      const whenMissing = asked === undefined ? old : (asked ?? undefined)
      const content = { rows, ...(whenMissing && { whenMissing }) }
      const at = clock()
      const saved = await store.save(clientId, environment, name, content, revision, at)
      if (saved === undefined) throw new AppError('stale-revision', { details: { revision: before.revision, updatedAt: before.updatedAt } })
      await audit.record(by, { action: 'lookup-table.save', target: name, clientId, details: { environment, rows: rows.length } })
      return { ...before, ...content, revision: saved, updatedAt: at.toISOString() }
    },
  }
}

function refuseWrongRows(rows: readonly LookupRow[]): void {
  const issues = lookupIssues(rows)
  if (issues.length > 0) throw new AppError('invalid-request', { issues: issues.slice(0, 100) })
}
