// Pages of a connector's list. Each version of a record is taken once: alone, by its event key; in pages, by what was seen lately.
import { isRecord, type Json } from '#shared/json.ts'
import type { PollConfig } from '#shared/flow/nodes/feeds.ts'
import { DEFAULT_PAGE_SIZE } from '#shared/flow/nodes/feeds.ts'
import type { Feed } from '#shared/model/feeds.ts'
import type { PollBindings } from '../connections/poll-bindings.ts'
import { digest, type FeedPage } from './page.ts'

export interface PollSource {
  readonly feed: Feed
  readonly config: PollConfig
  readonly connectionId: string
  readonly bindings: PollBindings
  readonly signal: AbortSignal
}

/** Versions of records that are remembered for pages: more than a list's overlap ever has. */
const MOST_RECENT = 5_000

interface Cursor {
  readonly at: Json
  /** Hashes of versions seen lately, oldest first. */
  readonly recent?: readonly string[]
}

export async function readPollPage(source: PollSource, cursor: string | undefined): Promise<FeedPage> {
  const { feed, config, connectionId, bindings, signal } = source
  const before = cursor === undefined ? undefined : (JSON.parse(cursor) as Cursor)
  const since = config.from === undefined || config.from === 'now' ? feed.createdAt : config.from
  const page = await bindings.poll({
    clientId: feed.clientId,
    connectionId,
    event: config.event,
    page: { cursor: before?.at, since: new Date(since), limit: config.pageSize ?? DEFAULT_PAGE_SIZE, options: config.options ?? {} },
    signal,
  })
  const records = page.records.map(({ key, version, value }) => {
    const json = JSON.stringify(value)
    return { kind: 'record', key: `${key}:${version ?? digest(stable(value))}`, json } as const
  })
  const rejected = (page.rejected ?? []).map((record) => ({ kind: 'rejected', ...record }) as const)
  const rest = { more: page.more, ...(page.settle && { settle: (stored: boolean) => page.settle?.(stored) ?? Promise.resolve() }) }
  if (config.perRecord) return { items: [...records, ...rejected], cursor: JSON.stringify({ at: page.cursor } satisfies Cursor), ...rest }
  const recent = new Set(before?.recent)
  const fresh = records.filter(({ key }) => {
    const hash = digest(key).slice(0, 16)
    const isNew = !recent.has(hash)
    // What is seen again is moved behind, so that it is remembered for as long as it is seen.
    recent.delete(hash)
    recent.add(hash)
    return isNew
  })
  const next: Cursor = { at: page.cursor, recent: [...recent].slice(-MOST_RECENT) }
  return { items: [...fresh, ...rejected], cursor: JSON.stringify(next), ...rest }
}

/** Equal values give equal texts, in whatever order a system writes its members. */
function stable(value: Json): string {
  return JSON.stringify(value, (_, member: unknown) =>
    isRecord(member) ? Object.fromEntries(Object.entries(member).toSorted(([a], [b]) => (a < b ? -1 : 1))) : member,
  )
}
