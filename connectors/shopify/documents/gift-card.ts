// Gift cards. Their codes are secrets: no document asks for one, and the two that carry one are sent as confidential.
// Sources: https://shopify.dev/docs/api/admin-graphql/2026-07/mutations/giftCardCreate, …/giftCardDeactivate
import { Type, type Static } from 'typebox'
import { CodedUserErrors, document, MoneyV2, nullable, PageInfo } from './document.ts'

const text = nullable(Type.String())

const GiftCard = Type.Object({
  id: Type.String(),
  lastCharacters: Type.String(),
  enabled: Type.Boolean(),
  initialValue: MoneyV2,
  balance: MoneyV2,
  expiresOn: text,
  deactivatedAt: text,
  createdAt: Type.String(),
  updatedAt: Type.String(),
  note: text,
  customer: nullable(Type.Object({ id: Type.String() })),
  order: nullable(Type.Object({ id: Type.String(), name: Type.String() })),
})
export type GiftCard = Static<typeof GiftCard>
const GIFT_CARD_FIELDS = `id lastCharacters enabled initialValue { amount currencyCode } balance { amount currencyCode }
    expiresOn deactivatedAt createdAt updatedAt note customer { id } order { id name }`

export const FIND_GIFT_CARDS = document(
  'TillflowFindGiftCards',
  `query TillflowFindGiftCards($query: String, $first: Int!, $after: String) {
  giftCards(query: $query, first: $first, after: $after, sortKey: ID) {
    nodes { ${GIFT_CARD_FIELDS} }
    pageInfo { hasNextPage endCursor }
  }
}`,
  Type.Object({ giftCards: Type.Object({ nodes: Type.Array(GiftCard), pageInfo: PageInfo }) }),
)

export const GET_GIFT_CARD = document(
  'TillflowGetGiftCard',
  `query TillflowGetGiftCard($id: ID!) { giftCard(id: $id) { ${GIFT_CARD_FIELDS} } }`,
  Type.Object({ giftCard: nullable(GiftCard) }),
)

const CardTransaction = Type.Object({
  __typename: Type.String(),
  id: Type.String(),
  amount: MoneyV2,
  processedAt: Type.String(),
  note: text,
})
export type CardTransaction = Static<typeof CardTransaction>
const CardTransactions = nullable(Type.Object({ nodes: Type.Array(CardTransaction), pageInfo: PageInfo }))
const TRANSACTION_FIELDS = 'nodes { __typename id amount { amount currencyCode } processedAt note } pageInfo { hasNextPage endCursor }'

const LedgerCard = Type.Object({ ...GiftCard.properties, transactions: CardTransactions })
export type LedgerCard = Static<typeof LedgerCard>

/** Cards with what was done with them. */
export const GIFT_CARD_LEDGER = document(
  'TillflowGiftCardLedger',
  `query TillflowGiftCardLedger($query: String, $sortKey: GiftCardSortKeys, $reverse: Boolean, $first: Int!, $after: String) {
  giftCards(query: $query, sortKey: $sortKey, reverse: $reverse, first: $first, after: $after) {
    nodes { ${GIFT_CARD_FIELDS} transactions(first: 20) { ${TRANSACTION_FIELDS} } }
    pageInfo { hasNextPage endCursor }
  }
}`,
  Type.Object({ giftCards: Type.Object({ nodes: Type.Array(LedgerCard), pageInfo: PageInfo }) }),
)

export const GIFT_CARD_TRANSACTIONS = document(
  'TillflowGiftCardTransactions',
  `query TillflowGiftCardTransactions($id: ID!, $after: String) {
  giftCard(id: $id) { transactions(first: 100, after: $after) { ${TRANSACTION_FIELDS} } }
}`,
  Type.Object({ giftCard: nullable(Type.Object({ transactions: CardTransactions })) }),
)

export const CREATE_GIFT_CARD = document(
  'TillflowCreateGiftCard',
  `mutation TillflowCreateGiftCard($input: GiftCardCreateInput!) {
  giftCardCreate(input: $input) { giftCard { ${GIFT_CARD_FIELDS} } userErrors { field message code } }
}`,
  Type.Object({ giftCardCreate: nullable(Type.Object({ giftCard: nullable(GiftCard), userErrors: CodedUserErrors })) }),
)

export const DEACTIVATE_GIFT_CARD = document(
  'TillflowDeactivateGiftCard',
  `mutation TillflowDeactivateGiftCard($id: ID!) {
  giftCardDeactivate(id: $id) { giftCard { ${GIFT_CARD_FIELDS} } userErrors { field message code } }
}`,
  Type.Object({ giftCardDeactivate: nullable(Type.Object({ giftCard: nullable(GiftCard), userErrors: CodedUserErrors })) }),
)
