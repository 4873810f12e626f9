// Records of any model that were made or changed: Odoo tells nobody by itself, so it is asked by `write_date`.
import { Type, type Static } from 'typebox'
import type { Json } from '#shared/json.ts'
import type { PollTrigger } from '#connectors/kit/contract.ts'
import { textOf, type Domain } from '../client.ts'
import { readsAny } from '../model-fields.ts'
import { readChangedByWriteDate } from './changed-by-write-date.ts'

const Options = Type.Object(
  {
    model: Type.String({
      title: 'Model',
      description: "Odoo's technical name, such as res.partner.",
      pattern: '^[a-z][a-z0-9_]*(\\.[a-z0-9_]+)*$',
    }),
    fields: Type.Array(Type.String({ minLength: 1 }), {
      title: 'Fields',
      description: 'Technical names of what to read.',
      minItems: 1,
      maxItems: 200,
    }),
    domain: Type.Optional(
      Type.Array(Type.Unknown(), {
        title: 'Conditions',
        description: 'Odoo\'s search domain, such as [["state", "=", "sale"]]. Empty: all records.',
        maxItems: 200,
      }),
    ),
  },
  { additionalProperties: false },
)

export const changedRecords = {
  kind: 'poll',
  id: 'records-changed',
  label: 'New and changed records',
  description: 'Reads the records of a model that were made or changed since the last time.',
  options: Options,
  output: Type.Record(Type.String(), Type.Unknown(), { title: 'Record', description: 'As Odoo gives it: false stands for empty.' }),
  discover: readsAny(''),
  example: { id: 7, name: 'Grace Hopper', write_date: '2026-03-01 10:00:00' },
  poll({ options, ...page }, context) {
    const { model, fields, domain = [] } = options as Static<typeof Options>
    return readChangedByWriteDate(context, {
      ...page,
      model,
      fields,
      domain: domain as Domain,
      toRecords: async (rows) => rows.map((row) => ({ key: String(row.id), version: textOf(row['write_date']) ?? '', value: row as Json })),
    })
  },
} as const satisfies PollTrigger
