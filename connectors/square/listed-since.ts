// Lists of Square that are asked for what changed after a time and are given in no order of change: a round goes to the end of the list by its
// cursor.
import type { Json } from '#shared/json.ts'
import type { PollPage, PollRecord, PollTrigger } from '#connectors/kit/contract.ts'
import { roundOf, type Round } from '#connectors/kit/round.ts'

/** Square calculates counts and shows changes a little late. */
const OVERLAP_MS = 5 * 60_000

interface Cursor extends Round {
  /** Square's, of the page before; absent: a new round begins. */
  readonly next?: string
}

export async function readListedSince(
  { cursor, since, limit }: Pick<Parameters<PollTrigger['poll']>[0], 'cursor' | 'since' | 'limit'>,
  now: Date,
  read: (page: {
    readonly since: string
    readonly cursor: string | undefined
    readonly limit: number
  }) => Promise<{ readonly records: readonly PollRecord[]; readonly next: string | undefined }>,
): Promise<PollPage> {
  const round = roundOf<Cursor>(cursor, 'next', { since, now, overlapMs: OVERLAP_MS })
  const { records, next } = await read({ since: round.since, cursor: round.next, limit })
  const after = { since: round.since, began: round.began, ...(next !== undefined && { next }) } satisfies Cursor
  return { records, cursor: after as Json, more: next !== undefined }
}
