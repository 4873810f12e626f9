import { Type } from 'typebox'
import { AppError } from '#shared/errors.ts'
import type { Action } from '#connectors/kit/contract.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { parseAnswer } from '#connectors/kit/validate.ts'
import { write } from '../client.ts'
import { Customer, CUSTOMER, searchCustomers, toCustomer } from '../customer.ts'
import { Customer as LightspeedCustomer, oneOf } from '../schemas.ts'
import { speaking } from '#connectors/kit/retail/speaking.ts'
import { CUSTOMER_INPUT_FIELDS } from '../retail.ts'

const Code = Type.String({ title: 'Customer code', description: 'Your own number of the customer.', minLength: 1, maxLength: 64 })
const Email = Type.String({ title: 'E-mail', pattern: '^[^@\\s]+@[^@\\s]+$', maxLength: 200 })
const FindInput = Type.Object({ code: Type.Optional(Code), email: Type.Optional(Email) }, { additionalProperties: false })

export const findCustomers = {
  id: 'find-customers',
  label: 'Find customers',
  description: 'Finds customers by their code or e-mail address.',
  effect: 'read',
  safety: 'upsert',
  input: FindInput,
  output: Type.Object({ customers: Type.Array(Customer, { title: 'Customers' }) }),
  example: { customers: [CUSTOMER] },
  async run(input, context) {
    const { code, email } = parseInput(FindInput, input)
    if (code === undefined && email === undefined)
      throw new AppError('action-input-invalid', { message: 'Give a customer code or an e-mail address.' })
    return { customers: (await searchCustomers(context, { code, email })).map(toCustomer) }
  },
} as const satisfies Action

const text = (title: string, maxLength = 255) => Type.Optional(Type.String({ title, maxLength }))
const CreateInput = speaking(
  'customer',
  Type.Object(
    {
      code: Code,
      firstName: Type.String({ title: 'First name', maxLength: 255 }),
      lastName: Type.String({ title: 'Last name', maxLength: 255 }),
      company: text('Company'),
      email: Type.Optional(Email),
      phone: text('Phone', 64),
      mobile: text('Mobile phone', 64),
      note: text('Note', 2_000),
      address1: text('Address line 1'),
      address2: text('Address line 2'),
      city: text('City'),
      region: text('Region'),
      postalCode: text('Postal code', 32),
      country: Type.Optional(Type.String({ title: 'Country', description: 'Two letters, such as GB.', pattern: '^[A-Z]{2}$' })),
    },
    { additionalProperties: false },
  ),
  CUSTOMER_INPUT_FIELDS,
)

export const createCustomer = {
  id: 'create-customer',
  label: 'Create a customer',
  description: 'Creates a customer, unless there is one with this code: that one is answered.',
  effect: 'write',
  safety: 'look-up-first',
  input: CreateInput,
  output: Customer,
  example: CUSTOMER,
  async run(input, context) {
    const given = parseInput(CreateInput, input)
    const [known] = await searchCustomers(context, { code: given.code })
    if (known) return toCustomer(known)
    const json = {
      customer_code: given.code,
      first_name: given.firstName,
      last_name: given.lastName,
      company_name: given.company,
      email: given.email,
      phone: given.phone,
      mobile: given.mobile,
      note: given.note,
      physical_address_1: given.address1,
      physical_address_2: given.address2,
      physical_city: given.city,
      physical_state: given.region,
      physical_postcode: given.postalCode,
      physical_country_id: given.country,
    }
    const answer = await write(context, { method: 'POST', url: '/customers', json, repeatable: true })
    return toCustomer(parseAnswer(oneOf(LightspeedCustomer), answer).data)
  },
} as const satisfies Action
