// Customers: reading, creating or updating by e-mail or another id, and adding an address.
// Sources: https://shopify.dev/docs/api/admin-graphql/2026-07/mutations/customerSet, …/customerAddressCreate
import { Type, type Static } from 'typebox'
import { Address, ADDRESS_MEMBERS } from './address.ts'
import { CodedUserErrors, document, MoneyV2, nullable, PageInfo, UserErrors } from './document.ts'

const text = nullable(Type.String())

const CustomerAddress = Type.Object({ id: Type.String(), ...Address.properties })
export type CustomerAddress = Static<typeof CustomerAddress>
const ADDRESS_FIELDS = `{ id ${ADDRESS_MEMBERS} }`

const Customer = Type.Object({
  id: Type.String(),
  firstName: text,
  lastName: text,
  displayName: Type.String(),
  defaultEmailAddress: nullable(Type.Object({ emailAddress: Type.String(), marketingState: Type.String(), marketingUpdatedAt: text })),
  defaultPhoneNumber: nullable(Type.Object({ phoneNumber: Type.String(), marketingState: Type.String(), marketingUpdatedAt: text })),
  companyContactProfiles: Type.Array(
    Type.Object({ isMainContact: Type.Boolean(), company: Type.Object({ id: Type.String(), name: Type.String(), externalId: text }) }),
  ),
  state: Type.String(),
  note: text,
  tags: Type.Array(Type.String()),
  taxExempt: Type.Boolean(),
  locale: Type.String(),
  numberOfOrders: Type.Union([Type.String(), Type.Integer()]),
  amountSpent: MoneyV2,
  createdAt: Type.String(),
  updatedAt: Type.String(),
  defaultAddress: nullable(CustomerAddress),
})
export type Customer = Static<typeof Customer>
const CUSTOMER_FIELDS = `id firstName lastName displayName
    defaultEmailAddress { emailAddress marketingState marketingUpdatedAt }
    defaultPhoneNumber { phoneNumber marketingState marketingUpdatedAt }
    companyContactProfiles { isMainContact company { id name externalId } }
    state note tags taxExempt locale numberOfOrders
    amountSpent { amount currencyCode }
    createdAt updatedAt
    defaultAddress ${ADDRESS_FIELDS}`

export const FIND_CUSTOMERS = document(
  'TillflowFindCustomers',
  `query TillflowFindCustomers($query: String, $first: Int!, $after: String, $sortKey: CustomerSortKeys) {
  customers(query: $query, first: $first, after: $after, sortKey: $sortKey) {
    nodes { ${CUSTOMER_FIELDS} }
    pageInfo { hasNextPage endCursor }
  }
}`,
  Type.Object({ customers: Type.Object({ nodes: Type.Array(Customer), pageInfo: PageInfo }) }),
)

export const GET_CUSTOMER = document(
  'TillflowGetCustomer',
  `query TillflowGetCustomer($identifier: CustomerIdentifierInput!) {
  customerByIdentifier(identifier: $identifier) {
    ${CUSTOMER_FIELDS}
    addressesV2(first: 50) { nodes ${ADDRESS_FIELDS} pageInfo { hasNextPage endCursor } }
  }
}`,
  Type.Object({
    customerByIdentifier: nullable(
      Type.Object({
        ...Customer.properties,
        addressesV2: Type.Object({ nodes: Type.Array(CustomerAddress), pageInfo: PageInfo }),
      }),
    ),
  }),
)

export const SET_CUSTOMER = document(
  'TillflowSetCustomer',
  `mutation TillflowSetCustomer($identifier: CustomerSetIdentifiers, $input: CustomerSetInput!) {
  customerSet(identifier: $identifier, input: $input) {
    customer { ${CUSTOMER_FIELDS} }
    userErrors { field message code }
  }
}`,
  Type.Object({ customerSet: nullable(Type.Object({ customer: nullable(Customer), userErrors: CodedUserErrors })) }),
)

export const ADD_ADDRESS = document(
  'TillflowAddCustomerAddress',
  `mutation TillflowAddCustomerAddress($customer: ID!, $address: MailingAddressInput!) {
  customerAddressCreate(customerId: $customer, address: $address, setAsDefault: true) {
    address ${ADDRESS_FIELDS}
    userErrors { field message }
  }
}`,
  Type.Object({
    customerAddressCreate: nullable(Type.Object({ address: nullable(CustomerAddress), userErrors: UserErrors })),
  }),
)
