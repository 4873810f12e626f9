// What changed in a model, by `write_date`: Odoo tells nobody by itself.
import type { PollPage, PollRecord, CallContext } from '#connectors/kit/contract.ts'
import { readRoundById, type RoundById } from '#connectors/kit/round-by-id.ts'
import { searchRead, textOf, type Domain, type OdooRow } from '../client.ts'
import { fromOdoo, toOdoo } from '../dates.ts'

/** A transaction writes the time of its beginning and is seen at its end: the last minutes are looked at again. */
const OVERLAP_MS = 5 * 60_000

export interface ChangedByWriteDate extends Pick<RoundById, 'cursor' | 'since' | 'limit'> {
  readonly model: string
  readonly domain: Domain
  readonly fields: readonly string[]
  /** Records of the rows, one for each. */
  readonly toRecords: (rows: readonly OdooRow[]) => Promise<readonly PollRecord[]>
}

export function readChangedByWriteDate(
  context: CallContext,
  { model, domain, fields, toRecords, ...page }: ChangedByWriteDate,
): Promise<PollPage> {
  return readRoundById({
    ...page,
    overlapMs: OVERLAP_MS,
    async newest() {
      const [last] = await searchRead(context, model, domain, { fields: ['write_date'], order: 'write_date desc, id desc', limit: 1 })
      const at = textOf(last?.['write_date'])
      return at === undefined ? undefined : fromOdoo(at)
    },
    async read({ since, afterId, limit }) {
      const changed: Domain = [['write_date', '>=', toOdoo(since)], ['id', '>', afterId], ...domain]
      const rows = await searchRead(context, model, changed, { fields: [...new Set([...fields, 'write_date'])], order: 'id', limit })
      const records = await toRecords(rows)
      return rows.flatMap((row, index) => {
        const record = records[index]
        return record ? [{ id: row.id, ...record }] : []
      })
    },
  })
}
