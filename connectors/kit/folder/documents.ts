// Lines of a file that belong together as one document. The file is read whole, because they may stand anywhere in it, and because money that is
// told without one of its lines is wrong: a file with a line that cannot be read gives nothing.
import { Type, type Static } from 'typebox'
import { isRecord, type Json } from '#shared/json.ts'
import { unreadable } from '../formats/format.ts'
import { openRecords, type ByteSource, type FileRecord, type RecordCursor } from '../formats/read-records.ts'
import { FolderOptions } from './options.ts'
import { keyInFile, type ReadFilePage } from './poll-folder.ts'

/** In memory at once, with the records that are made of it. */
const MOST_BYTES = 32_000_000
/** As much as the steps of a flow can work with. */
const MOST_OF_DOCUMENT = 12_000_000
const PAGE_TEXT = 3_000_000
const LINES_AT_ONCE = 5_000

const names = { minItems: 1, maxItems: 100 }
const Name = Type.String({ minLength: 1, maxLength: 120 })

export const DocumentOptions = Type.Object(
  {
    ...FolderOptions.properties,
    key: Type.Optional(
      Type.Array(Name, {
        title: 'Number of the document',
        description:
          'The columns whose values lines of one document have in common, such as supplier and invoice number. Empty: a file is one document.',
        ...names,
      }),
    ),
    keep: Type.Optional(
      Type.Array(Name, {
        title: 'Wanted columns',
        description: 'What is kept of each line; of large files only what the flow needs. Empty: all.',
        ...names,
      }),
    ),
  },
  { additionalProperties: false },
)
export type DocumentOptions = Static<typeof DocumentOptions>

interface Document {
  readonly number: string
  readonly lines: string[]
  size: number
}

/** Throws `file-unreadable` for a file with a line that cannot be read or has no number, and for one that is too large. */
export function readDocuments(options: DocumentOptions): ReadFilePage {
  return async (file, source, at, limit) => {
    if (source.size > MOST_BYTES) {
      throw unreadable(`it has ${source.size} bytes, and documents are read from files of at most ${MOST_BYTES / 1_000_000} MB.`)
    }
    const documents = await documentsOf(options, source)
    const first = at?.records ?? 0
    let end = first
    for (let size = 0; end < documents.length && end - first < limit; end++) {
      size += documents[end]?.size ?? 0
      if (size > PAGE_TEXT && end > first) break
    }
    return {
      records: documents.slice(first, end).map(({ number, lines }, index) => ({
        key: keyInFile(file, first + index + 1),
        version: '1',
        value: { file: file.name, number, records: lines.map((line) => JSON.parse(line) as Json) },
      })),
      rejected: [],
      at: { records: end },
      more: end < documents.length,
    }
  }
}

async function documentsOf(options: DocumentOptions, source: ByteSource): Promise<readonly Document[]> {
  const documents = new Map<string, Document>()
  const read = openRecords(options, source)
  for (let cursor: RecordCursor | undefined, more = true; more;) {
    const page = await read(cursor, LINES_AT_ONCE)
    for (const item of page.items) add(documents, item, options)
    cursor = page.cursor
    more = page.more
  }
  return [...documents.values()]
}

function add(documents: Map<string, Document>, item: FileRecord, { key = [], keep }: DocumentOptions): void {
  if (item.kind === 'rejected') throw unreadable(`${item.reason} Nothing of the file was taken.`)
  const record = JSON.parse(item.json) as Json
  const number = key.map((name) => valueOf(record, name, item.line))
  const id = JSON.stringify(number)
  const document = documents.get(id) ?? { number: number.join(' '), lines: [], size: 0 }
  const line = JSON.stringify(isRecord(record) ? kept(record, keep) : record)
  document.lines.push(line)
  document.size += line.length
  if (document.size > MOST_OF_DOCUMENT) {
    const what = number.length === 0 ? 'it' : `the document ${document.number}`
    throw unreadable(`${what} is too large for one run. Say which columns are wanted, or read the records of the file one by one.`)
  }
  documents.set(id, document)
}

function valueOf(record: Json, name: string, line: number): string {
  const value = isRecord(record) ? record[name] : undefined
  if (isRecord(record) && value === undefined) throw unreadable(`it has no column "${name}".`)
  if (typeof value === 'string' && value.trim() !== '') return value.trim()
  if (typeof value === 'number') return String(value)
  throw unreadable(`line ${line} has no "${name}", so that it belongs to no document. Nothing of the file was taken.`)
}

const kept = (record: Readonly<Record<string, Json>>, keep: readonly string[] | undefined) =>
  Object.fromEntries(Object.entries(record).filter(([name, value]) => value !== '' && (keep === undefined || keep.includes(name))))
