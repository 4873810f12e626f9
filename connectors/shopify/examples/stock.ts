// What the triggers for stock show in the designer and answer in test runs.
import type { Json } from '#shared/json.ts'

export const INVENTORY_LEVEL: Json = {
  inventory_item_id: 46120044010001,
  location_id: 70210388194,
  available: 118,
  updated_at: '2026-11-20T14:32:10+00:00',
  admin_graphql_api_id: 'gid://shopify/InventoryLevel/70210388194?inventory_item_id=46120044010001',
}
