// Locations, inventory items with their levels, and changing quantities.
// Sources: https://shopify.dev/docs/api/admin-graphql/2026-07/mutations/inventorySetQuantities, …/inventoryAdjustQuantities, …/inventoryActivate
import { Type, type Static } from 'typebox'
import { CodedUserErrors, document, nullable, PageInfo, UserErrors } from './document.ts'

const text = nullable(Type.String())

/** Every name that a quantity can have. `on_hand` is what stands in the building; the others are the states that it is in, and `incoming`. */
export const QUANTITY_NAMES = [
  'available',
  'on_hand',
  'committed',
  'incoming',
  'reserved',
  'damaged',
  'quality_control',
  'safety_stock',
] as const
const NAMES = QUANTITY_NAMES.map((name) => `"${name}"`).join(', ')

const Level = Type.Object({
  id: Type.String(),
  updatedAt: Type.String(),
  location: Type.Object({ id: Type.String(), name: Type.String() }),
  quantities: Type.Array(Type.Object({ name: Type.String(), quantity: Type.Integer() })),
})
export type Level = Static<typeof Level>
const LEVEL_FIELDS = `id updatedAt location { id name } quantities(names: [${NAMES}]) { name quantity }`

const Levels = Type.Object({ nodes: Type.Array(Level), pageInfo: PageInfo })

const InventoryItem = Type.Object({ id: Type.String(), sku: text, tracked: Type.Boolean(), inventoryLevels: Levels })
export type InventoryItem = Static<typeof InventoryItem>

export const FIND_LOCATIONS = document(
  'TillflowFindLocations',
  `query TillflowFindLocations($query: String, $first: Int!, $after: String, $includeInactive: Boolean) {
  locations(query: $query, first: $first, after: $after, includeInactive: $includeInactive, sortKey: ID) {
    nodes {
      id name isActive fulfillsOnlineOrders shipsInventory
      address { address1 address2 city provinceCode zip countryCode phone }
    }
    pageInfo { hasNextPage endCursor }
  }
}`,
  Type.Object({
    locations: Type.Object({
      nodes: Type.Array(
        Type.Object({
          id: Type.String(),
          name: Type.String(),
          isActive: Type.Boolean(),
          fulfillsOnlineOrders: Type.Boolean(),
          shipsInventory: Type.Boolean(),
          address: Type.Object({
            address1: text,
            address2: text,
            city: text,
            provinceCode: text,
            zip: text,
            countryCode: text,
            phone: text,
          }),
        }),
      ),
      pageInfo: PageInfo,
    }),
  }),
)

export const FIND_ITEMS = document(
  'TillflowFindInventoryItems',
  `query TillflowFindInventoryItems($query: String!, $first: Int!, $after: String) {
  inventoryItems(first: $first, after: $after, query: $query) { nodes { id sku } pageInfo { hasNextPage endCursor } }
}`,
  Type.Object({
    inventoryItems: Type.Object({ nodes: Type.Array(Type.Object({ id: Type.String(), sku: text })), pageInfo: PageInfo }),
  }),
)

export const GET_LEVELS = document(
  'TillflowGetInventoryLevels',
  `query TillflowGetInventoryLevels($ids: [ID!]!) {
  nodes(ids: $ids) {
    ... on InventoryItem {
      id sku tracked
      inventoryLevels(first: 50) { nodes { ${LEVEL_FIELDS} } pageInfo { hasNextPage endCursor } }
    }
  }
}`,
  Type.Object({ nodes: Type.Array(nullable(InventoryItem)) }),
)

export const GET_MORE_LEVELS = document(
  'TillflowGetMoreInventoryLevels',
  `query TillflowGetMoreInventoryLevels($id: ID!, $after: String) {
  inventoryItem(id: $id) {
    inventoryLevels(first: 50, after: $after) { nodes { ${LEVEL_FIELDS} } pageInfo { hasNextPage endCursor } }
  }
}`,
  Type.Object({ inventoryItem: nullable(Type.Object({ inventoryLevels: Levels })) }),
)

export const CHANGED_LEVELS = document(
  'TillflowChangedInventoryLevels',
  `query TillflowChangedInventoryLevels($location: ID!, $query: String, $first: Int!, $after: String) {
  location(id: $location) {
    id
    inventoryLevels(first: $first, after: $after, query: $query) {
      nodes { ${LEVEL_FIELDS} item { id sku tracked } }
      pageInfo { hasNextPage endCursor }
    }
  }
}`,
  Type.Object({
    location: nullable(
      Type.Object({
        id: Type.String(),
        inventoryLevels: Type.Object({
          nodes: Type.Array(
            Type.Object({
              ...Level.properties,
              item: Type.Object({ id: Type.String(), sku: text, tracked: Type.Boolean() }),
            }),
          ),
          pageInfo: PageInfo,
        }),
      }),
    ),
  }),
)

const Group = nullable(Type.Object({ id: Type.String() }))

export const SET_QUANTITIES = document(
  'TillflowSetQuantities',
  `mutation TillflowSetQuantities($input: InventorySetQuantitiesInput!, $key: String!) {
  inventorySetQuantities(input: $input) @idempotent(key: $key) {
    inventoryAdjustmentGroup { id }
    userErrors { field message code }
  }
}`,
  Type.Object({
    inventorySetQuantities: nullable(Type.Object({ inventoryAdjustmentGroup: Group, userErrors: CodedUserErrors })),
  }),
)

export const ADJUST_QUANTITIES = document(
  'TillflowAdjustQuantities',
  `mutation TillflowAdjustQuantities($input: InventoryAdjustQuantitiesInput!, $key: String!) {
  inventoryAdjustQuantities(input: $input) @idempotent(key: $key) {
    inventoryAdjustmentGroup { id }
    userErrors { field message code }
  }
}`,
  Type.Object({
    inventoryAdjustQuantities: nullable(Type.Object({ inventoryAdjustmentGroup: Group, userErrors: CodedUserErrors })),
  }),
)

export const STOCK_ITEM = document(
  'TillflowStockItem',
  `mutation TillflowStockItem($item: ID!, $location: ID!, $available: Int, $onHand: Int, $key: String!) {
  inventoryActivate(inventoryItemId: $item, locationId: $location, available: $available, onHand: $onHand) @idempotent(key: $key) {
    inventoryLevel { id }
    userErrors { field message }
  }
}`,
  Type.Object({
    inventoryActivate: nullable(Type.Object({ inventoryLevel: nullable(Type.Object({ id: Type.String() })), userErrors: UserErrors })),
  }),
)
