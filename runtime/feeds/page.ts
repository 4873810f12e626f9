// A page of a feed, and the events it becomes: one for each record, or one for all of them.
import { createHash } from 'node:crypto'
import type { Environment } from '#shared/model/accounts.ts'
import { recordName } from '#shared/run/record-name.ts'
import type { NewEvent } from '../engine/ports.ts'

export type FeedItem =
  /** `key` names the record within its feed, whatever page it is on. */
  | { readonly kind: 'record'; readonly key: string; readonly json: string }
  /**
   * What cannot be read as a record. It becomes an event whose body is `reason`, a line break and the text as it stood: no JSON, so that
   * its run parks at the trigger with the reason, and a person may replay it as a corrected record.
   */
  | { readonly kind: 'rejected'; readonly key: string; readonly reason: string; readonly text: string }

export interface FeedPage {
  readonly items: readonly FeedItem[]
  /** How far the feed was read with this page. */
  readonly cursor: string
  /** There is more to read at once. */
  readonly more: boolean
  /** Tells the source whether the page was stored; see PollPage. */
  settle?(stored: boolean): Promise<void>
}

export interface PageTarget {
  readonly clientId: string
  readonly flowId: string
  readonly environment: Environment
  readonly version: number
  readonly trigger: 'poll' | 'file'
  /** What all keys of this feed's events begin with. */
  readonly prefix: string
  readonly perRecord: boolean
  readonly at: Date
}

/** Longer keys (an address as an id) would only make the inbox's index large. */
const LONGEST_KEY = 200
const MOST_TEXT = 20_000

export function toEvents({ items }: FeedPage, target: PageTarget): readonly NewEvent[] {
  const { perRecord, prefix, at, ...rest } = target
  const event = (key: string, body: string, label?: string): NewEvent => ({
    ...rest,
    ...(label !== undefined && { label }),
    eventKey: shortKey(prefix + key),
    body: Buffer.from(body),
    receivedAt: at,
  })
  const records = items.filter((item) => item.kind === 'record')
  const rejected = items
    .filter((item) => item.kind === 'rejected')
    .map(({ key, reason, text }) => event(key, `${reason}\n${text.slice(0, MOST_TEXT)}`))
  if (perRecord) return [...records.map(({ key, json }) => event(key, json, recordName(JSON.parse(json)))), ...rejected]
  if (records.length === 0) return rejected
  // The same records are the same page, wherever its borders were.
  const page = `page:${digest(records.map(({ key }) => key).join('\n'))}`
  return [event(page, `[${records.map(({ json }) => json).join(',\n')}]`), ...rejected]
}

export const digest = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 32)

const shortKey = (key: string): string => (key.length <= LONGEST_KEY ? key : `${key.slice(0, 100)}#${digest(key)}`)
