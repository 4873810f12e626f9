// A customer by e-mail address; made when nobody has it. ERPNext makes the contact that carries the address.
import { Type, type Static } from 'typebox'
import type { Action } from '#connectors/kit/contract.ts'
import { SystemFields } from '#connectors/kit/discover.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { create, list } from '../client.ts'
import { fieldValues, writes } from '../document-fields.ts'
import { speaking } from '#connectors/kit/retail/speaking.ts'
import { CUSTOMER_FIELDS } from '../retail.ts'

const CUSTOMER = 'Customer'
/** Written by the members of the input. */
const OWN: ReadonlySet<string> = new Set(['customer_name', 'customer_type', 'email_id', 'mobile_no', 'customer_group', 'naming_series'])

const Input = speaking(
  'customer',
  Type.Object(
    {
      email: Type.String({ title: 'E-mail', description: 'Names the customer.', minLength: 3, maxLength: 140 }),
      fullName: Type.String({ title: 'Name', description: 'Of a new customer.', minLength: 1, maxLength: 140 }),
      isCompany: Type.Boolean({ title: 'Is a company', description: 'Of a new customer; otherwise a person.' }),
      phone: Type.Optional(Type.String({ title: 'Mobile number', description: 'Of a new customer.', minLength: 1, maxLength: 140 })),
      group: Type.Optional(
        Type.String({ title: 'Customer group', description: 'Without it, the default of Selling Settings.', minLength: 1, maxLength: 140 }),
      ),
      fields: SystemFields,
    },
    { additionalProperties: false },
  ),
  CUSTOMER_FIELDS,
)
const Output = Type.Object({
  customer: Type.String({ title: 'Customer', description: 'The name by which orders refer to the customer.' }),
  fullName: Type.String({ title: 'Name' }),
})

const ErpCustomer = Type.Object({
  name: Type.String({ minLength: 1 }),
  customer_name: Type.String(),
  email_id: Type.Optional(Type.Union([Type.String(), Type.Null()])),
})
type ErpCustomer = Static<typeof ErpCustomer>

export const findOrCreateCustomer = {
  id: 'find-or-create-customer',
  label: 'Find or create a customer',
  description: 'Finds the customer with an e-mail address, or makes one. Who is there already is not changed.',
  effect: 'write',
  safety: 'look-up-first',
  input: Input,
  output: Output,
  discover: writes(CUSTOMER, OWN),
  example: { customer: 'Grace Hopper', fullName: 'Grace Hopper' },
  async run(input, context) {
    const { email, fullName, isCompany, phone, group, fields } = parseInput(Input, input)
    const [known] = await list(context, CUSTOMER, ErpCustomer, {
      filters: [['email_id', '=', email]],
      fields: Object.keys(ErpCustomer.properties),
      orderBy: 'creation asc, name asc',
      limit: 1,
    })
    if (known) return toOutput(known)
    const made = await create(context, CUSTOMER, ErpCustomer, {
      ...(await fieldValues(context, CUSTOMER, fields, OWN)),
      customer_name: fullName,
      customer_type: isCompany ? 'Company' : 'Individual',
      email_id: email,
      ...(phone !== undefined && { mobile_no: phone }),
      ...(group !== undefined && { customer_group: group }),
    })
    return toOutput(made)
  },
} as const satisfies Action

const toOutput = ({ name, customer_name: fullName }: ErpCustomer) => ({ customer: name, fullName })
