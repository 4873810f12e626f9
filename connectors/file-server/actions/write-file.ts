// Writes a file that others see only when it is complete.
import { Type, type Static } from 'typebox'
import type { Action } from '#connectors/kit/contract.ts'
import { contentOf, FileContent, FilePath } from '#connectors/kit/folder/file-input.ts'
import { withSession } from '../session.ts'

const Input = Type.Object({ path: FilePath, ...FileContent }, { additionalProperties: false })
const Output = Type.Object({
  path: Type.String({ title: 'Path' }),
  size: Type.Integer({ title: 'Size', description: 'In bytes.' }),
})

export const writeFile = {
  id: 'write-file',
  label: 'Write file',
  description:
    'Writes records or a text as a file. It gets its name when it is complete; a file of this name is replaced, so that a repetition changes nothing.',
  effect: 'write',
  safety: 'upsert',
  input: Input,
  output: Output,
  example: { path: '/inbound/orders-1001.csv', size: 412 },
  async run(input, context) {
    const { path, ...content } = input as Static<typeof Input>
    const bytes = contentOf(content)
    await withSession(context, ({ folder }) => folder.write(path, bytes))
    return { path, size: bytes.length }
  },
} as const satisfies Action
