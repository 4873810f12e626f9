// What all parts of the schema share, and the shop itself.
export const BASICS_SDL = `
scalar CountryCode
scalar CurrencyCode
scalar DateTime
scalar Decimal
scalar UnsignedInt64
scalar URL

directive @idempotent(key: String!) on FIELD

type QueryRoot {
  shop: Shop!
  currentAppInstallation: AppInstallation!
  nodes(ids: [ID!]!): [Node]!
}

type Mutation

schema { query: QueryRoot mutation: Mutation }

interface Node { id: ID! }

type PageInfo { endCursor: String hasNextPage: Boolean! hasPreviousPage: Boolean! startCursor: String }
type UserError { field: [String!] message: String! }
type MoneyV2 { amount: Decimal! currencyCode: CurrencyCode! }
type MoneyBag { presentmentMoney: MoneyV2! shopMoney: MoneyV2! }
type Attribute { key: String! value: String }

type Shop implements Node { id: ID! name: String! email: String! myshopifyDomain: String! currencyCode: CurrencyCode! ianaTimezone: String! }
type AppInstallation implements Node { id: ID! accessScopes: [AccessScope!]! }
type AccessScope { description: String! handle: String! }
`
