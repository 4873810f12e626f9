// How flows name a model, its fields and conditions.
import { Type } from 'typebox'

export const MODEL_OPTIONS = {
  model: Type.String({
    title: 'Model',
    description: "Tryton's technical name, such as party.party.",
    pattern: '^[a-z][a-z0-9_]*(\\.[a-z0-9_]+)*$',
  }),
  fields: Type.Array(Type.String({ pattern: '^[a-z][a-z0-9_.]*$' }), {
    title: 'Fields',
    description: 'Technical names of what to read. A dotted one, such as party.name, stands in "party.".',
    minItems: 1,
    maxItems: 200,
  }),
  domain: Type.Optional(
    Type.Array(Type.Unknown(), {
      title: 'Conditions',
      description: 'Tryton\'s domain, such as [["state", "=", "done"]]. Empty: all records.',
      maxItems: 200,
    }),
  ),
}
