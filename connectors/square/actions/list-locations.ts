// The stores of the account.
import { Type } from 'typebox'
import type { Action } from '#connectors/kit/contract.ts'
import { read } from '../client.ts'
import { Location } from '../schemas.ts'

const Output = Type.Object({
  locations: Type.Array(
    Type.Object({
      id: Type.String({ title: 'Location id' }),
      name: Type.String({ title: 'Name' }),
      timeZone: Type.Union([Type.String(), Type.Null()], { title: 'Time zone', description: 'Of its business day' }),
      currency: Type.Union([Type.String(), Type.Null()], { title: 'Currency' }),
      active: Type.Boolean({ title: 'Open' }),
    }),
    { title: 'Locations' },
  ),
})

export const listLocations = {
  id: 'list-locations',
  label: 'List locations',
  description: 'Reads the stores of the account with their time zones and currencies.',
  effect: 'read',
  safety: 'upsert',
  input: Type.Object({}, { additionalProperties: false }),
  output: Output,
  example: { locations: [{ id: 'LQUAYSIDE00001', name: 'Quayside store', timeZone: 'Europe/London', currency: 'GBP', active: true }] },
  async run(_input, context) {
    const { locations = [] } = await read(context, '/v2/locations', Type.Object({ locations: Type.Optional(Type.Array(Location)) }))
    return {
      locations: locations.map(({ id, name, timezone, currency, status }) => ({
        id,
        name: name ?? id,
        timeZone: timezone ?? null,
        currency: currency ?? null,
        active: status !== 'INACTIVE',
      })),
    }
  },
} as const satisfies Action
