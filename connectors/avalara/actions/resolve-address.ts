import { Type } from 'typebox'
import type { Action } from '#connectors/kit/contract.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { read } from '../client.ts'
import { Resolution } from '../schemas.ts'
import { orNull } from '#connectors/kit/schemas.ts'
import { Address } from '../values.ts'
import { speaking } from '#connectors/kit/retail/speaking.ts'
import { ADDRESS_FIELDS } from '../retail.ts'

const Found = Type.Object({
  line1: orNull('Address line 1'),
  line2: orNull('Address line 2'),
  line3: orNull('Address line 3'),
  city: orNull('City'),
  region: orNull('Region'),
  postalCode: orNull('Postal code'),
  country: orNull('Country'),
})
const Output = Type.Object({
  address: Type.Union([Found, Type.Null()], { title: 'Address', description: 'As the post writes it; nothing where it was not found' }),
  quality: orNull('Quality', 'How exactly it was found, such as Rooftop or PostalCentroidGood'),
  messages: Type.Array(Type.String(), { title: 'Messages', description: 'Why it was not found, or what is missing' }),
})

export const resolveAddress = {
  id: 'resolve-address',
  label: 'Check an address',
  description: 'Checks an address, and gives it as the post writes it. Addresses in the USA and Canada.',
  effect: 'read',
  safety: 'upsert',
  input: speaking('address', Address, ADDRESS_FIELDS),
  output: Output,
  example: {
    address: {
      line1: '389 CONGRESS ST',
      line2: null,
      line3: null,
      city: 'PORTLAND',
      region: 'ME',
      postalCode: '04101-3510',
      country: 'US',
    },
    quality: 'Intersection',
    messages: [],
  },
  async run(input, context) {
    const address = parseInput(Address, input)
    const { validatedAddresses, resolutionQuality, messages } = await read(context, '/addresses/resolve', Resolution, address)
    const [first] = validatedAddresses ?? []
    const remarks = (messages ?? []).map(({ summary, details }) => [summary, details].filter(Boolean).join(' '))
    const isFound = first !== undefined && !(messages ?? []).some(({ severity }) => severity === 'Error')
    return {
      address: isFound
        ? {
            line1: first.line1 || null,
            line2: first.line2 || null,
            line3: first.line3 || null,
            city: first.city || null,
            region: first.region || null,
            postalCode: first.postalCode || null,
            country: first.country || null,
          }
        : null,
      quality: resolutionQuality ?? null,
      messages: remarks,
    }
  },
} as const satisfies Action
