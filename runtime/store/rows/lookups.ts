// Rows of lookup tables and the models made of them.
import type { Environment } from '#shared/model/accounts.ts'
import type { LookupRow, LookupTable, WhenMissing } from '#shared/model/connections.ts'
import type { LookupContent } from '../ports.ts'
import { fromJson } from './json.ts'

export interface TableRow {
  readonly client_id: string
  readonly environment: Environment
  readonly name: string
  readonly id: string
  readonly label: string
  readonly entries: string
  readonly when_missing: string | null
  readonly revision: number
  readonly updated_at: string
}

/** What a reader of a table needs, as it is now or was at a revision. */
export const toContent = (row: Pick<TableRow, 'entries' | 'when_missing'>): LookupContent => ({
  rows: fromJson<LookupRow[]>(row.entries),
  ...(row.when_missing !== null && { whenMissing: fromJson<WhenMissing>(row.when_missing) }),
})

export const toTable = (row: TableRow): LookupTable => ({
  id: row.id,
  clientId: row.client_id,
  environment: row.environment,
  name: row.name,
  label: row.label,
  ...toContent(row),
  revision: row.revision,
  updatedAt: row.updated_at,
})

/** Longer than any run may wait; see `LookupStore.rowsAt`. */
const REVISIONS_KEPT_MS = 90 * 24 * 3_600_000

/** Revisions replaced before this instant are not kept. */
export const keptSince = (at: Date): string => new Date(at.getTime() - REVISIONS_KEPT_MS).toISOString()
