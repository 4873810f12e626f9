// Reading orders: one with all its lines, or a page of heads.
import { Type, type Static } from 'typebox'
import { Address, ADDRESS_MEMBERS } from './address.ts'
import { document, MONEY_FIELDS, MoneyBag, nullable, PageInfo } from './document.ts'
import { ORDER_CUSTOMER_FIELDS, OrderCustomer } from './order-customer.ts'

const text = nullable(Type.String())

const ADDRESS_FIELDS = `{ ${ADDRESS_MEMBERS} }`

const TaxLine = Type.Object({ title: Type.String(), rate: nullable(Type.Number()), priceSet: MoneyBag })
const TAX_FIELDS = `{ title rate priceSet ${MONEY_FIELDS} }`

const DiscountAllocation = Type.Object({
  allocatedAmountSet: MoneyBag,
  discountApplication: Type.Object({ index: Type.Integer() }),
})
const ALLOCATION_FIELDS = `{ allocatedAmountSet ${MONEY_FIELDS} discountApplication { index } }`

const Attribute = Type.Object({ key: Type.String(), value: text })

const LineItem = Type.Object({
  id: Type.String(),
  sku: text,
  title: Type.String(),
  variantTitle: text,
  quantity: Type.Integer(),
  currentQuantity: Type.Integer(),
  isGiftCard: Type.Boolean(),
  requiresShipping: Type.Boolean(),
  taxable: Type.Boolean(),
  variant: nullable(Type.Object({ id: Type.String() })),
  customAttributes: Type.Array(Attribute),
  originalUnitPriceSet: MoneyBag,
  taxLines: Type.Array(TaxLine),
  discountAllocations: Type.Array(DiscountAllocation),
})
const LINE_FIELDS = `{
  id sku title variantTitle quantity currentQuantity isGiftCard requiresShipping taxable
  variant { id }
  customAttributes { key value }
  originalUnitPriceSet ${MONEY_FIELDS}
  taxLines ${TAX_FIELDS}
  discountAllocations ${ALLOCATION_FIELDS}
}`

const Lines = Type.Object({ nodes: Type.Array(LineItem), pageInfo: PageInfo })

const HEAD = {
  id: Type.String(),
  name: Type.String(),
  createdAt: Type.String(),
  processedAt: Type.String(),
  updatedAt: Type.String(),
  cancelledAt: text,
  closedAt: text,
  displayFinancialStatus: text,
  displayFulfillmentStatus: Type.String(),
  currencyCode: Type.String(),
  presentmentCurrencyCode: Type.String(),
  email: text,
  sourceName: text,
  tags: Type.Array(Type.String()),
  totalPriceSet: MoneyBag,
  currentTotalPriceSet: MoneyBag,
  totalRefundedSet: MoneyBag,
}
const HEAD_FIELDS = `id name createdAt processedAt updatedAt cancelledAt closedAt displayFinancialStatus displayFulfillmentStatus
  currencyCode presentmentCurrencyCode email sourceName tags
  totalPriceSet ${MONEY_FIELDS}
  currentTotalPriceSet ${MONEY_FIELDS}
  totalRefundedSet ${MONEY_FIELDS}`

const OrderHead = Type.Object(HEAD)
export type OrderHead = Static<typeof OrderHead>

const Order = Type.Object({
  ...HEAD,
  cancelReason: text,
  note: text,
  phone: text,
  taxesIncluded: Type.Boolean(),
  paymentGatewayNames: Type.Array(Type.String()),
  customAttributes: Type.Array(Attribute),
  retailLocation: nullable(Type.Object({ id: Type.String(), name: Type.String() })),
  customer: OrderCustomer,
  billingAddress: nullable(Address),
  shippingAddress: nullable(Address),
  subtotalPriceSet: nullable(MoneyBag),
  totalDiscountsSet: nullable(MoneyBag),
  totalShippingPriceSet: MoneyBag,
  totalTaxSet: nullable(MoneyBag),
  totalTipReceivedSet: MoneyBag,
  totalOutstandingSet: MoneyBag,
  originalTotalDutiesSet: nullable(MoneyBag),
  taxLines: Type.Array(TaxLine),
  discountApplications: Type.Object({
    nodes: Type.Array(
      Type.Object({
        __typename: Type.String(),
        index: Type.Integer(),
        targetType: Type.String(),
        code: Type.Optional(Type.String()),
        title: Type.Optional(Type.String()),
      }),
    ),
    pageInfo: PageInfo,
  }),
  shippingLines: Type.Object({
    nodes: Type.Array(
      Type.Object({
        id: text,
        code: text,
        title: Type.String(),
        originalPriceSet: MoneyBag,
        discountedPriceSet: MoneyBag,
        taxLines: Type.Array(TaxLine),
        discountAllocations: Type.Array(DiscountAllocation),
      }),
    ),
    pageInfo: PageInfo,
  }),
  lineItems: Lines,
})
export type Order = Static<typeof Order>
export type LineItem = Static<typeof LineItem>

export const GET_ORDER = document(
  'TillflowGetOrder',
  `query TillflowGetOrder($id: ID!) {
  order(id: $id) {
    ${HEAD_FIELDS}
    cancelReason note phone taxesIncluded paymentGatewayNames
    customAttributes { key value }
    retailLocation { id name }
    ${ORDER_CUSTOMER_FIELDS}
    billingAddress ${ADDRESS_FIELDS}
    shippingAddress ${ADDRESS_FIELDS}
    subtotalPriceSet ${MONEY_FIELDS}
    totalDiscountsSet ${MONEY_FIELDS}
    totalShippingPriceSet ${MONEY_FIELDS}
    totalTaxSet ${MONEY_FIELDS}
    totalTipReceivedSet ${MONEY_FIELDS}
    totalOutstandingSet ${MONEY_FIELDS}
    originalTotalDutiesSet ${MONEY_FIELDS}
    taxLines ${TAX_FIELDS}
    discountApplications(first: 50) {
      nodes {
        __typename index targetType
        ... on DiscountCodeApplication { code }
        ... on AutomaticDiscountApplication { title }
        ... on ManualDiscountApplication { title }
        ... on ScriptDiscountApplication { title }
      }
      pageInfo { hasNextPage endCursor }
    }
    shippingLines(first: 20) {
      nodes {
        id code title
        originalPriceSet ${MONEY_FIELDS}
        discountedPriceSet ${MONEY_FIELDS}
        taxLines ${TAX_FIELDS}
        discountAllocations ${ALLOCATION_FIELDS}
      }
      pageInfo { hasNextPage endCursor }
    }
    lineItems(first: 100) { nodes ${LINE_FIELDS} pageInfo { hasNextPage endCursor } }
  }
}`,
  Type.Object({ order: nullable(Order) }),
)

export const GET_ORDER_LINES = document(
  'TillflowGetOrderLines',
  `query TillflowGetOrderLines($id: ID!, $after: String) {
  order(id: $id) {
    lineItems(first: 100, after: $after) { nodes ${LINE_FIELDS} pageInfo { hasNextPage endCursor } }
  }
}`,
  Type.Object({ order: nullable(Type.Object({ lineItems: Lines })) }),
)

export const FIND_ORDERS = document(
  'TillflowFindOrders',
  `query TillflowFindOrders($query: String, $first: Int!, $after: String, $sortKey: OrderSortKeys) {
  orders(query: $query, first: $first, after: $after, sortKey: $sortKey) {
    nodes { ${HEAD_FIELDS} }
    pageInfo { hasNextPage endCursor }
  }
}`,
  Type.Object({ orders: Type.Object({ nodes: Type.Array(OrderHead), pageInfo: PageInfo }) }),
)
