// The part of all lists of changes: transactions of a type by the time they changed, in rounds by internal id.
import type { Json } from '#shared/json.ts'
import type { CallContext, PollPage, PollRecord, PollTrigger } from '#connectors/kit/contract.ts'
import { readRoundById } from '#connectors/kit/round-by-id.ts'
import { quoted, suiteQl, type SuiteRow } from '../client.ts'

/** NetSuite writes a change's time when it begins and shows it when it is done. */
const OVERLAP_MS = 5 * 60_000
/** Times are on the clock of the integration's user, whose zone nobody tells: the first look begins early enough for any. */
const ANY_ZONE_MS = 14 * 3_600_000

interface Changed {
  readonly type: string
  /** Rows of the query that ends in `where`, an order and all; `changed` is among the columns. */
  readonly read: (where: string, limit: number) => Promise<readonly SuiteRow[]>
  readonly toValues: (rows: readonly SuiteRow[]) => Promise<ReadonlyMap<string, object>>
  readonly largestPage?: number
}

export function changedTransactions(
  { cursor, since, limit }: Parameters<PollTrigger['poll']>[0],
  context: CallContext,
  { type, read, toValues, largestPage = 1_000 }: Changed,
): Promise<PollPage> {
  return readRoundById({
    cursor,
    since: new Date(since.getTime() - ANY_ZONE_MS),
    limit: Math.min(limit, largestPage),
    overlapMs: OVERLAP_MS,
    async newest() {
      const columns = "TO_CHAR(t.lastmodifieddate, 'YYYY-MM-DD HH24:MI:SS') AS changed"
      const query = `SELECT ${columns} FROM transaction t WHERE t.type = ${quoted(type)} ORDER BY t.lastmodifieddate DESC`
      const { rows } = await suiteQl(context, query, { limit: 1 })
      const at = rows[0]?.['changed']
      return at === undefined ? undefined : new Date(`${at.replace(' ', 'T')}Z`).toISOString()
    },
    async read(query) {
      const from = quoted(query.since.slice(0, 19).replace('T', ' '))
      const changed = `t.lastmodifieddate >= TO_DATE(${from}, 'YYYY-MM-DD HH24:MI:SS') AND t.id > ${query.afterId}`
      const rows = await read(`t.type = ${quoted(type)} AND ${changed} ORDER BY t.id`, query.limit)
      const values = await toValues(rows)
      return rows.map((row): PollRecord & { readonly id: number } => {
        const { id = '', changed: version = '' } = row
        // Rows without a value count in the round, so that it goes on behind them, and are told to nobody.
        return { id: Number(id), key: id, version, value: (values.get(id) ?? null) as Json }
      })
    },
  }).then((page) => ({ ...page, records: page.records.filter(({ value }) => value !== null) }))
}
