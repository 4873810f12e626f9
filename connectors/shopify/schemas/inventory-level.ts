// The payload of inventory_levels/update.
// Source: https://shopify.dev/docs/api/webhooks?reference=toml#list-of-topics-inventory_levels/update
import { Type } from 'typebox'
import { gid, id, instant, nullable } from './parts.ts'

export const WebhookInventoryLevel = Type.Object({
  inventory_item_id: id('Inventory item'),
  location_id: id('Location'),
  available: nullable(Type.Integer({ title: 'Available', description: 'Nothing where the location does not keep the product' })),
  updated_at: instant('Changed'),
  admin_graphql_api_id: gid('Inventory level id'),
})
