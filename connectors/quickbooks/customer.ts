// A customer as flows see it, and what may be written of one.
import { Type, type Static } from 'typebox'
import { orNull } from '#connectors/kit/schemas.ts'
import type { QuickBooksCustomer } from './schemas.ts'
import { instantOf } from './values.ts'
import { speaking } from '#connectors/kit/retail/speaking.ts'
import { CUSTOMER_FIELDS } from './retail.ts'

export const Customer = speaking(
  'customer',
  Type.Object({
    id: Type.String({ title: 'Id' }),
    name: Type.String({ title: 'Display name' }),
    company: orNull('Company'),
    firstName: orNull('First name'),
    lastName: orNull('Last name'),
    email: orNull('E-mail'),
    currency: orNull('Currency'),
    active: Type.Boolean({ title: 'Active' }),
  }),
  CUSTOMER_FIELDS,
)

export const toCustomer = (customer: QuickBooksCustomer): Static<typeof Customer> => ({
  id: customer.Id,
  name: customer.DisplayName,
  company: customer.CompanyName ?? null,
  firstName: customer.GivenName ?? null,
  lastName: customer.FamilyName ?? null,
  email: customer.PrimaryEmailAddr?.Address ?? null,
  currency: customer.CurrencyRef?.value ?? null,
  active: customer.Active ?? true,
})

export const CUSTOMER = {
  id: '58',
  name: 'Ada Finch',
  company: null,
  firstName: 'Ada',
  lastName: 'Finch',
  email: 'ada@example.com',
  currency: 'GBP',
  active: true,
}

export const ChangedCustomer = speaking(
  'customer',
  Type.Object({ ...Customer.properties, updatedAt: Type.String({ title: 'Changed at' }) }),
  CUSTOMER_FIELDS,
)
export const toChangedCustomer = (customer: QuickBooksCustomer): Static<typeof ChangedCustomer> => ({
  ...toCustomer(customer),
  updatedAt: instantOf(customer.MetaData.LastUpdatedTime),
})

/** QuickBooks takes no colon, tab or new line: a colon divides a customer from a project of it. */
export const Name = Type.String({
  title: 'Display name',
  description: 'Unique among customers, suppliers and employees.',
  pattern: '^[^:\\u0000-\\u001f]+$',
  minLength: 1,
  maxLength: 500,
})

export const CustomerDetails = {
  company: Type.Optional(Type.String({ title: 'Company', description: 'Name of the company.', maxLength: 100 })),
  firstName: Type.Optional(Type.String({ title: 'First name', description: 'Of a person.', maxLength: 100 })),
  lastName: Type.Optional(Type.String({ title: 'Last name', description: 'Of a person.', maxLength: 100 })),
  email: Type.Optional(
    Type.String({ title: 'E-mail', description: 'Where documents go.', pattern: '^[^@\\s]+@[^@\\s]+$', maxLength: 100 }),
  ),
}

interface Details {
  readonly name?: string
  readonly company?: string
  readonly firstName?: string
  readonly lastName?: string
  readonly email?: string
}

export const customerBody = ({ name, company, firstName, lastName, email }: Details) => ({
  ...(name !== undefined && { DisplayName: name }),
  ...(company !== undefined && { CompanyName: company }),
  ...(firstName !== undefined && { GivenName: firstName }),
  ...(lastName !== undefined && { FamilyName: lastName }),
  ...(email !== undefined && { PrimaryEmailAddr: { Address: email } }),
})
