// Writes a template's rows into a client's lookup table. Rows the client has already are kept, whatever they say: they are the client's own,
// and other flows read them.
import { AppError } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import { newId } from '#shared/ids.ts'
import type { Environment } from '#shared/model/accounts.ts'
import type { LookupStore } from '../store/ports.ts'
import type { AnsweredTable } from './answers.ts'

export async function fillTable(
  lookups: LookupStore,
  clientId: string,
  environment: Environment,
  table: AnsweredTable,
  at: Date,
): Promise<void> {
  const existing = await lookups.get(clientId, environment, table.name)
  if (!existing) {
    await lookups.create({
      id: newId('table'),
      clientId,
      environment,
      name: table.name,
      label: table.label,
      rows: table.rows,
      revision: 1,
      updatedAt: at.toISOString(),
    })
    return
  }
  const keys = new Set(existing.rows.map((row) => row.key))
  const added = table.rows.filter((row) => !keys.has(row.key))
  if (added.length === 0) return
  const saved = await lookups.save(
    clientId,
    environment,
    table.name,
    { ...existing, rows: [...existing.rows, ...added] },
    existing.revision,
    at,
  )
  if (saved === undefined)
    throw new AppError('stale-revision', { message: say`Somebody changed the table "${table.label}" at the same time.`, fix: 'Try again.' })
}
