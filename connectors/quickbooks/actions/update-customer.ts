// Changes a customer. Members that are not given stay as they are.
import { Type } from 'typebox'
import type { Action } from '#connectors/kit/contract.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { read, update } from '../client.ts'
import { CUSTOMER, Customer, customerBody, CustomerDetails, Name, toCustomer } from '../customer.ts'
import { CustomerAnswer } from '../schemas.ts'
import { Id } from '../values.ts'
import { speaking } from '#connectors/kit/retail/speaking.ts'
import { CUSTOMER_CHANGE_FIELDS } from '../retail.ts'

const Input = speaking(
  'customer',
  Type.Object(
    {
      id: Id('Customer', "QuickBooks' id."),
      name: Type.Optional(Name),
      ...CustomerDetails,
      active: Type.Optional(Type.Boolean({ title: 'Active', description: 'Off: it is kept, and no longer offered.' })),
    },
    { additionalProperties: false, minProperties: 2 },
  ),
  CUSTOMER_CHANGE_FIELDS,
)

export const updateCustomer = {
  id: 'update-customer',
  label: 'Change a customer',
  description: 'Writes the given members; a change of somebody else in the same moment is not overwritten.',
  effect: 'write',
  safety: 'upsert',
  input: Input,
  output: Customer,
  example: CUSTOMER,
  async run(input, context) {
    const { id, active, ...details } = parseInput(Input, input)
    const { Customer: known } = await read(context, `/customer/${id}`, CustomerAnswer)
    const body = {
      Id: known.Id,
      SyncToken: known.SyncToken,
      sparse: true,
      ...customerBody(details),
      ...(active !== undefined && { Active: active }),
    }
    return toCustomer((await update(context, '/customer', CustomerAnswer, body)).Customer)
  },
} as const satisfies Action
