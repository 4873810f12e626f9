// Creates or updates a customer by e-mail, phone or the id of your own system. Addresses are added and never replaced: `customerSet` would delete those
// that it is not told of.
import { Type, type Static } from 'typebox'
import { AppError } from '#shared/errors.ts'
import type { Action, ActionContext } from '#connectors/kit/contract.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { RetailCustomer, toRetailCustomer } from '../../canonical-customer.ts'
import { graphql, payloadOf, refuseUserErrors } from '../../client.ts'
import { ADD_ADDRESS, SET_CUSTOMER, type CustomerAddress } from '../../documents/customer.ts'
import { RETAIL_CUSTOMER } from '../../examples/customers.ts'
import { Metafields, writes } from '../../metafields/discover.ts'
import { checkFields, setFields } from '../../metafields/write.ts'
import { CUSTOMER_ID_OR_OWN, Email, identifierOf, Phone, readCustomer, setIdentifier } from './read-customer.ts'
import { speaking } from '#connectors/kit/retail/speaking.ts'
import { CUSTOMER_INPUT_FIELDS } from '../../retail.ts'

const line = (title: string, description?: string) =>
  Type.Optional(Type.String({ title, ...(description !== undefined && { description }), minLength: 1, maxLength: 255 }))

const Address = Type.Object(
  {
    firstName: line('First name'),
    lastName: line('Last name'),
    company: line('Company'),
    address1: line('Address line 1'),
    address2: line('Address line 2'),
    city: line('City'),
    region: line('Region', 'Its code, such as ON'),
    postalCode: line('Postal code'),
    country: Type.String({ title: 'Country code', description: 'Two letters, such as GB', pattern: '^[A-Z]{2}$' }),
    phone: line('Phone'),
  },
  { title: 'Address', description: 'Becomes the default address; others stay', additionalProperties: false },
)
type Address = Static<typeof Address>

const Input = Type.Object(
  {
    email: Type.Optional(Email),
    phone: Type.Optional(Phone),
    ...CUSTOMER_ID_OR_OWN,
    firstName: line('First name'),
    lastName: line('Last name'),
    note: Type.Optional(Type.String({ title: 'Note', maxLength: 5_000 })),
    tags: Type.Optional(
      Type.Array(Type.String({ minLength: 1, maxLength: 255, pattern: '^[^,]*$' }), {
        title: 'Tags',
        description: 'Replaces the tags that are there',
        maxItems: 250,
      }),
    ),
    taxExempt: Type.Optional(Type.Boolean({ title: 'Tax exempt' })),
    locale: Type.Optional(Type.String({ title: 'Language', description: 'Such as en or de', pattern: '^[a-z]{2}(-[A-Z]{2})?$' })),
    address: Type.Optional(Address),
    fields: Metafields,
  },
  { additionalProperties: false },
)

const Output = Type.Object({ customer: RetailCustomer })

export const upsertCustomer = {
  id: 'upsert-customer',
  label: 'Create or update a customer',
  description: 'Creates a customer, or changes the one with this e-mail, phone or own id. What is left out stays as it is.',
  effect: 'write',
  safety: 'upsert',
  input: speaking('customer', Input, CUSTOMER_INPUT_FIELDS),
  output: Output,
  example: { customer: RETAIL_CUSTOMER },
  discover: writes({ fields: 'CUSTOMER' }),
  async run(input, context) {
    const given = parseInput(Input, input)
    const identifier = identifierOf(given)
    const changes = await checkFields(context, 'CUSTOMER', given.fields)
    const { email, phone, firstName, lastName, note, tags, taxExempt, locale, address } = given
    const answer = await graphql(context, SET_CUSTOMER, {
      identifier: setIdentifier(identifier),
      input: {
        ...(email !== undefined && { email }),
        ...(phone !== undefined && { phone }),
        ...(firstName !== undefined && { firstName }),
        ...(lastName !== undefined && { lastName }),
        ...(note !== undefined && { note }),
        ...(tags !== undefined && { tags }),
        ...(taxExempt !== undefined && { taxExempt }),
        ...(locale !== undefined && { locale }),
      },
    })
    const { customer, userErrors } = payloadOf(answer.customerSet, 'save the customer')
    refuseUserErrors('save the customer', userErrors)
    if (!customer) throw new AppError('vendor-answer-invalid', { message: 'Shopify saved the customer without answering with it.' })
    await setFields(context, 'the customer', [{ ownerId: customer.id, changes }])
    const defaultAddress = address ? await keepAddress(context, customer.id, address) : customer.defaultAddress
    return { customer: toRetailCustomer({ ...customer, defaultAddress }) } satisfies Static<typeof Output>
  },
} as const satisfies Action

/** The address as Shopify has it: the one that is there, or a new one. */
async function keepAddress(context: ActionContext, customer: string, address: Address): Promise<CustomerAddress> {
  const wanted = toInput(address)
  const known = await readCustomer(context, { by: 'id', value: customer })
  const same = known?.defaultAddress && isSame(known.defaultAddress, wanted) ? known.defaultAddress : undefined
  if (same) return same
  const answer = await graphql(context, ADD_ADDRESS, { customer, address: wanted })
  const payload = payloadOf(answer.customerAddressCreate, 'add the address')
  refuseUserErrors('add the address', payload.userErrors)
  if (!payload.address) throw new AppError('vendor-answer-invalid', { message: 'Shopify added the address without answering with it.' })
  return payload.address
}

const toInput = ({ region, postalCode, country, ...same }: Address): Record<string, string> =>
  Object.fromEntries(
    Object.entries({ ...same, provinceCode: region, zip: postalCode, countryCode: country }).filter(
      (entry): entry is [string, string] => entry[1] !== undefined,
    ),
  )

/** Only what the flow gives is compared: Shopify fills in names by itself. */
function isSame({ countryCodeV2, ...address }: CustomerAddress, wanted: Record<string, string>): boolean {
  const kept: Record<string, string | null> = { ...address, countryCode: countryCodeV2 }
  return Object.entries(wanted).every(([member, value]) => kept[member] === value)
}
