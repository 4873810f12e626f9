// A customer by e-mail address, which WordPress keeps unique; made when nobody has it.
import { Type, type Static } from 'typebox'
import { hasErrorCode } from '#shared/errors.ts'
import type { Action, ActionContext } from '#connectors/kit/contract.ts'
import { SystemFields } from '#connectors/kit/discover.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { list, write } from '../client.ts'
import { metaOf, writesMeta } from '../meta-fields.ts'
import { WooCustomer } from '../schemas/product.ts'
import { speaking } from '#connectors/kit/retail/speaking.ts'
import { CUSTOMER_INPUT_FIELDS } from '../retail.ts'

const text = (title: string, description: string, maxLength = 200) => Type.Optional(Type.String({ title, description, maxLength }))
const Address = Type.Object(
  {
    first_name: text('First name', 'Of the recipient.'),
    last_name: text('Last name', 'Of the recipient.'),
    company: text('Company', 'Where it is one.'),
    address_1: text('Street', 'With the house number.'),
    address_2: text('Street, second line', 'Flat, floor, building.'),
    city: text('City', 'Town of the address.'),
    state: text('State', 'Code or name.'),
    postcode: text('Postal code', 'As written on letters.', 40),
    country: text('Country', 'Two letters, such as GB.', 2),
    phone: text('Phone', 'With the country code.', 60),
  },
  { additionalProperties: false },
)
const Input = speaking(
  'customer',
  Type.Object(
    {
      email: Type.String({ title: 'E-mail', description: 'Names the customer.', minLength: 3, maxLength: 254 }),
      firstName: text('First name', 'For a new customer.'),
      lastName: text('Last name', 'For a new customer.'),
      billing: Type.Optional(
        Type.Object(Address.properties, { additionalProperties: false, title: 'Billing address', description: 'For a new customer.' }),
      ),
      shipping: Type.Optional(
        Type.Object(Address.properties, { additionalProperties: false, title: 'Shipping address', description: 'For a new customer.' }),
      ),
      fields: SystemFields,
    },
    { additionalProperties: false },
  ),
  CUSTOMER_INPUT_FIELDS,
)
type Wanted = Static<typeof Input>
const Output = Type.Object({
  id: Type.String({ title: 'Customer id' }),
  email: Type.String({ title: 'E-mail' }),
  firstName: Type.String({ title: 'First name' }),
  lastName: Type.String({ title: 'Last name' }),
})

export const findOrCreateCustomer = {
  id: 'find-or-create-customer',
  label: 'Find or create a customer',
  description: 'Finds the customer with an e-mail address, or makes one. Who is there already is not changed.',
  effect: 'write',
  safety: 'look-up-first',
  discover: writesMeta('/customers'),
  input: Input,
  output: Output,
  example: { id: '25', email: 'grace@example.com', firstName: 'Grace', lastName: 'Hopper' },
  async run(input, context) {
    const wanted = parseInput(Input, input)
    const known = await findByEmail(context, wanted.email)
    if (known) return toOutput(known)
    try {
      return toOutput(await make(wanted, context))
    } catch (error) {
      // Signed up between the look and the try.
      const isTaken = hasErrorCode(error) && error.details?.['vendorCode'] === 'registration-error-email-exists'
      const other = isTaken ? await findByEmail(context, wanted.email) : undefined
      if (!other) throw error
      return toOutput(other)
    }
  },
} as const satisfies Action

async function findByEmail(context: ActionContext, email: string): Promise<WooCustomer | undefined> {
  // Without the role, only those who never did anything but buy are found.
  const { records } = await list(context, '/customers', WooCustomer, { email, role: 'all', per_page: 10 })
  return records.find((customer) => customer.email.toLowerCase() === email.toLowerCase())
}

async function make({ email, firstName, lastName, billing, shipping, fields }: Wanted, context: ActionContext): Promise<WooCustomer> {
  const meta = await metaOf(fields)
  return await write(context, 'POST', '/customers', WooCustomer, {
    email,
    ...(firstName !== undefined && { first_name: firstName }),
    ...(lastName !== undefined && { last_name: lastName }),
    ...(billing && { billing: { email, ...billing } }),
    ...(shipping && { shipping }),
    ...(meta.length > 0 && { meta_data: meta }),
  })
}

const toOutput = (customer: WooCustomer): Static<typeof Output> => ({
  id: String(customer.id),
  email: customer.email,
  firstName: customer.first_name,
  lastName: customer.last_name,
})
