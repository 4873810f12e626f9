import { Type } from 'typebox'
import type { Action } from '#connectors/kit/contract.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { read } from '../client.ts'
import { EntityUseCodes } from '../schemas.ts'

const Input = Type.Object({}, { additionalProperties: false })

export const listEntityUseCodes = {
  id: 'list-entity-use-codes',
  label: 'List entity use codes',
  description: 'Lists the reasons why a customer may be exempt, such as G for resale.',
  effect: 'read',
  safety: 'upsert',
  input: Input,
  output: Type.Object({
    codes: Type.Array(
      Type.Object({
        code: Type.String({ title: 'Code' }),
        name: Type.String({ title: 'Name' }),
        countries: Type.Array(Type.String(), { title: 'Countries', description: 'Where it counts' }),
      }),
      { title: 'Codes' },
    ),
  }),
  example: { codes: [{ code: 'G', name: 'RESALE', countries: ['US', 'CA'] }] },
  async run(input, context) {
    parseInput(Input, input)
    const { value } = await read(context, '/definitions/entityusecodes', EntityUseCodes)
    return { codes: value.map(({ code, name, validCountries }) => ({ code, name: name || code, countries: validCountries ?? [] })) }
  },
} as const satisfies Action
