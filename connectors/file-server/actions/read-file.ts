// Reads a small file whole; large ones are for the trigger.
import type { Static } from 'typebox'
import { AppError } from '#shared/errors.ts'
import type { Action } from '#connectors/kit/contract.ts'
import { MOST_READ, ReadFile, ReadFileOutput, readWhole, tooLargeToRead } from '#connectors/kit/folder/file-input.ts'
import { withSession } from '../session.ts'

export const readFile = {
  id: 'read-file',
  label: 'Read file',
  description: 'Reads a file of at most 4 MB as text or as records. Larger files are read by a trigger, page by page.',
  effect: 'read',
  safety: 'upsert',
  input: ReadFile,
  output: ReadFileOutput,
  example: { path: '/outbound/stock.csv', size: 28, records: [{ sku: 'HF-MUG-NAVY', available: '12' }], rejected: [] },
  async run(input, context) {
    const { path, format } = input as Static<typeof ReadFile>
    return await withSession(context, async ({ folder }) => {
      const known = await folder.stat(path)
      if (!known) throw new AppError('vendor-rejected', { message: `There is no file ${path}.`, details: { path } })
      if (known.size > MOST_READ) throw tooLargeToRead(path, known.size)
      const chunks: Uint8Array[] = []
      for await (const chunk of folder.read(path, 0)) chunks.push(chunk)
      return await readWhole(path, Buffer.concat(chunks), format)
    })
  },
} as const satisfies Action
