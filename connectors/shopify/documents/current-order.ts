// An order as edits have left it, with what was shipped and what was given back of each line.
// Source: https://shopify.dev/docs/api/admin-graphql/2026-07/objects/LineItem: discounts and taxes of a line are those of all that was ever on it.
import { Type, type Static } from 'typebox'
import { document, MONEY_FIELDS, MoneyBag, nullable, PageInfo } from './document.ts'
import { TillTax, TILL_TAX_FIELDS } from './store-sale.ts'

const text = nullable(Type.String())
const Allocations = Type.Array(Type.Object({ allocatedAmountSet: MoneyBag }))
const ALLOCATION_FIELDS = `discountAllocations { allocatedAmountSet ${MONEY_FIELDS} }`
const OfLine = Type.Object({ id: Type.String() })

const Line = Type.Object({
  id: Type.String(),
  sku: text,
  name: Type.String(),
  isGiftCard: Type.Boolean(),
  quantity: Type.Integer(),
  currentQuantity: Type.Integer(),
  unfulfilledQuantity: Type.Integer(),
  originalUnitPriceSet: MoneyBag,
  taxLines: Type.Array(TillTax),
  discountAllocations: Allocations,
})
export type EditedLine = Static<typeof Line>

const RefundedPart = Type.Object({
  quantity: Type.Integer(),
  restockType: Type.String(),
  lineItem: OfLine,
  subtotalSet: MoneyBag,
  totalTaxSet: MoneyBag,
})
export type RefundedPart = Static<typeof RefundedPart>

const EditedOrder = Type.Object({
  id: Type.String(),
  name: Type.String(),
  updatedAt: Type.String(),
  cancelledAt: text,
  test: Type.Boolean(),
  taxesIncluded: Type.Boolean(),
  currencyCode: Type.String(),
  currentTotalPriceSet: MoneyBag,
  currentTotalTaxSet: MoneyBag,
  totalTipReceivedSet: MoneyBag,
  currentTotalDutiesSet: nullable(MoneyBag),
  lineItems: Type.Object({ nodes: Type.Array(Line), pageInfo: PageInfo }),
  shippingLines: Type.Object({
    nodes: Type.Array(
      Type.Object({
        id: text,
        title: Type.String(),
        originalPriceSet: MoneyBag,
        taxLines: Type.Array(TillTax),
        discountAllocations: Allocations,
      }),
    ),
    pageInfo: PageInfo,
  }),
  fulfillments: Type.Array(
    Type.Object({
      status: Type.String(),
      fulfillmentLineItems: Type.Object({
        nodes: Type.Array(Type.Object({ quantity: nullable(Type.Integer()), lineItem: OfLine })),
        pageInfo: PageInfo,
      }),
    }),
  ),
  refunds: Type.Array(
    Type.Object({
      refundLineItems: Type.Object({ nodes: Type.Array(RefundedPart), pageInfo: PageInfo }),
      refundShippingLines: Type.Object({
        nodes: Type.Array(Type.Object({ subtotalAmountSet: MoneyBag, taxAmountSet: MoneyBag })),
        pageInfo: PageInfo,
      }),
    }),
  ),
})
export type EditedOrder = Static<typeof EditedOrder>

/** More of either and a total would be wrong without anybody noticing: such an order is refused. */
export const MOST_PARTS = 50

export const GET_CURRENT_ORDER = document(
  'TillflowGetCurrentOrder',
  `query TillflowGetCurrentOrder($id: ID!) {
  order(id: $id) {
    id name updatedAt cancelledAt test taxesIncluded currencyCode
    currentTotalPriceSet ${MONEY_FIELDS}
    currentTotalTaxSet ${MONEY_FIELDS}
    totalTipReceivedSet ${MONEY_FIELDS}
    currentTotalDutiesSet ${MONEY_FIELDS}
    lineItems(first: 250) {
      nodes {
        id sku name isGiftCard quantity currentQuantity unfulfilledQuantity
        originalUnitPriceSet ${MONEY_FIELDS}
        taxLines ${TILL_TAX_FIELDS}
        ${ALLOCATION_FIELDS}
      }
      pageInfo { hasNextPage endCursor }
    }
    shippingLines(first: 20) {
      nodes { id title originalPriceSet ${MONEY_FIELDS} taxLines ${TILL_TAX_FIELDS} ${ALLOCATION_FIELDS} }
      pageInfo { hasNextPage endCursor }
    }
    fulfillments(first: ${MOST_PARTS}) {
      status
      fulfillmentLineItems(first: 250) { nodes { quantity lineItem { id } } pageInfo { hasNextPage endCursor } }
    }
    refunds(first: ${MOST_PARTS}) {
      refundLineItems(first: 100) {
        nodes { quantity restockType lineItem { id } subtotalSet ${MONEY_FIELDS} totalTaxSet ${MONEY_FIELDS} }
        pageInfo { hasNextPage endCursor }
      }
      refundShippingLines(first: 20) {
        nodes { subtotalAmountSet ${MONEY_FIELDS} taxAmountSet ${MONEY_FIELDS} }
        pageInfo { hasNextPage endCursor }
      }
    }
  }
}`,
  Type.Object({ order: nullable(EditedOrder) }),
)
