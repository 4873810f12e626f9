// Lists that Shopify gives in the order of their changes: a round goes on by Shopify's cursor; the next one begins a little before the newest
// change that was seen.
import { hash } from 'node:crypto'
import type { Json } from '#shared/json.ts'
import type { PollPage, PollRecord, PollTrigger } from '#connectors/kit/contract.ts'

/** Shopify's search index lags behind the records: what changed in these last minutes is looked at again. */
const OVERLAP_MS = 5 * 60_000

interface Cursor {
  readonly since: string
  /** Time of change of the newest record seen. */
  readonly newest: string
  /** Shopify's cursor within this round; absent: a new round begins. */
  readonly after?: string
}

interface Changed {
  readonly id: string
  readonly updatedAt: string
}

interface ByUpdate<V extends Changed> {
  readonly page: Pick<Parameters<PollTrigger['poll']>[0], 'cursor' | 'since' | 'limit'>
  readonly largestPage: number
  /** One page of what changed at `query`'s time or later, oldest first. */
  readonly read: (search: {
    readonly query: string
    readonly first: number
    readonly after: string | null
  }) => Promise<{ readonly values: readonly V[]; readonly next: string | null }>
}

export async function readByUpdate<V extends Changed & Json>({ page, largestPage, read }: ByUpdate<V>): Promise<PollPage> {
  const before = page.cursor as Cursor | null | undefined
  const start = page.since.toISOString()
  const round: Cursor =
    before?.after !== undefined ? before : { since: overlapping(before?.newest) ?? start, newest: before?.newest ?? start }
  const { values, next } = await read({
    query: `updated_at:>='${round.since}'`,
    first: Math.min(page.limit, largestPage),
    after: round.after ?? null,
  })
  const newest = values.reduce((latest, { updatedAt }) => (Date.parse(updatedAt) > Date.parse(latest) ? updatedAt : latest), round.newest)
  return {
    records: values.map((value): PollRecord => ({ key: value.id, version: versionOf(value), value })),
    cursor: { since: round.since, newest, ...(next !== null && { after: next }) } satisfies Cursor as Json,
    more: next !== null,
  }
}

/** Shopify's times are whole seconds: what changes twice within one, with a look between, has the same time and another content. */
const versionOf = (value: Changed): string => `${value.updatedAt} ${hash('sha256', JSON.stringify(value)).slice(0, 16)}`

const overlapping = (newest: string | undefined): string | undefined =>
  newest === undefined ? undefined : new Date(Date.parse(newest) - OVERLAP_MS).toISOString()
