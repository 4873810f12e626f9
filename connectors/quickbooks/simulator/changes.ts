// Change Data Capture of a simulated QuickBooks: what changed of some kinds since a time, deleted records too.
import type { SimulatorRecord, SimulatorRecords } from '#connectors/kit/simulator-records.ts'
import { ENTITIES } from '../entities.ts'
import { stamped } from './company.ts'
import { notFound, QuickBooksRefusal } from './refusal.ts'

const MOST = 1_000
const LOOK_BACK_MS = 30 * 86_400_000

const timeOf = (record: SimulatorRecord): number => Date.parse(String((record['MetaData'] as SimulatorRecord)['LastUpdatedTime']))

export function tellChanges(records: SimulatorRecords, asked: { readonly entities: string; readonly changedSince: string }, now: Date) {
  const since = Date.parse(asked.changedSince)
  if (Number.isNaN(since))
    throw new QuickBooksRefusal('4001', 'Invalid query', `QueryValidationError: invalid date-time '${asked.changedSince}'`)
  if (since < now.getTime() - LOOK_BACK_MS)
    throw new QuickBooksRefusal('4001', 'Invalid query', 'QueryValidationError: changedSince must be within the last 30 days')
  let left = MOST
  const QueryResponse = asked.entities.split(',').map((entity) => {
    if (!(ENTITIES as readonly string[]).includes(entity))
      throw new QuickBooksRefusal('4001', 'Invalid query', `QueryValidationError: invalid entity '${entity}'`)
    const changed = [...records.list(entity), ...records.list(`_deleted ${entity}`)]
      .filter((record) => timeOf(record) >= since)
      .slice(0, left)
    left -= changed.length
    return changed.length === 0 ? {} : { [entity]: changed, startPosition: 1, maxResults: changed.length }
  })
  return { CDCResponse: [{ QueryResponse }], time: now.toISOString() }
}

export function deleteRecord(records: SimulatorRecords, entity: string, id: string, now: Date): void {
  const record = records.get(entity, id)
  if (!record) throw notFound()
  records.remove(entity, id)
  const { MetaData } = stamped(record, id, now, record)
  records.put(`_deleted ${entity}`, id, { Id: id, domain: 'QBO', status: 'Deleted', MetaData })
}
