// What can be sold of a product at a location changed. Tells what is available only; "Get stock" reads the rest.
import { INVENTORY_LEVEL } from '../examples/stock.ts'
import { WebhookInventoryLevel } from '../schemas/inventory-level.ts'
import { shopifyTrigger } from './webhook.ts'

export const inventoryLevelsUpdate = shopifyTrigger({
  id: 'inventory-levels-update',
  label: 'Stock changed',
  description: 'When what can be sold of a product at a location changes. May come out of order; updated_at says which is newest.',
  vendorEvent: 'inventory_levels/update',
  output: WebhookInventoryLevel,
  example: INVENTORY_LEVEL,
})
