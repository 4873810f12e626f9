// What is open and what was shipped of an order, and shipping it.
import { Type, type Static } from 'typebox'
import { document, nullable, PageInfo, UserErrors } from './document.ts'

const Fulfillment = Type.Object({
  id: Type.String(),
  status: Type.String(),
  createdAt: Type.String(),
  location: nullable(Type.Object({ id: Type.String() })),
  trackingInfo: Type.Array(
    Type.Object({ number: nullable(Type.String()), url: nullable(Type.String()), company: nullable(Type.String()) }),
  ),
  fulfillmentLineItems: Type.Object({
    nodes: Type.Array(Type.Object({ quantity: nullable(Type.Integer()), lineItem: Type.Object({ id: Type.String() }) })),
    pageInfo: PageInfo,
  }),
})
export type Fulfillment = Static<typeof Fulfillment>

const FULFILLMENT_FIELDS = `id status createdAt
    location { id }
    trackingInfo(first: 10) { number url company }
    fulfillmentLineItems(first: 250) { nodes { quantity lineItem { id } } pageInfo { hasNextPage endCursor } }`

const FulfillmentOrder = Type.Object({
  id: Type.String(),
  status: Type.String(),
  assignedLocation: Type.Object({ name: Type.String(), location: nullable(Type.Object({ id: Type.String() })) }),
  lineItems: Type.Object({
    nodes: Type.Array(Type.Object({ id: Type.String(), remainingQuantity: Type.Integer(), lineItem: Type.Object({ id: Type.String() }) })),
    pageInfo: PageInfo,
  }),
})
export type FulfillmentOrder = Static<typeof FulfillmentOrder>

export const ORDER_SHIPPING = document(
  'TillflowOrderShipping',
  `query TillflowOrderShipping($id: ID!) {
  order(id: $id) {
    id name cancelledAt
    fulfillments(first: 50) { ${FULFILLMENT_FIELDS} }
    fulfillmentOrders(first: 20) {
      nodes {
        id status
        assignedLocation { name location { id } }
        lineItems(first: 250) { nodes { id remainingQuantity lineItem { id } } pageInfo { hasNextPage endCursor } }
      }
      pageInfo { hasNextPage endCursor }
    }
  }
}`,
  Type.Object({
    order: nullable(
      Type.Object({
        id: Type.String(),
        name: Type.String(),
        cancelledAt: nullable(Type.String()),
        fulfillments: Type.Array(Fulfillment),
        fulfillmentOrders: Type.Object({ nodes: Type.Array(FulfillmentOrder), pageInfo: PageInfo }),
      }),
    ),
  }),
)

export const CREATE_FULFILLMENT = document(
  'TillflowCreateFulfillment',
  `mutation TillflowCreateFulfillment($fulfillment: FulfillmentInput!) {
  fulfillmentCreate(fulfillment: $fulfillment) {
    fulfillment { ${FULFILLMENT_FIELDS} }
    userErrors { field message }
  }
}`,
  Type.Object({ fulfillmentCreate: nullable(Type.Object({ fulfillment: nullable(Fulfillment), userErrors: UserErrors })) }),
)
