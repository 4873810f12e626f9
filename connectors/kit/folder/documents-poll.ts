// The documents of files that arrive in a folder: lines with the same number are one record.
import { Type } from 'typebox'
import type { PollTrigger } from '../contract.ts'
import { DocumentOptions, readDocuments } from './documents.ts'
import { pollFolder } from './poll-folder.ts'
import type { WithFolder } from './remote-folder.ts'

export const documentsPoll = (withFolder: WithFolder) =>
  ({
    kind: 'poll',
    id: 'documents',
    label: 'Documents of new files',
    description:
      'Looks at a folder; lines of a new file that belong together, such as those of one invoice, are one record. Files are read whole: one with a line that cannot be read moves to the quarantine folder.',
    options: DocumentOptions,
    output: Type.Object({
      file: Type.String({ title: 'File', description: 'Its name.' }),
      number: Type.String({ title: 'Number', description: 'What its lines have in common, with blanks between; empty for a whole file.' }),
      records: Type.Array(Type.Unknown(), { title: 'Lines', description: 'In the order of the file. Blank values are left out.' }),
    }),
    example: { file: 'stock.csv', number: 'LON-1', records: [{ sku: 'HF-MUG-NAVY', location: 'LON-1', available: '12' }] },
    poll: ({ cursor, limit, options }, context) =>
      withFolder(context, (folder) =>
        pollFolder(folder, {
          cursor,
          limit,
          options: options as DocumentOptions,
          now: context.now(),
          read: readDocuments(options as DocumentOptions),
        }),
      ),
  }) as const satisfies PollTrigger
