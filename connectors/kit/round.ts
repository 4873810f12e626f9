// Lists that are asked for what changed after a time: a round reads such a list to its end, and the next one begins a little before this one did.
import { isRecord, type Json } from '#shared/json.ts'

export interface Round {
  /** Changes from here on are told in this round. ISO instant. */
  readonly since: string
  /** When this round began. ISO instant. */
  readonly began: string
}

export interface NewRound {
  /** Where a first round begins. */
  readonly since: Date
  readonly now: Date
  /** By so much the system may show a change too late. */
  readonly overlapMs: number
}

/** The round that is under way by its cursor, or the next one. `place`: the member that says where it goes on; without it the round is through. */
export function roundOf<Cursor extends Round>(
  cursor: Json | undefined,
  place: Exclude<keyof Cursor, keyof Round>,
  { since, now, overlapMs }: NewRound,
): Cursor {
  const before = isRecord(cursor) ? (cursor as unknown as Cursor) : undefined
  if (before?.[place] !== undefined) return before
  const from = before ? new Date(Date.parse(before.began) - overlapMs) : since
  // Where a round goes on is said by optional members only.
  return { since: from.toISOString(), began: now.toISOString() } satisfies Round as Cursor
}
