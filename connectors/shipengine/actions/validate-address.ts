import { Type } from 'typebox'
import { AppError } from '#shared/errors.ts'
import type { Action } from '#connectors/kit/contract.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { FOUND, FoundAddress, toAddress } from '../address.ts'
import { write } from '../client.ts'
import { Validations } from '../schemas.ts'
import { Address } from '../values.ts'
import { speaking } from '#connectors/kit/retail/speaking.ts'
import { VALIDATED_FIELDS } from '../retail.ts'

const optionalText = (title: string, maxLength: number) => Type.Optional(Type.String({ title, minLength: 1, maxLength }))
const { line1, line2, line3, city, region, country } = Address.properties
const Input = Type.Object(
  {
    name: optionalText('Name', 100),
    company: optionalText('Company', 100),
    phone: optionalText('Phone', 40),
    line1,
    line2,
    line3,
    city,
    region,
    postalCode: optionalText('Postal code', 20),
    country,
  },
  { additionalProperties: false },
)

export const validateAddress = {
  id: 'validate-address',
  label: 'Check an address',
  description: 'Checks an address, and gives it as the post writes it.',
  effect: 'read',
  safety: 'upsert',
  input: speaking('address', Input, VALIDATED_FIELDS),
  output: Type.Object({
    status: Type.String({ title: 'Status', description: 'verified, warning, error, or unverified where the country cannot be checked' }),
    address: Type.Union([FoundAddress, Type.Null()], {
      title: 'Address',
      description: 'As the post writes it; nothing where it was not found',
    }),
    messages: Type.Array(Type.String(), { title: 'Messages' }),
  }),
  example: { status: 'verified', address: FOUND, messages: [] },
  async run(input, context) {
    const address = parseInput(Input, input)
    const optional = {
      name: address.name,
      company_name: address.company,
      phone: address.phone,
      address_line2: address.line2,
      address_line3: address.line3,
      postal_code: address.postalCode,
    }
    const json = [
      {
        ...Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined)),
        address_line1: address.line1,
        city_locality: address.city,
        state_province: address.region ?? address.city,
        country_code: address.country.toUpperCase(),
      },
    ]
    const [first] = await write(context, { method: 'POST', url: '/v1/addresses/validate', json, repeatable: true }, Validations)
    if (!first) throw new AppError('vendor-answer-invalid', { message: 'ShipEngine checked no address.' })
    const { status, matched_address: matched, messages } = first
    return {
      status,
      address: matched ? toAddress(matched) : null,
      messages: (messages ?? []).flatMap(({ message }) => (message ? [message] : [])),
    }
  },
} as const satisfies Action
