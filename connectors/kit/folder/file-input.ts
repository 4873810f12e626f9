// Members of actions that write and read files, the same for every place that files can be.
import { Type, type Static } from 'typebox'
import { AppError } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import type { Json } from '#shared/json.ts'
import { fileFormatMembers } from '#shared/model/file-format.ts'
import { openRecords } from '../formats/read-records.ts'
import { fileWriteMembers, writeRecords } from '../formats/write-records.ts'
import { encodeText } from '../formats/encode.ts'
import { PATH } from './options.ts'

export const FilePath = Type.String({
  title: 'Path',
  description: 'Such as /inbound/orders-1001.csv.',
  pattern: PATH,
  minLength: 1,
  maxLength: 1_000,
})

const strict = { additionalProperties: false } as const

export const WriteFormat = Type.Object(fileWriteMembers, { title: 'Format', description: 'How the records are written.', ...strict })
export const ReadFormat = Type.Object(fileFormatMembers, {
  title: 'Format',
  description: 'How the file is read as records. Empty: its text is given.',
  ...strict,
})

export const FileContent = {
  records: Type.Optional(Type.Array(Type.Unknown(), { title: 'Records', description: 'Written as the format says.' })),
  format: Type.Optional(WriteFormat),
  text: Type.Optional(Type.String({ title: 'Text', description: 'The whole file, instead of records; in UTF-8.' })),
}
type FileContent = Static<ReturnType<typeof Type.Object<typeof FileContent>>>

/** Throws `action-input-invalid`. */
export function contentOf({ records, format, text }: FileContent): Buffer {
  if (text !== undefined && records === undefined) return encodeText(text, 'utf-8')
  if (records === undefined || text !== undefined || format === undefined) {
    throw new AppError('action-input-invalid', {
      message: 'A file is either "text", or "records" with a "format".',
      issues: [{ path: '', code: 'content', message: 'Give "text", or "records" and "format".' }],
    })
  }
  return writeRecords(format, records as Json[])
}

export const ReadFile = Type.Object({ path: FilePath, format: Type.Optional(ReadFormat) }, strict)
export const ReadFileOutput = Type.Object({
  path: Type.String({ title: 'Path' }),
  size: Type.Integer({ title: 'Size', description: 'In bytes.' }),
  text: Type.Optional(Type.String({ title: 'Text', description: 'Where no format was given.' })),
  records: Type.Optional(Type.Array(Type.Unknown(), { title: 'Records' })),
  rejected: Type.Optional(
    Type.Array(Type.String(), {
      title: 'What cannot be read',
      description: 'A sentence for each record of the file that is not among the records.',
    }),
  ),
})

/** As much as a step can give on with room to spare. */
export const MOST_READ = 4_000_000
const MOST_RECORDS = 100_000

export function tooLargeToRead(path: string, size: number): AppError {
  return new AppError('vendor-rejected', {
    message: say`${path} has ${size} bytes, and one step reads at most ${MOST_READ / 1_000_000} MB.`,
    fix: 'Read large files with a trigger: it reads them page by page.',
  })
}

/** Throws `file-unreadable`. */
export async function readWhole(path: string, bytes: Buffer, format: Static<typeof ReadFormat> | undefined): Promise<Json> {
  const known = { path, size: bytes.length }
  if (format === undefined) return { ...known, text: new TextDecoder('utf-8').decode(bytes) }
  const { items } = await openRecords(format, { size: bytes.length, read: async (offset) => bytes.subarray(offset) })(
    undefined,
    MOST_RECORDS,
  )
  return {
    ...known,
    records: items.flatMap((item) => (item.kind === 'record' ? [JSON.parse(item.json) as Json] : [])),
    rejected: items.flatMap((item) => (item.kind === 'rejected' ? [item.reason] : [])),
  }
}
