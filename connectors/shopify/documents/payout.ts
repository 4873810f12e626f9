// Payouts of Shopify Payments, and what moved its balance.
// Source: https://shopify.dev/docs/api/admin-graphql/2026-07/objects/ShopifyPaymentsAccount
import { Type, type Static } from 'typebox'
import { document, MoneyV2, nullable, PageInfo } from './document.ts'

const text = nullable(Type.String())
/** Shopify writes its large numbers as text; older versions wrote them as numbers. */
const bigInt = nullable(Type.Union([Type.String(), Type.Integer()]))
const MONEY = '{ amount currencyCode }'

const Payout = Type.Object({
  id: Type.String(),
  legacyResourceId: Type.Union([Type.String(), Type.Integer()]),
  issuedAt: Type.String(),
  status: Type.String(),
  transactionType: Type.String(),
  externalTraceId: text,
  net: MoneyV2,
  summary: Type.Object({
    chargesGross: MoneyV2,
    chargesFee: MoneyV2,
    refundsFeeGross: MoneyV2,
    refundsFee: MoneyV2,
    adjustmentsGross: MoneyV2,
    adjustmentsFee: MoneyV2,
    reservedFundsGross: MoneyV2,
    reservedFundsFee: MoneyV2,
  }),
})
export type Payout = Static<typeof Payout>

export const FIND_PAYOUTS = document(
  'TillflowFindPayouts',
  `query TillflowFindPayouts($query: String, $first: Int!, $after: String) {
  shopifyPaymentsAccount {
    payouts(query: $query, first: $first, after: $after, sortKey: ISSUED_AT) {
      nodes {
        id legacyResourceId issuedAt status transactionType externalTraceId net ${MONEY}
        summary {
          chargesGross ${MONEY} chargesFee ${MONEY} refundsFeeGross ${MONEY} refundsFee ${MONEY}
          adjustmentsGross ${MONEY} adjustmentsFee ${MONEY} reservedFundsGross ${MONEY} reservedFundsFee ${MONEY}
        }
      }
      pageInfo { hasNextPage endCursor }
    }
  }
}`,
  Type.Object({
    shopifyPaymentsAccount: nullable(Type.Object({ payouts: Type.Object({ nodes: Type.Array(Payout), pageInfo: PageInfo }) })),
  }),
)

const BalanceTransaction = Type.Object({
  id: Type.String(),
  type: Type.String(),
  test: Type.Boolean(),
  transactionDate: Type.String(),
  amount: MoneyV2,
  fee: MoneyV2,
  net: MoneyV2,
  sourceType: text,
  sourceId: bigInt,
  sourceOrderTransactionId: bigInt,
  adjustmentReason: text,
  associatedOrder: nullable(Type.Object({ id: Type.String(), name: Type.String() })),
  associatedPayout: Type.Object({ id: text, status: text }),
})
export type BalanceTransaction = Static<typeof BalanceTransaction>

export const FIND_BALANCE_TRANSACTIONS = document(
  'TillflowFindBalanceTransactions',
  `query TillflowFindBalanceTransactions($query: String, $first: Int!, $after: String) {
  shopifyPaymentsAccount {
    balanceTransactions(query: $query, first: $first, after: $after, sortKey: PROCESSED_AT, hideTransfers: true) {
      nodes {
        id type test transactionDate amount ${MONEY} fee ${MONEY} net ${MONEY}
        sourceType sourceId sourceOrderTransactionId adjustmentReason
        associatedOrder { id name } associatedPayout { id status }
      }
      pageInfo { hasNextPage endCursor }
    }
  }
}`,
  Type.Object({
    shopifyPaymentsAccount: nullable(
      Type.Object({ balanceTransactions: Type.Object({ nodes: Type.Array(BalanceTransaction), pageInfo: PageInfo }) }),
    ),
  }),
)
