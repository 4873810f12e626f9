// Reads a list in the order of its changes, which SAP Business One tells as a day and a time of its server's clock. Going on from the last row that
// was read misses nothing: next links skip a number of rows, and what changes meanwhile moves to the end and shifts them.
import type { Json } from '#shared/json.ts'
import type { CallContext, PollPage, PollRecord, PollTrigger } from '#connectors/kit/contract.ts'
import { comesAfter, quoted } from '#connectors/kit/odata/filter.ts'
import { siteTime, turnedBackMs } from '#connectors/kit/site-time.ts'
import { readConfig } from './auth.ts'
import { clockOf, dayOf } from './values.ts'

/** Documents are written in transactions, which are seen when they end. */
const OVERLAP_MS = 300_000

/** The row that was read last: `[day, time, key]`. */
type Row = readonly [day: string, time: string, key: string]
interface Cursor {
  readonly after: Row
  /** There is more in this round. */
  readonly more: boolean
}

export interface ChangedRow extends PollRecord {
  readonly UpdateDate: string | null | undefined
  readonly UpdateTime: string | null | undefined
}

export interface ChangedList {
  /** The field that tells rows apart, and whether it is text. */
  readonly key: { readonly field: string; readonly isText: boolean }
  read(query: { readonly $filter: string; readonly $orderby: string; readonly $top: number }): Promise<{
    readonly rows: readonly ChangedRow[]
    /** The server gave less than was asked for, and has more. */
    readonly isCut: boolean
  }>
}

type Page = Parameters<PollTrigger['poll']>[0]

export async function readByChange({ cursor, since, limit }: Page, context: CallContext, { key, read }: ChangedList): Promise<PollPage> {
  const { timeZone } = readConfig(context.config)
  const before = cursor as Cursor | null | undefined
  const from = before?.more ? before.after : undefined
  const filter = from
    ? comesAfter([
        { field: 'UpdateDate', literal: from[0] },
        { field: 'UpdateTime', literal: from[1] },
        { field: key.field, literal: key.isText ? quoted(from[2]) : from[2] },
      ])
    : changedSince(before ? earlier(before.after, OVERLAP_MS + turnedBackMs(context.now(), timeZone)) : rowOf(siteTime(since, timeZone)))
  const { rows, isCut } = await read({ $filter: filter, $orderby: `UpdateDate,UpdateTime,${key.field}`, $top: limit })
  const last = rows.at(-1)
  const more = last !== undefined && (isCut || rows.length >= limit)
  const newest: Row = last
    ? [dayOf(last.UpdateDate), clockOf(last.UpdateTime), last.key]
    : (from ?? before?.after ?? rowOf(siteTime(since, timeZone)))
  return {
    records: rows.map(({ key: name, version, value }) => ({ key: name, value, ...(version !== undefined && { version }) })),
    // What was newest may be deleted: the next round does not begin before this one did.
    cursor: { after: more ? newest : laterOf(newest, before?.after), more } satisfies Cursor as unknown as Json,
    more,
  }
}

/** Changed on this day at this time, or later. */
const changedSince = ([day, time]: Row): string => `(UpdateDate gt ${day} or (UpdateDate eq ${day} and UpdateTime ge ${time}))`

const rowOf = (shown: string): Row => [shown.slice(0, 10), shown.slice(11, 19), '']
const earlier = ([day, time]: Row, ms: number): Row => rowOf(new Date(Date.parse(`${day}T${time}Z`) - ms).toISOString())
const laterOf = (a: Row, b: Row | undefined): Row => (b !== undefined && `${b[0]} ${b[1]}` > `${a[0]} ${a[1]}` ? b : a)
