// A customer by e-mail address.
import { Type } from 'typebox'
import type { Action } from '#connectors/kit/contract.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { CUSTOMER, customerByEmail, CustomerOutput, Email, toCustomer, WebsiteId } from '../customer.ts'
import { readsCustomerAttributes } from '../customer-attributes.ts'

const Input = Type.Object(
  { email: Email, websiteId: WebsiteId('Where accounts belong to one website. Empty: any.') },
  { additionalProperties: false },
)
const Output = Type.Object({
  customer: Type.Union([CustomerOutput, Type.Null()], { title: 'Customer', description: 'Nothing when nobody has an account.' }),
})

export const findCustomer = {
  id: 'find-customer',
  label: 'Find a customer',
  description: 'Reads the account with an e-mail address, with its default addresses and the attributes that were added. Guests have none.',
  discover: readsCustomerAttributes('customer.fields'),
  effect: 'read',
  safety: 'upsert',
  input: Input,
  output: Output,
  example: { customer: CUSTOMER },
  async run(input, context) {
    const { email, websiteId } = parseInput(Input, input)
    const found = await customerByEmail(context, email, websiteId)
    return { customer: found ? await toCustomer(found, context) : null }
  },
} as const satisfies Action
