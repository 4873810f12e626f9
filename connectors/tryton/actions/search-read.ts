// Reads records of any model: the way to everything that has no action of its own.
import { Type } from 'typebox'
import type { Json } from '#shared/json.ts'
import type { Action } from '#connectors/kit/contract.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { openTryton } from '../client.ts'
import { MODEL_OPTIONS } from '../model-options.ts'

const Input = Type.Object(
  {
    ...MODEL_OPTIONS,
    limit: Type.Optional(Type.Integer({ title: 'Limit', description: 'Most records to read. Default 100.', minimum: 1, maximum: 1_000 })),
    offset: Type.Optional(Type.Integer({ title: 'Offset', description: 'Records to leave out first.', minimum: 0 })),
  },
  { additionalProperties: false },
)
const Output = Type.Object({
  records: Type.Array(Type.Record(Type.String(), Type.Unknown()), {
    title: 'Records',
    description: 'By id; decimals, dates and times are text.',
  }),
})

export const searchRead = {
  id: 'search-read',
  label: 'Search records',
  description: 'Reads fields of the records of a model that meet conditions.',
  effect: 'read',
  safety: 'upsert',
  input: Input,
  output: Output,
  example: { records: [{ id: 5, code: 'WH', name: 'Warehouse' }] },
  async run(input, context) {
    const { model, fields, domain = [], limit = 100, offset = 0 } = parseInput(Input, input)
    const records = await (await openTryton(context)).search(model, domain, { fields, limit, offset })
    return { records: records as unknown as Json[] }
  },
} as const satisfies Action
