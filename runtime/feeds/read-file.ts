// Pages of a file: from where the last one ended, a bounded number of records and bytes at a time, so that memory stays flat however large
// the file is. A record that cannot be read is set aside alone, with its line; the others go on.
import type { FileConfig } from '#shared/flow/nodes/feeds.ts'
import { DEFAULT_PAGE_SIZE } from '#shared/flow/nodes/feeds.ts'
import type { Feed } from '#shared/model/feeds.ts'
import type { FeedStore } from '../store/feed-ports.ts'
import { formatOf, unreadable, type Format } from './formats/format.ts'
import type { FeedItem, FeedPage } from './page.ts'

/** Pieces a file is kept in. A whole number of them is read for a page. */
export const PIECE_BYTES = 1_000_000
/** Records of a page together, as they stand in the file: as much as a step can evaluate with room to spare. */
const PAGE_BYTES = 3_000_000
/** When so many records and most of all are wrong, the file is not what the trigger says it is. */
const MOST_REJECTED = 100

export interface FileSource {
  readonly feeds: Pick<FeedStore, 'piece'>
  readonly feed: Feed
  readonly config: FileConfig
}

interface Cursor {
  /** Bytes read. */
  readonly offset: number
  /** Records read, those that were set aside included. */
  readonly records: number
  /** Line breaks passed. */
  readonly lines: number
  readonly rejected: number
  readonly columns: readonly string[]
}

interface RawRecord {
  readonly bytes: Buffer
  /** As people count: the first is 1. */
  readonly line: number
}

/** Reads the file page by page; what one page has in memory beyond its end the next one begins with. */
export function openFile(source: FileSource): (cursor: string | undefined) => Promise<FeedPage> {
  const { config } = source
  const format = formatOf(config)
  let window: Window | undefined

  return async (text) => {
    const known = text === undefined ? undefined : (JSON.parse(text) as Cursor)
    window ??= openWindow(source, known?.offset ?? 0)
    const start = known ?? (await begin(format, window))
    const { raw, offset, lines, ended } = await cutPage(format, window, start, config.pageSize ?? DEFAULT_PAGE_SIZE)
    const items = toItems(format, raw, start, config.encoding ?? 'utf-8')
    const cursor: Cursor = {
      offset,
      lines,
      records: start.records + items.length,
      rejected: start.rejected + items.filter(({ kind }) => kind === 'rejected').length,
      columns: start.columns,
    }
    refuseNonsense(cursor, items)
    return { items, cursor: JSON.stringify(cursor), more: !ended }
  }
}

/** The bytes of the file from an offset on, more of them on demand; only ever forward. */
function openWindow({ feeds, feed }: FileSource, offset: number) {
  let next = Math.floor(offset / PIECE_BYTES)
  let base = next * PIECE_BYTES
  let bytes: Buffer = Buffer.alloc(0)
  return {
    at: (from: number): Buffer => bytes.subarray(from - base),
    isEnd: () => base + bytes.length >= feed.size,
    /** Reads the next piece; what stands before `from` is not needed any more. */
    async more(from: number): Promise<void> {
      const piece = await feeds.piece(feed.clientId, feed.id, next)
      if (!piece) throw unreadable('A part of the file is missing.')
      const passed = Math.min(from - base, bytes.length)
      bytes = Buffer.concat([bytes.subarray(passed), piece])
      base += passed
      next++
    },
  }
}
type Window = ReturnType<typeof openWindow>

async function begin(format: Format, window: Window): Promise<Cursor> {
  for (;;) {
    const bytes = window.at(0)
    const begun = bytes.length > 0 ? format.begin(bytes, window.isEnd()) : undefined
    if (begun) return { offset: begun.skip, records: 0, lines: begun.lines, rejected: 0, columns: begun.columns ?? [] }
    if (window.isEnd()) throw unreadable('The file is empty.')
    await window.more(0)
  }
}

async function cutPage(format: Format, window: Window, start: Cursor, size: number) {
  const raw: RawRecord[] = []
  let { offset, lines } = start
  let taken = 0
  let ended = false
  while (raw.length < size && taken < PAGE_BYTES) {
    const bytes = window.at(offset)
    const cut = format.cut(bytes, 0, window.isEnd())
    if (cut === null) {
      ended = true
      break
    }
    if (cut === undefined) {
      await window.more(offset)
      continue
    }
    raw.push({ bytes: bytes.subarray(cut.start, cut.end), line: lines + 1 })
    lines += breaksIn(bytes, cut.next)
    taken += cut.next
    offset += cut.next
    if (cut.last) {
      ended = true
      break
    }
  }
  return { raw, offset, lines, ended }
}

function toItems(format: Format, raw: readonly RawRecord[], start: Cursor, encoding: string): readonly FeedItem[] {
  const decoder = new TextDecoder(encoding, { fatal: true })
  const texts = raw.map(({ bytes }) => decode(decoder, bytes))
  const parsed = format.parse(
    texts.map((text) => text ?? ''),
    start.columns,
  )
  const items: FeedItem[] = []
  for (const [index, { bytes, line }] of raw.entries()) {
    const outcome = texts[index] === undefined ? { problem: `it is not ${encoding} text` } : parsed[index]
    if (outcome === undefined) continue
    const number = start.records + items.length + 1
    const key = String(number)
    if ('json' in outcome) items.push({ kind: 'record', key, json: outcome.json })
    else {
      const place = format.unit === 'Line' ? `Line ${line}` : `Record ${number}`
      items.push({ kind: 'rejected', key, reason: `${place} cannot be read: ${outcome.problem}.`, text: bytes.toString() })
    }
  }
  return items
}

function decode(decoder: InstanceType<typeof TextDecoder>, bytes: Buffer): string | undefined {
  try {
    return decoder.decode(bytes)
  } catch {
    return undefined // said for the record it stands in
  }
}

function breaksIn(bytes: Buffer, end: number): number {
  const part = bytes.subarray(0, end)
  let breaks = 0
  for (let at = part.indexOf(10); at >= 0; at = part.indexOf(10, at + 1)) breaks++
  return breaks
}

function refuseNonsense({ records, rejected }: Cursor, items: readonly FeedItem[]): void {
  if (rejected < MOST_REJECTED || rejected * 2 < records) return
  const first = items.find((item) => item.kind === 'rejected')
  throw unreadable(`${rejected} of the first ${records} records cannot be read. ${first?.kind === 'rejected' ? first.reason : ''}`.trim())
}
