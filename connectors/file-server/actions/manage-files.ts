// Lists, moves and deletes files.
import { Type, type Static } from 'typebox'
import type { Action } from '#connectors/kit/contract.ts'
import { FilePath } from '#connectors/kit/folder/file-input.ts'
import { FolderOptions, matches } from '#connectors/kit/folder/options.ts'
import { withSession } from '../session.ts'

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

export const listFiles = {
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
    const files = await withSession(context, ({ folder }) => folder.list(options.folder))
    return {
      files: files
        .filter(({ name }) => matches(options.pattern, name))
        .toSorted((a, b) => (a.name < b.name ? -1 : 1))
        .map(({ modifiedAt, ...file }) => ({ ...file, modifiedAt: new Date(modifiedAt).toISOString() })),
    }
  },
} as const satisfies Action

const Move = Type.Object(
  { from: FilePath, to: Type.String({ ...FilePath, title: 'New path', description: 'A file that is there is replaced.' }) },
  { additionalProperties: false },
)

export const moveFile = {
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
    await withSession(context, ({ folder }) => folder.move(from, to))
    return { path: to }
  },
} as const satisfies Action

const Remove = Type.Object({ path: FilePath }, { additionalProperties: false })

export const deleteFile = {
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
    await withSession(context, ({ folder }) => folder.remove(path))
    return { path }
  },
} as const satisfies Action
