// The settings of a flow that looks at a folder.
import { Type, type Static } from 'typebox'
import { fileFormatMembers } from '#shared/model/file-format.ts'

/** No way up or out, no control characters. */
export const PATH = '^(?!.*(^|/)\\.\\.(/|$))[^\\u0000-\\u001f\\\\]+$'

export const FolderOptions = Type.Object(
  {
    folder: Type.String({ title: 'Folder', description: 'Where files arrive, such as /outbound.', pattern: PATH, maxLength: 500 }),
    pattern: Type.Optional(
      Type.String({
        title: 'File names',
        description: 'Which files, such as orders-*.csv; * stands for anything, ? for one character. Empty: all.',
        pattern: '^[^/\\\\]+$',
        maxLength: 200,
      }),
    ),
    ...fileFormatMembers,
    stableSeconds: Type.Optional(
      Type.Integer({
        title: 'Unchanged for',
        description:
          'Seconds that a file must stay as it is before it is read, so that none is read while it is being written. 0: for senders that rename complete files. Default 30.',
        minimum: 0,
        maximum: 3_600,
      }),
    ),
    afterwards: Type.Optional(
      Type.Union(
        [
          Type.Literal('archive', { title: 'Move it to the archive folder' }),
          Type.Literal('delete', { title: 'Delete it' }),
          Type.Literal('leave', { title: 'Leave it where it is' }),
        ],
        { title: 'When a file is read', description: 'Default: move it.' },
      ),
    ),
    archive: Type.Optional(
      Type.String({ title: 'Archive folder', description: 'Below the folder. Default: archive.', pattern: PATH, maxLength: 500 }),
    ),
    quarantine: Type.Optional(
      Type.String({
        title: 'Quarantine folder',
        description: 'For files that cannot be read at all; below the folder. Default: failed.',
        pattern: PATH,
        maxLength: 500,
      }),
    ),
  },
  { additionalProperties: false },
)
export type FolderOptions = Static<typeof FolderOptions>

/** What senders call a file while they write it, and what is hidden. */
const UNFINISHED = /^\.|\.(part|partial|filepart|tmp|temp|crdownload|lock)$/i

/** Hidden and unfinished files match no pattern. */
export function matches(pattern: string | undefined, name: string): boolean {
  if (UNFINISHED.test(name)) return false
  if (pattern === undefined) return true
  const source = pattern
    .replaceAll(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll(/\*+/g, '.*')
    .replaceAll('?', '.')
  return new RegExp(`^${source}$`, 'iu').test(name)
}
