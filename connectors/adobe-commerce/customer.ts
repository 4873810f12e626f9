// Customers as flows see them, and how they are found. Where accounts are shared by all websites an e-mail address is there once, otherwise once
// on each website.
import { Type, type Static } from 'typebox'
import { AppError } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import type { CallContext } from '#connectors/kit/contract.ts'
import { SystemFieldsRead } from '#connectors/kit/discover.ts'
import { CanonicalAddress } from '#connectors/kit/retail/order.ts'
import { speaking } from '#connectors/kit/retail/speaking.ts'
import { orNull } from '#connectors/kit/schemas.ts'
import { addressOf, given } from './canonical.ts'
import { search } from './client.ts'
import { customerAttributesRead } from './customer-attributes.ts'
import { CUSTOMER_FIELDS } from './retail.ts'
import { Customer, type CustomerAddress } from './schemas.ts'
import { instant, type Filter } from './search-criteria.ts'

export const Email = Type.String({
  title: 'E-mail',
  description: 'Names the customer.',
  minLength: 3,
  maxLength: 254,
  pattern: '^\\S+@\\S+$',
})
export const WebsiteId = (description: string) =>
  Type.Optional(Type.Integer({ title: 'Website id', description, minimum: 1, maximum: 65_535 }))

const address = (title: string, description: string) =>
  Type.Union([Type.Object(CanonicalAddress.properties), Type.Null()], { title, description })
export const CustomerOutput = speaking(
  'customer',
  Type.Object({
    id: Type.String({ title: 'Customer id' }),
    email: Type.String({ title: 'E-mail' }),
    firstName: orNull('First name'),
    lastName: orNull('Last name'),
    groupId: orNull('Group id', 'Of the customer group'),
    websiteId: orNull('Website id', 'Of the website on which the account was made'),
    taxNumber: orNull('Tax number'),
    newsletter: Type.Union([Type.Boolean(), Type.Null()], { title: 'Newsletter', description: 'Nothing where the shop does not say.' }),
    billing: address('Billing address', 'The one that is the default.'),
    shipping: address('Shipping address', 'The one that is the default.'),
    createdAt: orNull('Made', 'ISO instant'),
    updatedAt: orNull('Changed', 'ISO instant'),
    fields: SystemFieldsRead,
  }),
  CUSTOMER_FIELDS,
)
type CustomerOutput = Static<typeof CustomerOutput>

export async function toCustomer(customer: Customer, context: CallContext): Promise<CustomerOutput> {
  return { ...ownFieldsOf(customer), ...(await customerAttributesRead(context, customer.custom_attributes)) }
}

const ownFieldsOf = (customer: Customer): CustomerOutput => ({
  id: String(customer.id),
  email: customer.email,
  firstName: given(customer.firstname),
  lastName: given(customer.lastname),
  groupId: numbered(customer.group_id),
  websiteId: numbered(customer.website_id),
  taxNumber: given(customer.taxvat),
  newsletter: customer.extension_attributes?.is_subscribed ?? null,
  billing: shownAddress(customer.addresses?.find(({ default_billing: isDefault }) => isDefault === true)),
  shipping: shownAddress(customer.addresses?.find(({ default_shipping: isDefault }) => isDefault === true)),
  createdAt: customer.created_at ? instant(customer.created_at) : null,
  updatedAt: customer.updated_at ? instant(customer.updated_at) : null,
})
const numbered = (value: number | null | undefined) => (value === undefined || value === null ? null : String(value))

function shownAddress(found: CustomerAddress | undefined): CustomerOutput['billing'] {
  if (!found) return null
  const { region, ...rest } = found
  return addressOf({ ...rest, region: region?.region, region_code: region?.region_code })
}

/** Throws `vendor-rejected` where several websites have an account of this address and none was named. */
export async function customerByEmail(context: CallContext, email: string, websiteId: number | undefined): Promise<Customer | undefined> {
  const filters: readonly Filter[] = [
    { field: 'email', value: email, condition: 'eq' },
    ...(websiteId === undefined ? [] : [{ field: 'website_id', value: websiteId, condition: 'eq' } as const]),
  ]
  const { items } = await search(context, '/customers/search', Customer, {
    filters,
    sort: { field: 'entity_id', direction: 'ASC' },
    pageSize: 2,
  })
  const [customer, another] = items
  if (!another) return customer
  throw new AppError('vendor-rejected', {
    message: say`Adobe Commerce has accounts of ${email} on several websites.`,
    fix: 'Give the id of the website.',
  })
}

export const CUSTOMER: CustomerOutput = ownFieldsOf({
  id: 42,
  group_id: 1,
  created_at: '2026-02-03 10:15:00',
  updated_at: '2026-03-01 10:00:00',
  email: 'ada@example.com',
  firstname: 'Ada',
  lastname: 'Lovelace',
  website_id: 1,
  taxvat: 'GB123456789',
  addresses: [
    {
      id: 7,
      firstname: 'Ada',
      lastname: 'Lovelace',
      street: ['12 Quay Street'],
      city: 'Whitstable',
      postcode: 'CT5 1AQ',
      country_id: 'GB',
      telephone: '01227 000000',
      default_billing: true,
      default_shipping: true,
    },
  ],
  extension_attributes: { is_subscribed: true },
})
