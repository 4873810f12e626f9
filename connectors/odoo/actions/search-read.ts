// Reads records of any model: the way to everything that has no action of its own.
import { Type, type Static } from 'typebox'
import type { Json } from '#shared/json.ts'
import type { Action } from '#connectors/kit/contract.ts'
import { readsAny } from '../model-fields.ts'
import { searchRead, type Domain } from '../client.ts'

const Input = Type.Object(
  {
    model: Type.String({
      title: 'Model',
      description: "Odoo's technical name, such as res.partner.",
      pattern: '^[a-z][a-z0-9_]*(\\.[a-z0-9_]+)*$',
    }),
    domain: Type.Optional(
      Type.Array(Type.Unknown(), {
        title: 'Conditions',
        description: 'Odoo\'s search domain, such as [["state", "=", "sale"]]. Empty: all records.',
        maxItems: 200,
      }),
    ),
    fields: Type.Array(Type.String({ minLength: 1 }), {
      title: 'Fields',
      description: 'Technical names of what to read.',
      minItems: 1,
      maxItems: 200,
    }),
    limit: Type.Optional(Type.Integer({ title: 'Limit', description: 'Most records to read. Default 100.', minimum: 1, maximum: 1_000 })),
    offset: Type.Optional(Type.Integer({ title: 'Offset', description: 'Records to leave out first.', minimum: 0 })),
    order: Type.Optional(
      Type.String({
        title: 'Order',
        description: 'Such as write_date desc, id. Default: id.',
        pattern: '^[a-z_]+( (asc|desc))?(, ?[a-z_]+( (asc|desc))?)*$',
      }),
    ),
  },
  { additionalProperties: false },
)
const Output = Type.Object({
  records: Type.Array(Type.Record(Type.String(), Type.Unknown()), {
    title: 'Records',
    description: 'As Odoo gives them: false stands for empty.',
  }),
})

export const searchReadAction = {
  id: 'search-read',
  label: 'Search records',
  description: 'Reads fields of the records of a model that meet conditions.',
  effect: 'read',
  safety: 'upsert',
  input: Input,
  output: Output,
  discover: readsAny('records'),
  example: { records: [{ id: 1, name: 'Main warehouse', code: 'WH' }] },
  async run(input, context) {
    const { model, domain = [], fields, limit = 100, offset = 0, order = 'id' } = input as Static<typeof Input>
    const records = await searchRead(context, model, domain as unknown as Domain, { fields, limit, offset, order })
    return { records: records as unknown as Json[] }
  },
} as const satisfies Action
