// Customers as flows see them.
import { Type, type Static } from 'typebox'
import type { CallContext } from '#connectors/kit/contract.ts'
import { read } from './client.ts'
import { Customer as LightspeedCustomerSchema, listOf, type LightspeedCustomer } from './schemas.ts'
import { orNull } from '#connectors/kit/schemas.ts'
import { speaking } from '#connectors/kit/retail/speaking.ts'
import { CUSTOMER_FIELDS } from './retail.ts'

export const Customer = speaking(
  'customer',
  Type.Object({
    id: Type.String({ title: 'Customer id' }),
    code: orNull('Customer code'),
    firstName: orNull('First name'),
    lastName: orNull('Last name'),
    company: orNull('Company'),
    email: orNull('E-mail'),
    phone: orNull('Phone'),
    mobile: orNull('Mobile phone'),
    version: Type.Integer({ title: 'Version' }),
    updatedAt: orNull('Changed', 'ISO instant'),
    deletedAt: orNull('Deleted', 'ISO instant'),
  }),
  CUSTOMER_FIELDS,
)
export type Customer = Static<typeof Customer>

export const toCustomer = (customer: LightspeedCustomer): Customer => ({
  id: customer.id,
  code: customer.customer_code ?? null,
  firstName: customer.first_name ?? null,
  lastName: customer.last_name ?? null,
  company: customer.company_name ?? null,
  email: customer.email ?? null,
  phone: customer.phone ?? null,
  mobile: customer.mobile ?? null,
  version: customer.version,
  updatedAt: customer.updated_at ?? null,
  deletedAt: customer.deleted_at ?? null,
})

export const CUSTOMER: Customer = {
  id: 'b8ca3a65-0183-11e4-fbb5-4f73f02a9d1c',
  code: 'SHOP-8123',
  firstName: 'Ada',
  lastName: 'Finch',
  company: null,
  email: 'ada@example.com',
  phone: null,
  mobile: null,
  version: 2_691_964_626,
  updatedAt: '2026-11-20T15:02:40+00:00',
  deletedAt: null,
}

/** Search is by words of an index; what differs from what was asked for is left out. */
export async function searchCustomers(
  context: CallContext,
  by: { readonly code?: string | undefined; readonly email?: string | undefined },
): Promise<readonly LightspeedCustomer[]> {
  const { data } = await read(context, '/search', listOf(LightspeedCustomerSchema), {
    type: 'customers',
    customer_code: by.code,
    email: by.email,
    page_size: 100,
  })
  const same = (given: string | undefined, found: string | null | undefined) =>
    given === undefined || given.toLowerCase() === found?.toLowerCase()
  return data.filter((one) => !one.deleted_at && same(by.code, one.customer_code) && same(by.email, one.email))
}
