// Makes a customer. Names are unique: QuickBooks refuses one that it has.
import { Type } from 'typebox'
import type { Action } from '#connectors/kit/contract.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { create } from '../client.ts'
import { CUSTOMER, Customer, customerBody, CustomerDetails, Name, toCustomer } from '../customer.ts'
import { CustomerAnswer } from '../schemas.ts'
import { Currency, refOf } from '../values.ts'
import { speaking } from '#connectors/kit/retail/speaking.ts'
import { CUSTOMER_INPUT_FIELDS } from '../retail.ts'

const Input = speaking(
  'customer',
  Type.Object({ name: Name, ...CustomerDetails, currency: Currency }, { additionalProperties: false }),
  CUSTOMER_INPUT_FIELDS,
)

export const createCustomer = {
  id: 'create-customer',
  label: 'Create a customer',
  description: 'Makes a customer with a display name that nobody else has.',
  effect: 'write',
  safety: 'key',
  input: Input,
  output: Customer,
  example: CUSTOMER,
  async run(input, context) {
    const { currency, ...details } = parseInput(Input, input)
    const body = { ...customerBody(details), ...refOf('CurrencyRef', currency) }
    return toCustomer((await create(context, '/customer', CustomerAnswer, body)).Customer)
  },
} as const satisfies Action
