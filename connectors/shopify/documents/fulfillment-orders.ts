// What warehouses and shops have to ship or hand out: fulfilment orders with their lines and where they go.
// Source: https://shopify.dev/docs/api/admin-graphql/2026-07/queries/fulfillmentOrders
import { Type, type Static } from 'typebox'
import { document, nullable, PageInfo } from './document.ts'

const text = nullable(Type.String())

const FulfillmentOrder = Type.Object({
  id: Type.String(),
  orderId: Type.String(),
  orderName: Type.String(),
  orderProcessedAt: Type.String(),
  status: Type.String(),
  requestStatus: Type.String(),
  createdAt: Type.String(),
  updatedAt: Type.String(),
  fulfillAt: text,
  assignedLocation: Type.Object({ name: Type.String(), location: nullable(Type.Object({ id: Type.String() })) }),
  deliveryMethod: nullable(Type.Object({ methodType: Type.String(), presentedName: text })),
  destination: nullable(
    Type.Object({
      firstName: text,
      lastName: text,
      company: text,
      address1: text,
      address2: text,
      city: text,
      province: text,
      zip: text,
      countryCode: text,
      phone: text,
      email: text,
    }),
  ),
  lineItems: Type.Object({
    nodes: Type.Array(
      Type.Object({
        id: Type.String(),
        sku: text,
        productTitle: Type.String(),
        variantTitle: text,
        totalQuantity: Type.Integer(),
        remainingQuantity: Type.Integer(),
        lineItem: Type.Object({ id: Type.String() }),
      }),
    ),
    pageInfo: PageInfo,
  }),
})
export type FulfillmentOrder = Static<typeof FulfillmentOrder>

export const FIND_FULFILLMENT_ORDERS = document(
  'TillflowFindFulfillmentOrders',
  `query TillflowFindFulfillmentOrders($query: String, $includeClosed: Boolean, $first: Int!, $after: String, $sortKey: FulfillmentOrderSortKeys) {
  fulfillmentOrders(query: $query, includeClosed: $includeClosed, first: $first, after: $after, sortKey: $sortKey) {
    nodes {
      id orderId orderName orderProcessedAt status requestStatus createdAt updatedAt fulfillAt
      assignedLocation { name location { id } }
      deliveryMethod { methodType presentedName }
      destination { firstName lastName company address1 address2 city province zip countryCode phone email }
      lineItems(first: 100) {
        nodes { id sku productTitle variantTitle totalQuantity remainingQuantity lineItem { id } }
        pageInfo { hasNextPage endCursor }
      }
    }
    pageInfo { hasNextPage endCursor }
  }
}`,
  Type.Object({ fulfillmentOrders: Type.Object({ nodes: Type.Array(FulfillmentOrder), pageInfo: PageInfo }) }),
)
