// Pages of records from bytes that are read on demand: from where the last page ended, a bounded number of records and bytes at a time, so that
// memory stays flat however large a file is. A record that cannot be read is set aside alone, with its line; the others go on.
import type { FileFormat } from '#shared/model/file-format.ts'
import { formatOf, unreadable, type Cut, type Format } from './format.ts'

export interface ByteSource {
  readonly size: number
  /** Some bytes from `offset` on: at least one where `offset` is below the size. Reading goes forward only. */
  read(offset: number): Promise<Uint8Array>
}

/** `number`: the how many-th record of the file, from 1; those that are set aside count. `line`: where it begins, from 1. */
export type FileRecord =
  | { readonly kind: 'record'; readonly number: number; readonly line: number; readonly json: string }
  | { readonly kind: 'rejected'; readonly number: number; readonly line: number; readonly reason: string; readonly text: string }

/** How far a file was read. Plain JSON: it is kept between pages, also over a restart. */
export interface RecordCursor {
  /** Bytes read. */
  readonly offset: number
  /** Records read, those that were set aside included. */
  readonly records: number
  /** Line breaks passed. */
  readonly lines: number
  readonly rejected: number
  /** What the format learned at the beginning, such as the columns of the header line. */
  readonly columns: readonly string[]
}

export interface RecordPage {
  readonly items: readonly FileRecord[]
  readonly cursor: RecordCursor
  readonly more: boolean
}

/** Records of a page together, as they stand in the file: as much as a step can evaluate with room to spare. */
const PAGE_BYTES = 3_000_000
/** When so many records and most of all are wrong, the file is not what the trigger says it is. */
const MOST_REJECTED = 100
/** A smaller file without a record is an empty list. */
const SMALL_FILE = 1_000

/**
 * Reads page by page; what one page has in memory beyond its end the next one begins with. Throws `file-unreadable`. `format`: one of its own for
 * whoever needs the records in another shape.
 */
export function openRecords(
  settings: FileFormat,
  source: ByteSource,
  format: Format = formatOf(settings),
): (cursor: RecordCursor | undefined, limit: number) => Promise<RecordPage> {
  let window: Window | undefined

  return async (known, limit) => {
    window ??= openWindow(source, known?.offset ?? 0)
    const start = known ?? (await begin(format, window))
    const { raw, offset, lines, ended } = await cutPage(format, window, start, limit)
    const texts = decodeAll(raw, settings.encoding ?? 'utf-8')
    const items = toItems(format, raw, texts, start, settings.encoding ?? 'utf-8')
    const cursor: RecordCursor = {
      offset,
      lines,
      records: start.records + items.length,
      rejected: start.rejected + items.filter(({ kind }) => kind === 'rejected').length,
      columns: format.remember?.() ?? start.columns,
    }
    refuseNonsense(cursor, items)
    if (ended && cursor.records === 0 && format.nothing !== undefined && source.size > SMALL_FILE) {
      throw unreadable(`The file does not fit its settings: ${format.nothing}.`)
    }
    return { items, cursor, more: !ended }
  }
}

/** The bytes from an offset on, more of them on demand; only ever forward. */
function openWindow(source: ByteSource, offset: number) {
  let base = offset
  let bytes: Buffer = Buffer.alloc(0)
  return {
    at: (from: number): Buffer => bytes.subarray(from - base),
    isEnd: () => base + bytes.length >= source.size,
    /** Reads more; what stands before `from` is not needed any more. */
    async more(from: number): Promise<void> {
      const part = await source.read(base + bytes.length)
      if (part.length === 0) throw unreadable('A part of the file is missing.')
      bytes = Buffer.concat([bytes.subarray(from - base), part])
      base = from
    },
  }
}
type Window = ReturnType<typeof openWindow>

async function begin(format: Format, window: Window): Promise<RecordCursor> {
  for (;;) {
    const bytes = window.at(0)
    const begun = bytes.length > 0 ? format.begin(bytes, window.isEnd()) : undefined
    if (begun) return { offset: begun.skip, records: 0, lines: begun.lines, rejected: 0, columns: begun.columns ?? [] }
    if (window.isEnd()) throw unreadable('The file is empty.')
    await window.more(0)
  }
}

interface RawRecord {
  readonly bytes: Buffer
  /** As people count: the first is 1. */
  readonly line: number
}

async function cutPage(format: Format, window: Window, start: RecordCursor, limit: number) {
  const raw: RawRecord[] = []
  let { offset, lines } = start
  let taken = 0
  let ended = false
  while (raw.length < limit && taken < PAGE_BYTES) {
    const bytes = window.at(offset)
    const cut = format.cut(bytes, 0, window.isEnd(), start.columns)
    if (cut === null) {
      ended = true
      break
    }
    if (cut === undefined) {
      await window.more(offset)
      continue
    }
    if (cut.end > cut.start) {
      const line = lines + 1 + (format.unit === 'Line' ? 0 : breaksIn(bytes, firstInk(bytes, cut)))
      raw.push({ bytes: bytes.subarray(cut.start, cut.end), line })
    }
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

function decodeAll(raw: readonly RawRecord[], encoding: string): readonly (string | undefined)[] {
  const decoder = new TextDecoder(encoding, { fatal: true })
  return raw.map(({ bytes }) => decode(decoder, bytes))
}

function toItems(
  format: Format,
  raw: readonly RawRecord[],
  texts: readonly (string | undefined)[],
  start: RecordCursor,
  encoding: string,
): readonly FileRecord[] {
  const parsed = format.parse(
    texts.map((text) => text ?? ''),
    start.columns,
  )
  const items: FileRecord[] = []
  for (const [index, { bytes, line }] of raw.entries()) {
    const outcome = texts[index] === undefined ? { problem: `it is not ${encoding} text` } : parsed[index]
    if (outcome === undefined) continue
    const number = start.records + items.length + 1
    if ('json' in outcome) items.push({ kind: 'record', number, line, json: outcome.json })
    else {
      const place = format.unit === 'Line' ? `Line ${line}` : `Record ${number} (line ${line})`
      items.push({ kind: 'rejected', number, line, reason: `${place} cannot be read: ${outcome.problem}.`, text: bytes.toString() })
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

/** Where the record is seen to begin, behind blanks. */
function firstInk(bytes: Buffer, { start, end }: Cut): number {
  let at = start
  while (at < end && (bytes[at] ?? 0) <= 32) at++
  return at
}

function breaksIn(bytes: Buffer, end: number): number {
  const part = bytes.subarray(0, end)
  let breaks = 0
  for (let at = part.indexOf(10); at >= 0; at = part.indexOf(10, at + 1)) breaks++
  return breaks
}

function refuseNonsense({ records, rejected }: RecordCursor, items: readonly FileRecord[]): void {
  if (rejected < MOST_REJECTED || rejected * 2 < records) return
  const first = items.find((item) => item.kind === 'rejected')
  throw unreadable(`${rejected} of the first ${records} records cannot be read. ${first?.kind === 'rejected' ? first.reason : ''}`.trim())
}
