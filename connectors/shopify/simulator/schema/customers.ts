// Customers and gift cards.
export const CUSTOMERS_SDL = `
scalar Date

extend type QueryRoot {
  customer(id: ID!): Customer
  customerByIdentifier(identifier: CustomerIdentifierInput!): Customer
  customers(first: Int, after: String, last: Int, before: String, reverse: Boolean = false, sortKey: CustomerSortKeys = ID, query: String): CustomerConnection!
  giftCard(id: ID!): GiftCard
  giftCards(first: Int, after: String, last: Int, before: String, reverse: Boolean = false, sortKey: GiftCardSortKeys = ID, query: String, savedSearchId: ID): GiftCardConnection!
}
extend type Mutation {
  customerSet(input: CustomerSetInput!, identifier: CustomerSetIdentifiers): CustomerSetPayload
  customerAddressCreate(customerId: ID!, address: MailingAddressInput!, setAsDefault: Boolean): CustomerAddressCreatePayload
  giftCardCreate(input: GiftCardCreateInput!): GiftCardCreatePayload
  giftCardDeactivate(id: ID!): GiftCardDeactivatePayload
}

enum CustomerSortKeys { CREATED_AT ID NAME RELEVANCE UPDATED_AT }
enum CustomerState { DECLINED DISABLED ENABLED INVITED }
enum CustomerEmailAddressMarketingState { INVALID NOT_SUBSCRIBED PENDING SUBSCRIBED UNSUBSCRIBED }
type CustomerConnection { nodes: [Customer!]! pageInfo: PageInfo! }
type Customer implements Node & HasMetafields {
  metafields(namespace: String, keys: [String!], first: Int, after: String, last: Int, before: String, reverse: Boolean = false): MetafieldConnection!
  id: ID! firstName: String lastName: String displayName: String! defaultEmailAddress: CustomerEmailAddress defaultPhoneNumber: CustomerPhoneNumber
  companyContactProfiles: [CompanyContact!]!
  state: CustomerState! note: String tags: [String!]! taxExempt: Boolean! locale: String! numberOfOrders: UnsignedInt64! amountSpent: MoneyV2!
  createdAt: DateTime! updatedAt: DateTime! defaultAddress: MailingAddress
  addressesV2(first: Int, after: String, last: Int, before: String, reverse: Boolean = false): MailingAddressConnection!
}
type CustomerEmailAddress { emailAddress: String! marketingState: CustomerEmailAddressMarketingState! marketingUpdatedAt: DateTime }
type CustomerPhoneNumber { phoneNumber: String! marketingState: CustomerSmsMarketingState! marketingUpdatedAt: DateTime }
enum CustomerSmsMarketingState { NOT_SUBSCRIBED PENDING SUBSCRIBED UNSUBSCRIBED REDACTED }
type CompanyContact implements Node { id: ID! isMainContact: Boolean! company: Company! }
type Company implements Node { id: ID! name: String! externalId: String }
type MailingAddressConnection { nodes: [MailingAddress!]! pageInfo: PageInfo! }
input CustomerIdentifierInput { id: ID customId: UniqueMetafieldValueInput emailAddress: String phoneNumber: String }
input CustomerSetIdentifiers { id: ID email: String phone: String customId: UniqueMetafieldValueInput }
input CustomerSetInput {
  addresses: [MailingAddressInput!] email: String firstName: String lastName: String locale: String note: String phone: String tags: [String!] taxExempt: Boolean
}
input MailingAddressInput {
  address1: String address2: String city: String company: String countryCode: CountryCode firstName: String lastName: String phone: String provinceCode: String zip: String
}
type CustomerSetPayload { customer: Customer userErrors: [CustomerSetUserError!]! }
type CustomerSetUserError { code: CustomerSetUserErrorCode field: [String!] message: String! }
enum CustomerSetUserErrorCode { INVALID INCLUSION TAKEN TOO_LONG TOO_SHORT PRESENT BLANK ID_NOT_ALLOWED MISSING_FIELD_REQUIRED INPUT_MISMATCH NOT_FOUND METAFIELD_MISMATCH }
type CustomerAddressCreatePayload { address: MailingAddress userErrors: [UserError!]! }

enum GiftCardSortKeys { CREATED_AT ID UPDATED_AT }
type GiftCardConnection { nodes: [GiftCard!]! pageInfo: PageInfo! }
type GiftCard implements Node {
  id: ID! lastCharacters: String! maskedCode: String! enabled: Boolean! initialValue: MoneyV2! balance: MoneyV2! expiresOn: Date deactivatedAt: DateTime
  createdAt: DateTime! updatedAt: DateTime! note: String customer: Customer order: Order
  transactions(first: Int, after: String, last: Int, before: String, reverse: Boolean = false): GiftCardTransactionConnection
}
type GiftCardTransactionConnection { nodes: [GiftCardTransaction!]! pageInfo: PageInfo! }
interface GiftCardTransaction { id: ID! amount: MoneyV2! processedAt: DateTime! note: String }
type GiftCardDebitTransaction implements GiftCardTransaction & Node { id: ID! amount: MoneyV2! processedAt: DateTime! note: String }
type GiftCardCreditTransaction implements GiftCardTransaction & Node { id: ID! amount: MoneyV2! processedAt: DateTime! note: String }
input GiftCardCreateInput {
  initialAmount: MoneyInput code: String customerId: ID expiresOn: Date note: String recipientAttributes: GiftCardRecipientInput
}
input GiftCardRecipientInput { id: ID! preferredName: String message: String sendNotificationAt: DateTime }
type GiftCardCreatePayload { giftCard: GiftCard giftCardCode: String userErrors: [GiftCardUserError!]! }
type GiftCardUserError { code: GiftCardErrorCode field: [String!] message: String! }
enum GiftCardErrorCode { TOO_LONG TOO_SHORT TAKEN INVALID INTERNAL_ERROR MISSING_ARGUMENT GREATER_THAN GIFT_CARD_LIMIT_EXCEEDED CUSTOMER_NOT_FOUND RECIPIENT_NOT_FOUND }
type GiftCardDeactivatePayload { giftCard: GiftCard userErrors: [GiftCardDeactivateUserError!]! }
type GiftCardDeactivateUserError { code: GiftCardDeactivateUserErrorCode field: [String!] message: String! }
enum GiftCardDeactivateUserErrorCode { GIFT_CARD_NOT_FOUND }
`
