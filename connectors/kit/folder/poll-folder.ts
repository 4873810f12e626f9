// Looks at a folder: takes each file once it rests, reads it record by record from a checkpoint, and puts it away when its last page is stored.
// What is remembered between two pages is the cursor alone, so that any process goes on where another one ended.
import { createHash } from 'node:crypto'
import { AppError, hasErrorCode } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import type { Json } from '#shared/json.ts'
import type { PollPage, PollRecord, RejectedRecord } from '../contract.ts'
import { openRecords, type ByteSource, type RecordCursor } from '../formats/read-records.ts'
import { matches, type FolderOptions } from './options.ts'
import { joinPath, type RemoteFile, type RemoteFolder } from './remote-folder.ts'

/** A file on its way: its content is named by its digest, then read, then put away. */
interface FileAtHand extends RemoteFile {
  /** Of the first `hashed` bytes; complete at the size. */
  readonly digest: string
  readonly hashed: number
  readonly at?: FileCursor
  /** How it ended; what is left to do is to put it away. */
  readonly end?: 'read' | 'duplicate' | 'unreadable'
}

interface Cursor {
  /** Files that still change, or were not looked at for long enough, as they were first seen so. */
  readonly resting?: Readonly<Record<string, readonly [size: number, modifiedAt: number, since: number]>>
  /** Digests of files that were read, oldest first: a copy under another name is not read again. */
  readonly read?: readonly string[]
  /** Names with size and time of files that stay where they are when they are read. */
  readonly left?: readonly string[]
  readonly file?: FileAtHand
}

const STABLE_SECONDS = 30
/** Digests are made in steps of whole blocks: each is the hash of the one before and the next block, so that one can stop between two. */
const BLOCK = 1_000_000
/** Most that is hashed in one page. */
const HASH_A_PAGE = 64 * BLOCK
const MOST_REMEMBERED = 2_000
const MOST_RESTING = 1_000

/** How far a file was read, in whatever way: plain JSON. */
export interface FileCursor {
  /** Records read. */
  readonly records: number
}

/** A page of one file. `records` may be empty while there is more: what a way of reading needs before its first record. */
export interface PageOfFile {
  readonly records: readonly PollRecord[]
  readonly rejected: readonly RejectedRecord[]
  readonly at: FileCursor
  readonly more: boolean
}

/** Reads on from a cursor. Throws `file-unreadable`: the file goes to quarantine. `source` is read forward only, in one transfer. */
export type ReadFilePage = (
  file: { readonly name: string; readonly digest: string },
  source: ByteSource,
  at: FileCursor | undefined,
  limit: number,
) => Promise<PageOfFile>

export interface FolderPage {
  readonly cursor: Json | undefined
  readonly limit: number
  readonly options: FolderOptions
  readonly now: Date
  /** Default: each record of the file for itself, as the format gives it. */
  readonly read?: ReadFilePage
}

export async function pollFolder(folder: RemoteFolder, page: FolderPage): Promise<PollPage> {
  let cursor = (page.cursor ?? {}) as Cursor
  // Small steps that need no page of their own (choosing, hashing, putting away) are taken until there are records or nothing is left.
  for (;;) {
    const { file } = cursor
    if (!file) {
      const { next, resting } = choose(await folder.list(page.options.folder), cursor, page)
      cursor = { ...cursor, resting }
      if (!next) return { records: [], cursor: cursor as Json, more: false }
      cursor = { ...cursor, file: { ...next, digest: '', hashed: 0 } }
      continue
    }
    if (file.end) {
      await putAway(folder, file, page.options)
      cursor = forget(cursor, file, page.options)
      continue
    }
    const path = joinPath(page.options.folder, file.name)
    const now = await folder.stat(path)
    if (now?.size !== file.size || now.modifiedAt !== file.modifiedAt) {
      const { file: _, ...rest } = cursor
      if (file.at === undefined) {
        cursor = rest
        continue
      }
      const why = now
        ? 'it was changed while it was read; what it is now is read from its beginning'
        : 'it was taken away while it was read'
      const rejected = wholeFile(file, `${file.name} was read to record ${file.at.records} only: ${why}.`)
      return { records: [], rejected: [rejected], cursor: rest as Json, more: true }
    }
    if (file.hashed < file.size) {
      const hashed = await hashOn(folder, path, file)
      const isDuplicate = hashed.hashed === file.size && (cursor.read ?? []).includes(hashed.digest)
      cursor = { ...cursor, file: { ...file, ...hashed, ...(isDuplicate && { end: 'duplicate' }) } }
      if (hashed.hashed < file.size) return { records: [], cursor: cursor as Json, more: true }
      continue
    }
    return readPage(folder, path, cursor, file, page)
  }
}

/** The oldest file that rests. */
function choose(files: readonly RemoteFile[], cursor: Cursor, { options, now }: FolderPage) {
  const wait = (options.stableSeconds ?? STABLE_SECONDS) * 1_000
  const left = new Set(cursor.left)
  const wanted = files
    .filter((file) => matches(options.pattern, file.name) && !left.has(fingerprint(file)))
    .toSorted((a, b) => a.modifiedAt - b.modifiedAt || (a.name < b.name ? -1 : 1))
  const seen = wanted.slice(0, MOST_RESTING).map((file) => {
    const before = cursor.resting?.[file.name]
    const isSame = before?.[0] === file.size && before[1] === file.modifiedAt
    return { file, since: isSame ? before[2] : now.getTime() }
  })
  const next = seen.find(({ since }) => now.getTime() - since >= wait)?.file
  const resting = Object.fromEntries(seen.map(({ file, since }) => [file.name, [file.size, file.modifiedAt, since] as const]))
  return { next, resting }
}

