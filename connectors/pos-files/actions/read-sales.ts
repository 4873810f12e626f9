// A CSV or JSON text of sales that came another way, such as the body of an HTTP call; also the way to try settings on a sample file.
import { createHash } from 'node:crypto'
import { Type } from 'typebox'
import { AppError } from '#shared/errors.ts'
import type { Json } from '#shared/json.ts'
import { say } from '#shared/sentence.ts'
import type { Action } from '#connectors/kit/contract.ts'
import type { FileCursor } from '#connectors/kit/folder/poll-folder.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { StoreSale } from '#connectors/kit/retail/store-sale.ts'
import { EXAMPLE } from '../example.ts'
import { salesFileMembers } from '../sales/options.ts'
import { readSales } from '../sales/read-sales.ts'
import { keepSurveys } from '../sales/surveys.ts'

const MOST_BYTES = 4_000_000
const AT_ONCE = 1_000

const Input = Type.Object(
  {
    text: Type.String({ title: 'Text', description: 'The whole file, at most 4 MB.', minLength: 1, maxLength: MOST_BYTES }),
    ...salesFileMembers,
  },
  { additionalProperties: false },
)
const Output = Type.Object({
  sales: Type.Array(StoreSale, { title: 'Sales', description: 'Each receipt once.' }),
  rejected: Type.Array(Type.String(), {
    title: 'What cannot be taken',
    description: 'A sentence, with the line, for each line or receipt that something is wrong with.',
  }),
})

export const readSalesText = {
  id: 'read-sales',
  label: 'Read CSV or JSON sales',
  description:
    'Takes the sales and returns out of a CSV or JSON text, such as one that was received by HTTP, or a sample of a file that a trigger shall read. It calls nobody.',
  effect: 'read',
  safety: 'upsert',
  input: Input,
  output: Output,
  example: { sales: [EXAMPLE], rejected: [] },
  async run(input) {
    const { text, ...options } = parseInput(Input, input)
    // A text has no character set any more.
    const bytes = Buffer.from(text)
    if (bytes.length > MOST_BYTES)
      throw new AppError('vendor-rejected', { message: say`The text has more than ${MOST_BYTES / 1_000_000} MB.` })
    const read = readSales({ ...options, encoding: 'utf-8' }, keepSurveys()(options))
    const file = { name: 'The text', digest: createHash('sha256').update(bytes).digest('hex') }
    const sales: Json[] = []
    const rejected: string[] = []
    for (let at: FileCursor | undefined; ;) {
      const page = await read(file, { size: bytes.length, read: async (offset) => bytes.subarray(offset) }, at, AT_ONCE)
      sales.push(...page.records.map(({ value }) => value))
      rejected.push(...page.rejected.map(({ reason }) => reason))
      if (!page.more) return { sales, rejected }
      at = page.at
    }
  },
} as const satisfies Action
