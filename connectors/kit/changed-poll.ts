// Reads a list by time of change, oldest first, for systems that can be asked for what changed at a time or later. Going on from the
// last time seen, not from a page number, loses nothing while records change: what changes moves to the end and is read there.
import { Type, type Static } from 'typebox'
import type { Json } from '#shared/json.ts'
import type { PollPage, PollRecord } from './contract.ts'

export interface ChangedQuery {
  /** ISO instant: what changed then or later. */
  readonly since: string
  readonly limit: number
  /** Records to leave out first; 0 but for more records of one instant than a page holds. */
  readonly skip: number
}

export interface ChangedRecord extends PollRecord {
  /** ISO instant. */
  readonly changedAt: string
  readonly version: string
}

/** The record of a value that says itself what it is and when it changed. */
export const changedRecord = <V extends Json & { readonly id: string; readonly updatedAt: string }>(value: V): ChangedRecord => ({
  key: value.id,
  version: value.updatedAt,
  changedAt: value.updatedAt,
  value,
})

/**
 * `seen`: read at exactly `since` in this round, as `key@version`; they come again, because a page begins with its instant. `more`: there is more
 * in this round.
 */
export const ChangedCursor = Type.Object({
  since: Type.String(),
  seen: Type.Array(Type.String()),
  more: Type.Boolean(),
})
type Cursor = Static<typeof ChangedCursor>

export interface ChangedPoll {
  readonly cursor: Json | undefined
  readonly since: Date
  readonly limit: number
  /** Systems show changes late (a transaction writes the time of its beginning): so much is read again in each round. */
  readonly overlapMs: number
  readonly largestPage: number
  /** Answers at most `limit` records, ordered by time of change. */
  readonly read: (query: ChangedQuery) => Promise<readonly ChangedRecord[]>
}

export async function readChanged({ cursor, since, limit, overlapMs, largestPage, read }: ChangedPoll): Promise<PollPage> {
  const before = cursor as Cursor | null | undefined
  const from = !before ? since.toISOString() : before.more ? before.since : minus(before.since, overlapMs)
  const seen: readonly string[] = before?.more ? before.seen : []
  const wanted = limit + seen.length
  const query =
    wanted <= largestPage
      ? { since: from, limit: wanted, skip: 0 }
      : { since: from, limit: Math.min(limit, largestPage), skip: seen.length }
  const rows = await read(query)
  const known = new Set(seen)
  const fresh = rows.filter((row) => !known.has(nameOf(row)))
  const more = rows.length >= query.limit
  const last = rows.at(-1)?.changedAt ?? from
  const names = rows.filter(({ changedAt }) => changedAt === last).map(nameOf)
  const isSameInstant = Date.parse(last) === Date.parse(from)
  return {
    records: fresh.map(({ key, version, value }) => ({ key, version, value })),
    // What was newest may be gone: the next round does not begin before this one did.
    cursor: {
      since: more ? last : later(last, before?.since ?? from),
      seen: more ? [...new Set(isSameInstant ? [...seen, ...names] : names)] : [],
      more,
    } satisfies Cursor as unknown as Json,
    more,
  }
}

const nameOf = ({ key, version }: ChangedRecord) => `${key}@${version}`
const later = (a: string, b: string) => (Date.parse(a) < Date.parse(b) ? b : a)
const minus = (instant: string, ms: number) => new Date(Date.parse(instant) - ms).toISOString()
