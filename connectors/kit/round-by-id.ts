// Reads what changed in rounds by record id, for systems that can be asked what changed at a time or later, but not in that order. A round has a
// fixed beginning and goes on from the last id, so that a record which changes meanwhile takes no other one away; its change belongs to the
// next round, which begins before the newest change there was when this one began.
import type { Json } from '#shared/json.ts'
import type { PollPage, PollRecord } from './contract.ts'

interface Cursor {
  /** Records changed at this time or later are read now. */
  readonly since: string
  /** The newest change there was when this round began. */
  readonly newest: string
  /** The last id of this round; absent: a new round begins. */
  readonly afterId?: number
}

export interface RoundById {
  readonly cursor: Json | undefined
  readonly since: Date
  readonly limit: number
  /** So much is read again in each round: a transaction writes the time of its beginning and is seen at its end. */
  readonly overlapMs: number
  /** ISO instant of the newest change there is. */
  readonly newest: () => Promise<string | undefined>
  /** At most `limit` records by id, after `afterId`. `since`: ISO instant. */
  readonly read: (query: {
    readonly since: string
    readonly afterId: number
    readonly limit: number
  }) => Promise<readonly (PollRecord & { readonly id: number })[]>
}

export async function readRoundById({ cursor, since, limit, overlapMs, newest, read }: RoundById): Promise<PollPage> {
  const before = cursor as Cursor | null | undefined
  const begin = async (): Promise<Cursor> => {
    const from = before ? new Date(Date.parse(before.newest) - overlapMs).toISOString() : since.toISOString()
    return { since: from, newest: (await newest()) ?? before?.newest ?? from }
  }
  const round = before?.afterId !== undefined ? before : await begin()
  const rows = await read({ since: round.since, afterId: round.afterId ?? 0, limit })
  const lastId = rows.at(-1)?.id
  const more = rows.length === limit && lastId !== undefined
  return {
    records: rows.map(({ key, version, value }) => ({ key, value, ...(version !== undefined && { version }) })),
    cursor: { since: round.since, newest: round.newest, ...(more && { afterId: lastId }) } satisfies Cursor as Json,
    more,
  }
}
