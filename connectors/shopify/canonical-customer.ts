// Shopify's customer as flows see it.
import { Type, type Static } from 'typebox'
import { SystemFieldsRead } from '#connectors/kit/discover.ts'
import { Money, moneyOf } from '#connectors/kit/retail/money.ts'
import type { Customer, CustomerAddress } from './documents/customer.ts'
import { flag, list, nullable, optionalText, text } from './schemas/parts.ts'

export const RetailAddress = Type.Object(
  {
    firstName: optionalText('First name'),
    lastName: optionalText('Last name'),
    company: optionalText('Company'),
    address1: optionalText('Address line 1'),
    address2: optionalText('Address line 2'),
    city: optionalText('City'),
    region: optionalText('Region'),
    postalCode: optionalText('Postal code'),
    country: optionalText('Country code'),
    phone: optionalText('Phone'),
  },
  { title: 'Address' },
)

const RetailCompany = Type.Object({
  id: text('Company id'),
  name: text('Company name'),
  externalId: optionalText('External id', 'Of the company in your own system'),
  mainContact: flag('Is the main contact'),
})

export const RetailCustomer = Type.Object({
  id: text('Customer id'),
  email: optionalText('E-mail'),
  phone: optionalText('Phone'),
  firstName: optionalText('First name'),
  lastName: optionalText('Last name'),
  name: text('Name'),
  account: text('Account', 'enabled, disabled, invited or declined'),
  emailMarketing: optionalText('E-mail marketing', 'subscribed, not_subscribed, pending, unsubscribed or invalid'),
  emailMarketingAt: optionalText('E-mail marketing changed', 'When it was given or withdrawn; empty when never asked'),
  smsMarketing: optionalText('SMS marketing', 'subscribed, not_subscribed, pending, unsubscribed or redacted'),
  smsMarketingAt: optionalText('SMS marketing changed', 'When it was given or withdrawn; empty when never asked'),
  companies: list(RetailCompany, 'Companies', 'That the customer buys for (B2B)'),
  note: optionalText('Note'),
  tags: list(Type.String(), 'Tags'),
  taxExempt: flag('Tax exempt'),
  locale: text('Language'),
  orders: Type.Integer({ title: 'Orders' }),
  spent: Money,
  address: nullable(RetailAddress),
  createdAt: text('Created'),
  updatedAt: text('Changed'),
})
export type RetailCustomer = Static<typeof RetailCustomer>

/** As it is read: with its metafields. */
export const FoundCustomer = Type.Object({ ...RetailCustomer.properties, fields: SystemFieldsRead })

export function toRetailCustomer(customer: Customer): RetailCustomer {
  return {
    id: customer.id,
    email: customer.defaultEmailAddress?.emailAddress ?? null,
    phone: customer.defaultPhoneNumber?.phoneNumber ?? null,
    firstName: customer.firstName,
    lastName: customer.lastName,
    name: customer.displayName,
    account: customer.state.toLowerCase(),
    emailMarketing: customer.defaultEmailAddress?.marketingState.toLowerCase() ?? null,
    emailMarketingAt: customer.defaultEmailAddress?.marketingUpdatedAt ?? null,
    smsMarketing: customer.defaultPhoneNumber?.marketingState.toLowerCase() ?? null,
    smsMarketingAt: customer.defaultPhoneNumber?.marketingUpdatedAt ?? null,
    companies: customer.companyContactProfiles.map(({ isMainContact, company }) => ({ ...company, mainContact: isMainContact })),
    note: customer.note,
    tags: customer.tags,
    taxExempt: customer.taxExempt,
    locale: customer.locale,
    orders: Number(customer.numberOfOrders),
    spent: moneyOf(customer.amountSpent.amount, customer.amountSpent.currencyCode),
    address: customer.defaultAddress && toRetailAddress(customer.defaultAddress),
    createdAt: customer.createdAt,
    updatedAt: customer.updatedAt,
  }
}

export function toRetailAddress(address: CustomerAddress): Static<typeof RetailAddress> {
  const { id: _, provinceCode, zip, countryCodeV2, ...same } = address
  return { ...same, region: provinceCode, postalCode: zip, country: countryCodeV2 }
}
