// What of an order is picked up at a store, and telling that it is ready there.
// Source: https://shopify.dev/docs/api/admin-graphql/2026-07/mutations/fulfillmentOrderLineItemsPreparedForPickup
import { Type, type Static } from 'typebox'
import { CodedUserErrors, document, nullable, PageInfo } from './document.ts'

const Pickup = Type.Object({
  id: Type.String(),
  status: Type.String(),
  deliveryMethod: nullable(Type.Object({ methodType: Type.String() })),
  assignedLocation: Type.Object({ name: Type.String(), location: nullable(Type.Object({ id: Type.String() })) }),
})
export type Pickup = Static<typeof Pickup>

export const ORDER_PICKUPS = document(
  'TillflowOrderPickups',
  `query TillflowOrderPickups($id: ID!, $after: String) {
  order(id: $id) {
    id name cancelledAt
    fulfillmentOrders(first: 50, after: $after) {
      nodes { id status deliveryMethod { methodType } assignedLocation { name location { id } } }
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
        fulfillmentOrders: Type.Object({ nodes: Type.Array(Pickup), pageInfo: PageInfo }),
      }),
    ),
  }),
)

export const PREPARED_FOR_PICKUP = document(
  'TillflowPreparedForPickup',
  `mutation TillflowPreparedForPickup($input: FulfillmentOrderLineItemsPreparedForPickupInput!) {
  fulfillmentOrderLineItemsPreparedForPickup(input: $input) { userErrors { field message code } }
}`,
  Type.Object({ fulfillmentOrderLineItemsPreparedForPickup: nullable(Type.Object({ userErrors: CodedUserErrors })) }),
)
