// A refund whole: what came back, and how the money was handed out.
// Source: https://shopify.dev/docs/api/admin-graphql/2026-07/objects/Refund
import { Type, type Static } from 'typebox'
import { document, MONEY_FIELDS, MoneyBag, nullable, PageInfo } from './document.ts'
import { ORDER_CUSTOMER_FIELDS, OrderCustomer } from './order-customer.ts'
import { TillTax, TILL_TAX_FIELDS } from './store-sale.ts'

const text = nullable(Type.String())
const Place = nullable(Type.Object({ id: Type.String(), name: Type.String() }))

const Line = Type.Object({
  id: text,
  quantity: Type.Integer(),
  restockType: Type.String(),
  lineItem: Type.Object({ id: Type.String(), sku: text, name: Type.String(), isGiftCard: Type.Boolean(), taxLines: Type.Array(TillTax) }),
  subtotalSet: MoneyBag,
  totalTaxSet: MoneyBag,
})
export type RefundedLine = Static<typeof Line>

const Shipping = Type.Object({
  id: Type.String(),
  subtotalAmountSet: MoneyBag,
  taxAmountSet: MoneyBag,
  shippingLine: Type.Object({ title: Type.String(), taxLines: Type.Array(TillTax) }),
})
export type RefundedShipping = Static<typeof Shipping>

const Exchanged = Type.Object({
  quantity: Type.Integer(),
  originalUnitPriceSet: MoneyBag,
  discountAllocations: Type.Array(Type.Object({ allocatedAmountSet: MoneyBag })),
  taxLines: Type.Array(TillTax),
})

const WholeRefund = Type.Object({
  id: Type.String(),
  note: text,
  createdAt: text,
  processedAt: Type.String(),
  order: Type.Object({
    id: Type.String(),
    name: Type.String(),
    sourceName: text,
    processedAt: Type.String(),
    test: Type.Boolean(),
    taxesIncluded: Type.Boolean(),
    currencyCode: Type.String(),
    retailLocation: Place,
    email: text,
    customer: OrderCustomer,
    refunds: Type.Array(Type.Object({ id: Type.String(), createdAt: text })),
  }),
  return: nullable(
    Type.Object({
      exchangeLineItems: Type.Object({
        nodes: Type.Array(Type.Object({ lineItems: nullable(Type.Array(Exchanged)) })),
        pageInfo: PageInfo,
      }),
    }),
  ),
  refundLineItems: Type.Object({ nodes: Type.Array(Line), pageInfo: PageInfo }),
  refundShippingLines: Type.Object({ nodes: Type.Array(Shipping), pageInfo: PageInfo }),
  transactions: Type.Object({
    nodes: Type.Array(
      Type.Object({
        id: Type.String(),
        kind: Type.String(),
        status: Type.String(),
        gateway: text,
        location: Place,
        amountSet: MoneyBag,
        amountRoundingSet: nullable(MoneyBag),
      }),
    ),
    pageInfo: PageInfo,
  }),
})
export type WholeRefund = Static<typeof WholeRefund>

export const GET_REFUND = document(
  'TillflowGetRefund',
  `query TillflowGetRefund($id: ID!) {
  shop { ianaTimezone }
  refund(id: $id) {
    id note createdAt processedAt
    order {
      id name sourceName processedAt test taxesIncluded currencyCode email
      retailLocation { id name }
      ${ORDER_CUSTOMER_FIELDS}
      refunds(first: 100) { id createdAt }
    }
    return {
      exchangeLineItems(first: 20) {
        nodes {
          lineItems {
            quantity originalUnitPriceSet ${MONEY_FIELDS}
            discountAllocations { allocatedAmountSet ${MONEY_FIELDS} }
            taxLines ${TILL_TAX_FIELDS}
          }
        }
        pageInfo { hasNextPage endCursor }
      }
    }
    refundLineItems(first: 100) {
      nodes {
        id quantity restockType subtotalSet ${MONEY_FIELDS} totalTaxSet ${MONEY_FIELDS}
        lineItem { id sku name isGiftCard taxLines ${TILL_TAX_FIELDS} }
      }
      pageInfo { hasNextPage endCursor }
    }
    refundShippingLines(first: 20) {
      nodes {
        id subtotalAmountSet ${MONEY_FIELDS} taxAmountSet ${MONEY_FIELDS}
        shippingLine { title taxLines ${TILL_TAX_FIELDS} }
      }
      pageInfo { hasNextPage endCursor }
    }
    transactions(first: 20) {
      nodes { id kind status gateway location { id name } amountSet ${MONEY_FIELDS} amountRoundingSet ${MONEY_FIELDS} }
      pageInfo { hasNextPage endCursor }
    }
  }
}`,
  Type.Object({ shop: Type.Object({ ianaTimezone: Type.String() }), refund: nullable(WholeRefund) }),
)
