// How much of an inventory item a location has, by the state that it is in. `on_hand` is what stands in the building: all states but `incoming`.
// Source: https://shopify.dev/docs/apps/build/orders-fulfillment/inventory-management-apps#inventory-states
import type { SimulatorRecord, SimulatorRecords } from '#connectors/kit/simulator-records.ts'

/** What a location has in the building, without `on_hand` itself. */
const IN_THE_BUILDING = ['available', 'committed', 'reserved', 'damaged', 'safety_stock', 'quality_control'] as const
export const STATES: readonly string[] = [...IN_THE_BUILDING, 'incoming', 'on_hand']

export function newLevel(item: unknown, location: unknown, at: string): SimulatorRecord {
  return {
    inventory_item_id: item,
    location_id: location,
    available: 0,
    committed: 0,
    reserved: 0,
    damaged: 0,
    safety_stock: 0,
    quality_control: 0,
    incoming: 0,
    active: true,
    created_at: at,
    updated_at: at,
  }
}

const keyOf = (item: unknown, location: unknown): string => `${String(location)}-${String(item)}`

/** Undefined where the item is not stocked. */
export function levelOf(records: SimulatorRecords, item: unknown, location: unknown): SimulatorRecord | undefined {
  const level = records.get('inventory_level', keyOf(item, location))
  return level?.['active'] === true ? level : undefined
}

export function putLevel(records: SimulatorRecords, level: SimulatorRecord): void {
  records.put('inventory_level', keyOf(level['inventory_item_id'], level['location_id']), level)
}

export function quantityOf(level: SimulatorRecord, name: string): number {
  if (name !== 'on_hand') return Number(level[name] ?? 0)
  return IN_THE_BUILDING.reduce((sum, state) => sum + Number(level[state] ?? 0), 0)
}

/** Stores the change; answers the level as it is then. */
export function changeLevel(
  records: SimulatorRecords,
  level: SimulatorRecord,
  deltas: Readonly<Record<string, number>>,
  at: string,
): SimulatorRecord {
  const changed: SimulatorRecord = { ...level, updated_at: at }
  for (const [state, delta] of Object.entries(deltas)) changed[state] = Number(level[state] ?? 0) + delta
  putLevel(records, changed)
  return changed
}

/** What `inventory_levels/update` tells. */
export function levelPayload(level: SimulatorRecord): SimulatorRecord {
  const { inventory_item_id: item, location_id: location } = level
  return {
    inventory_item_id: item,
    location_id: location,
    available: level['available'] as number,
    updated_at: level['updated_at'] as string,
    admin_graphql_api_id: `gid://shopify/InventoryLevel/${String(location)}?inventory_item_id=${String(item)}`,
  }
}