const fingerprint = ({ name, size, modifiedAt }: RemoteFile) => `${name}\n${size}\n${modifiedAt}`

async function hashOn(folder: RemoteFolder, path: string, file: FileAtHand) {
  let { digest, hashed } = file
  const end = Math.min(file.size, hashed + HASH_A_PAGE)
  const add = (bytes: Uint8Array) => {
    digest = createHash('sha256').update(digest).update(bytes).digest('hex')
    hashed += bytes.length
  }
  const block = Buffer.alloc(BLOCK)
  let filled = 0
  for await (const chunk of folder.read(path, hashed)) {
    for (let from = 0; from < chunk.length && hashed < end;) {
      const taken = Math.min(chunk.length - from, BLOCK - filled)
      block.set(chunk.subarray(from, from + taken), filled)
      filled += taken
      from += taken
      if (filled < BLOCK) continue
      add(block)
      filled = 0
    }
    if (hashed >= end) break
  }
  if (hashed < end && hashed + filled === file.size) add(block.subarray(0, filled))
  if (hashed === file.hashed) {
    throw new AppError('vendor-answer-invalid', {
      message: say`${file.name} ends before its size, which the server says is ${file.size} bytes.`,
    })
  }
  return { digest, hashed }
}

async function readPage(folder: RemoteFolder, path: string, cursor: Cursor, file: FileAtHand, page: FolderPage): Promise<PollPage> {
  const source = sourceOf(folder, path, file.size)
  const read = page.read ?? eachRecord(page.options)
  try {
    const { records, rejected, at, more } = await read(file, source, file.at, page.limit)
    const next: FileAtHand = { ...file, at, ...(!more && { end: 'read' as const }) }
    // Putting away is part of the next page: it comes when this one is stored.
    return { records, ...(rejected.length > 0 && { rejected }), cursor: { ...cursor, file: next } as unknown as Json, more: true }
  } catch (error) {
    if (!hasErrorCode(error) || error.code !== 'file-unreadable') throw error
    const rejected = wholeFile(file, `${file.name} cannot be read: ${error.message}`)
    const next: FileAtHand = { ...file, end: 'unreadable' }
    return { records: [], rejected: [rejected], cursor: { ...cursor, file: next } as unknown as Json, more: true }
  } finally {
    await source.close()
  }
}

const eachRecord =
  (options: FolderOptions): ReadFilePage =>
  async (file, source, known, limit) => {
    const { items, cursor: at, more } = await openRecords(options, source)(known as RecordCursor | undefined, limit)
    const key = (number: number) => keyInFile(file, number)
    return {
      at,
      more,
      records: items.flatMap((item) =>
        item.kind === 'record' ? [{ key: key(item.number), version: '1', value: JSON.parse(item.json) as Json }] : [],
      ),
      rejected: items.flatMap((item) =>
        item.kind === 'rejected' ? [{ key: key(item.number), reason: `${file.name}: ${item.reason}`, text: item.text }] : [],
      ),
    }
  }

/** Names a record by the content of its file, so that a copy has the same names. */
export const keyInFile = ({ digest }: { readonly digest: string }, number: number | string): string => `${digest.slice(0, 24)}:${number}`

const wholeFile = (file: FileAtHand, reason: string): RejectedRecord => ({
  key: keyInFile(file, `${file.name}:${file.at?.records ?? 0}`),
  reason,
  text: JSON.stringify({ file: file.name, size: file.size }),
})

/** One transfer for a page: bytes are asked for one after the other. */
function sourceOf(folder: RemoteFolder, path: string, size: number): ByteSource & { close(): Promise<void> } {
  let bytes: AsyncIterator<Uint8Array> | undefined
  return {
    size,
    async read(offset) {
      bytes ??= folder.read(path, offset)[Symbol.asyncIterator]()
      const next = await bytes.next()
      return next.done === true ? new Uint8Array() : next.value
    },
    async close() {
      await bytes?.return?.()
    },
  }
}

async function putAway(folder: RemoteFolder, file: FileAtHand, options: FolderOptions): Promise<void> {
  const from = joinPath(options.folder, file.name)
  const into = (below: string) => folder.move(from, joinPath(joinPath(options.folder, below), stamped(file)))
  if (file.end === 'unreadable') return into(options.quarantine ?? 'failed')
  const afterwards = options.afterwards ?? 'archive'
  if (afterwards === 'delete') await folder.remove(from)
  if (afterwards === 'archive') await into(options.archive ?? 'archive')
}

/** The content's name stands behind the file's, so that two files of one name do not meet in the archive, and moving twice is moving once. */
function stamped({ name, digest }: FileAtHand): string {
  const dot = name.lastIndexOf('.')
  const [stem, extension] = dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, '']
  return `${stem}-${digest === '' ? 'empty' : digest.slice(0, 12)}${extension}`
}

function forget(cursor: Cursor, file: FileAtHand, options: FolderOptions): Cursor {
  const { file: _, ...rest } = cursor
  const read = file.end === 'read' ? [...(cursor.read ?? []), file.digest].slice(-MOST_REMEMBERED) : cursor.read
  const stays = options.afterwards === 'leave' && file.end !== 'unreadable'
  const left = stays ? [...(cursor.left ?? []), fingerprint(file)].slice(-MOST_REMEMBERED) : cursor.left
  const { [file.name]: __, ...resting } = cursor.resting ?? {}
  return { ...rest, resting, ...(read && { read }), ...(left && { left }) }
}
