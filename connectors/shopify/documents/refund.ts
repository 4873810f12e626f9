// Refunds: what Shopify suggests, which there are, and giving money back.
// Source: https://shopify.dev/docs/api/admin-graphql/2026-07/mutations/refundCreate
import { Type, type Static } from 'typebox'
import { document, MONEY_FIELDS, MoneyBag, nullable, PageInfo, UserErrors } from './document.ts'

const text = nullable(Type.String())

const Refund = Type.Object({
  id: Type.String(),
  note: text,
  createdAt: text,
  totalRefundedSet: MoneyBag,
  refundLineItems: Type.Object({
    nodes: Type.Array(
      Type.Object({
        quantity: Type.Integer(),
        restockType: Type.String(),
        lineItem: Type.Object({ id: Type.String(), sku: text }),
        subtotalSet: MoneyBag,
        totalTaxSet: MoneyBag,
      }),
    ),
    pageInfo: PageInfo,
  }),
  transactions: Type.Object({
    nodes: Type.Array(Type.Object({ id: Type.String(), kind: Type.String(), status: Type.String(), gateway: text, amountSet: MoneyBag })),
    pageInfo: PageInfo,
  }),
})
export type Refund = Static<typeof Refund>
const REFUND_FIELDS = `id note createdAt
    totalRefundedSet ${MONEY_FIELDS}
    refundLineItems(first: 100) {
      nodes { quantity restockType lineItem { id sku } subtotalSet ${MONEY_FIELDS} totalTaxSet ${MONEY_FIELDS} }
      pageInfo { hasNextPage endCursor }
    }
    transactions(first: 20) { nodes { id kind status gateway amountSet ${MONEY_FIELDS} } pageInfo { hasNextPage endCursor } }`

const SuggestedTransaction = Type.Object({
  gateway: text,
  amountSet: MoneyBag,
  maximumRefundableSet: nullable(MoneyBag),
  parentTransaction: nullable(Type.Object({ id: Type.String() })),
})
export type SuggestedTransaction = Static<typeof SuggestedTransaction>

export const REFUND_PLAN = document(
  'TillflowRefundPlan',
  `query TillflowRefundPlan($id: ID!, $lines: [RefundLineItemInput!], $fullShipping: Boolean, $shipping: Money) {
  order(id: $id) {
    id name presentmentCurrencyCode
    refunds(first: 30) { ${REFUND_FIELDS} }
    suggestedRefund(refundLineItems: $lines, refundShipping: $fullShipping, shippingAmount: $shipping) {
      suggestedTransactions {
        gateway amountSet ${MONEY_FIELDS} maximumRefundableSet ${MONEY_FIELDS} parentTransaction { id }
      }
    }
  }
}`,
  Type.Object({
    order: nullable(
      Type.Object({
        id: Type.String(),
        name: Type.String(),
        presentmentCurrencyCode: Type.String(),
        refunds: Type.Array(Refund),
        suggestedRefund: nullable(Type.Object({ suggestedTransactions: Type.Array(SuggestedTransaction) })),
      }),
    ),
  }),
)

export const CREATE_REFUND = document(
  'TillflowCreateRefund',
  `mutation TillflowCreateRefund($input: RefundInput!, $key: String!) {
  refundCreate(input: $input) @idempotent(key: $key) {
    refund { ${REFUND_FIELDS} }
    userErrors { field message }
  }
}`,
  Type.Object({ refundCreate: nullable(Type.Object({ refund: nullable(Refund), userErrors: UserErrors })) }),
)
