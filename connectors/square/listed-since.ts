// Lists of Square that are asked for what changed after a time and are given in no order of change: a round goes to the end of the list by its
// cursor, and the next one begins a little before this one did.
import type { Json } from '#shared/json.ts'
import type { PollPage, PollRecord, PollTrigger } from '#connectors/kit/contract.ts'

/** Square calculates counts and shows changes a little late. */
const OVERLAP_MS = 5 * 60_000

interface Cursor {
  readonly since: string
  /** When this round began. */
  readonly began: string
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
  const before = cursor as Cursor | null | undefined
  const round: Cursor =
    before?.next === undefined
      ? {
          since: before ? new Date(Date.parse(before.began) - OVERLAP_MS).toISOString() : since.toISOString(),
          began: now.toISOString(),
        }
      : before
  const { records, next } = await read({ since: round.since, cursor: round.next, limit })
  const after = { since: round.since, began: round.began, ...(next !== undefined && { next }) } satisfies Cursor
  return { records, cursor: after as Json, more: next !== undefined }
}
