// The actions of every place that files can be: written in one piece, read, listed, moved, deleted.
import { Type, type Static } from 'typebox'
import { AppError } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import type { Action } from '../contract.ts'
import { contentOf, FileContent, FilePath, MOST_READ, ReadFile, ReadFileOutput, readWhole, tooLargeToRead } from './file-input.ts'
import { FolderOptions, matches } from './options.ts'
import type { WithFolder } from './remote-folder.ts'

const Write = Type.Object({ path: FilePath, ...FileContent }, { additionalProperties: false })
const Written = Type.Object({
  path: Type.String({ title: 'Path' }),
  size: Type.Integer({ title: 'Size', description: 'In bytes.' }),
})

const writeFile = (withFolder: WithFolder) =>
  ({
    id: 'write-file',
    label: 'Write file',
    description:
      'Writes records or a text as a file. It gets its name when it is complete; a file of this name is replaced, so that a repetition changes nothing.',
    effect: 'write',
    safety: 'upsert',
    input: Write,
    output: Written,
    example: { path: '/inbound/orders-1001.csv', size: 412 },
    async run(input, context) {
      const { path, ...content } = input as Static<typeof Write>
      const bytes = contentOf(content)
      await withFolder(context, (folder) => folder.write(path, bytes))
      return { path, size: bytes.length }
    },
  }) as const satisfies Action

const readFile = (withFolder: WithFolder) =>
  ({
    id: 'read-file',
    label: 'Read file',
    description: 'Reads a file of at most 4 MB as text or as records. Larger files are read by a trigger, page by page.',
    effect: 'read',
    safety: 'upsert',
    input: ReadFile,
    output: ReadFileOutput,
    // Either way of reading, so that mappings are offered both.
    example: {
      path: '/outbound/stock.csv',
      size: 31,
      text: 'sku,available\r\nHF-MUG-NAVY,12\r\n',
      records: [{ sku: 'HF-MUG-NAVY', available: '12' }],
      rejected: [],
    },
    async run(input, context) {
      const { path, format } = input as Static<typeof ReadFile>
      return await withFolder(context, async (folder) => {
        const known = await folder.stat(path)
        if (!known) throw new AppError('vendor-rejected', { message: say`There is no file ${path}.`, details: { path } })
        if (known.size > MOST_READ) throw tooLargeToRead(path, known.size)
        const chunks: Uint8Array[] = []
        for await (const chunk of folder.read(path, 0)) chunks.push(chunk)
        return await readWhole(path, Buffer.concat(chunks), format)
      })
    },
  }) as const satisfies Action

const { folder: Folder, pattern: Pattern } = FolderOptions.properties
const List = Type.Object({ folder: Folder, pattern: Pattern }, { additionalProperties: false })
const Listed = Type.Object({
  files: Type.Array(
    Type.Object({
      name: Type.String({ title: 'Name' }),
      size: Type.Integer({ title: 'Size', description: 'In bytes.' }),
      modifiedAt: Type.String({ title: 'Changed at', description: 'As the server says it, in UTC.' }),
    }),
    { title: 'Files', description: 'In the order of their names; without hidden and unfinished ones.' },
  ),
})

const listFiles = (withFolder: WithFolder) =>
  ({
    id: 'list-files',
    label: 'List files',
    description: 'Tells which files are in a folder.',
    effect: 'read',
    safety: 'upsert',
    input: List,
    output: Listed,
    example: { files: [{ name: 'stock.csv', size: 28, modifiedAt: '2026-03-01T10:00:00.000Z' }] },
    async run(input, context) {
      const options = input as Static<typeof List>
      const files = await withFolder(context, (folder) => folder.list(options.folder))
      return {
        files: files
          .filter(({ name }) => matches(options.pattern, name))
          .toSorted((a, b) => (a.name < b.name ? -1 : 1))
          .map(({ modifiedAt, ...file }) => ({ ...file, modifiedAt: new Date(modifiedAt).toISOString() })),
      }
    },
  }) as const satisfies Action

const Move = Type.Object(
  { from: FilePath, to: Type.String({ ...FilePath, title: 'New path', description: 'A file that is there is replaced.' }) },
  { additionalProperties: false },
)

const moveFile = (withFolder: WithFolder) =>
  ({
    id: 'move-file',
    label: 'Move file',
    description: 'Moves or renames a file. Where it is not there any more, nothing is done.',
    effect: 'write',
    safety: 'upsert',
    input: Move,
    output: Type.Object({ path: Type.String({ title: 'Path' }) }),
    example: { path: '/outbound/done/stock.csv' },
    async run(input, context) {
      const { from, to } = input as Static<typeof Move>
      await withFolder(context, (folder) => folder.move(from, to))
      return { path: to }
    },
  }) as const satisfies Action

const Remove = Type.Object({ path: FilePath }, { additionalProperties: false })

const deleteFile = (withFolder: WithFolder) =>
  ({
    id: 'delete-file',
    label: 'Delete file',
    description: 'Deletes a file. Where it is not there any more, nothing is done.',
    effect: 'write',
    safety: 'upsert',
    input: Remove,
    output: Type.Object({ path: Type.String({ title: 'Path' }) }),
    example: { path: '/outbound/stock.csv' },
    async run(input, context) {
      const { path } = input as Static<typeof Remove>
      await withFolder(context, (folder) => folder.remove(path))
      return { path }
    },
  }) as const satisfies Action

export const folderActions = (withFolder: WithFolder) => [
  writeFile(withFolder),
  readFile(withFolder),
  listFiles(withFolder),
  moveFile(withFolder),
  deleteFile(withFolder),
]
