// One customer by what is known of it; nothing is no error: a new customer is an everyday thing.
import { Type, type Static } from 'typebox'
import type { Action } from '#connectors/kit/contract.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { FoundCustomer, RetailAddress, toRetailAddress, toRetailCustomer } from '../../canonical-customer.ts'
import { RETAIL_CUSTOMER } from '../../examples/customers.ts'
import { reads } from '../../metafields/discover.ts'
import { withFields } from '../../metafields/read.ts'
import { nullable } from '../../schemas/parts.ts'
import { CUSTOMER_ID_OR_OWN, Email, identifierOf, Phone, readCustomer } from './read-customer.ts'

const Input = Type.Object(
  { email: Type.Optional(Email), phone: Type.Optional(Phone), ...CUSTOMER_ID_OR_OWN },
  { additionalProperties: false },
)

const Output = Type.Object({
  customer: nullable(FoundCustomer),
  addresses: Type.Array(RetailAddress, { title: 'Addresses', description: 'At most 50' }),
})

export const getCustomer = {
  id: 'get-customer',
  label: 'Get a customer',
  description: 'Finds the customer with an e-mail, a phone number or the id of your own system. Answers nothing where there is none.',
  effect: 'read',
  safety: 'upsert',
  input: Input,
  output: Output,
  example: { customer: RETAIL_CUSTOMER, addresses: [RETAIL_CUSTOMER.address] },
  discover: reads({ 'customer.fields': 'CUSTOMER' }),
  async run(input, context) {
    const found = await readCustomer(context, identifierOf(parseInput(Input, input)))
    const [customer] = await withFields(context, 'CUSTOMER', found ? [toRetailCustomer(found)] : [])
    return {
      customer: customer ?? null,
      addresses: found?.addressesV2.nodes.map(toRetailAddress) ?? [],
    } satisfies Static<typeof Output>
  },
} as const satisfies Action
