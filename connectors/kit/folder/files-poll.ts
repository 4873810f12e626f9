// The records of files that arrive in a folder, wherever it is.
import { Type } from 'typebox'
import type { PollTrigger } from '../contract.ts'
import { FolderOptions } from './options.ts'
import { pollFolder } from './poll-folder.ts'
import type { WithFolder } from './remote-folder.ts'

export const filesPoll = (withFolder: WithFolder) =>
  ({
    kind: 'poll',
    id: 'files',
    label: 'Records of new files',
    description:
      'Looks at a folder; each record of each new file starts a run, or each page of records. Files that were read move to an archive folder.',
    options: FolderOptions,
    output: Type.Unknown({ title: 'Record', description: 'As the format says; values of CSV, fixed width and XML are texts.' }),
    example: { sku: 'HF-MUG-NAVY', available: '12' },
    poll: ({ cursor, limit, options }, context) =>
      withFolder(context, (folder) => pollFolder(folder, { cursor, limit, options: options as FolderOptions, now: context.now() })),
  }) as const satisfies PollTrigger
