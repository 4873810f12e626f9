// Customers by name or e-mail, a page at a time.
import { Type } from 'typebox'
import type { Action } from '#connectors/kit/contract.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { CUSTOMER, Customer, toCustomer } from '../customer.ts'
import { findPage, Next, Paged, quoted } from '../query.ts'
import { QuickBooksCustomer } from '../schemas.ts'

const Input = Type.Object(
  {
    name: Type.Optional(Type.String({ title: 'Display name', description: 'The whole name.', minLength: 1, maxLength: 500 })),
    email: Type.Optional(Type.String({ title: 'E-mail', description: 'The whole address.', minLength: 1, maxLength: 100 })),
    ...Paged,
  },
  { additionalProperties: false },
)

export const findCustomers = {
  id: 'find-customers',
  label: 'Find customers',
  description: 'Lists active customers, all or those with a name or e-mail.',
  effect: 'read',
  safety: 'look-up-first',
  input: Input,
  output: Type.Object({ customers: Type.Array(Customer, { title: 'Customers' }), nextStart: Next }),
  example: { customers: [CUSTOMER], nextStart: null },
  paging: { items: 'customers', next: 'nextStart', cursor: 'start' },
  async run(input, context) {
    const { name, email, ...page } = parseInput(Input, input)
    const where = [
      ...(name === undefined ? [] : [`DisplayName = ${quoted(name)}`]),
      ...(email === undefined ? [] : [`PrimaryEmailAddr = ${quoted(email)}`]),
    ]
    const { found, nextStart } = await findPage(context, QuickBooksCustomer, 'Customer', where, page)
    return { customers: found.map(toCustomer), nextStart }
  },
} as const satisfies Action
