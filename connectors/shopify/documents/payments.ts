// How an order was paid: its transactions.
import { Type } from 'typebox'
import { document, MONEY_FIELDS, MoneyBag, nullable } from './document.ts'

const text = nullable(Type.String())

const Transaction = Type.Object({
  id: Type.String(),
  kind: Type.String(),
  status: Type.String(),
  gateway: text,
  paymentId: text,
  processedAt: text,
  amountSet: MoneyBag,
})

/** Sources: https://shopify.dev/docs/api/admin-graphql/2026-07/objects/OrderTransaction */
export const GET_PAYMENTS = document(
  'GetPayments',
  `query GetPayments($id: ID!) {
    order(id: $id) { id name transactions(first: 100) { id kind status gateway paymentId processedAt amountSet ${MONEY_FIELDS} } }
  }`,
  Type.Object({ order: nullable(Type.Object({ id: Type.String(), name: Type.String(), transactions: Type.Array(Transaction) })) }),
)
