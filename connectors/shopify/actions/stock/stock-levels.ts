// Reads how much of inventory items each location has, and how it is shown.
import { Type, type Static } from 'typebox'
import type { CallContext } from '#connectors/kit/contract.ts'
import { graphql } from '../../client.ts'
import { GET_LEVELS, GET_MORE_LEVELS, type InventoryItem, type Level } from '../../documents/stock.ts'

const quantity = (title: string, description?: string) => Type.Integer({ title, ...(description !== undefined && { description }) })

export const StockLevel = Type.Object({
  locationId: Type.String({ title: 'Location id' }),
  locationName: Type.String({ title: 'Location' }),
  available: quantity('Available', 'Can be sold. May be below zero.'),
  onHand: quantity('On hand', 'In the building: all but incoming'),
  committed: quantity('Committed', 'Sold and not shipped'),
  incoming: quantity('Incoming'),
  reserved: quantity('Reserved'),
  damaged: quantity('Damaged'),
  qualityControl: quantity('Quality control'),
  safetyStock: quantity('Safety stock'),
  updatedAt: Type.String({ title: 'Changed' }),
})
export type StockLevel = Static<typeof StockLevel>

export function toStockLevel({ location, quantities, updatedAt }: Level): StockLevel {
  const of = (name: string): number => quantities.find((one) => one.name === name)?.quantity ?? 0
  return {
    locationId: location.id,
    locationName: location.name,
    available: of('available'),
    onHand: of('on_hand'),
    committed: of('committed'),
    incoming: of('incoming'),
    reserved: of('reserved'),
    damaged: of('damaged'),
    qualityControl: of('quality_control'),
    safetyStock: of('safety_stock'),
    updatedAt,
  }
}

/** So many items with 50 locations each stay far below what one query may cost. */
const ITEMS_AT_ONCE = 25

/** What is not there is left out. */
export async function readItems(context: CallContext, ids: readonly string[]): Promise<readonly InventoryItem[]> {
  const items: InventoryItem[] = []
  for (let start = 0; start < ids.length; start += ITEMS_AT_ONCE) {
    const { nodes } = await graphql(context, GET_LEVELS, { ids: ids.slice(start, start + ITEMS_AT_ONCE) })
    for (const item of nodes) if (item) items.push(await withAllLevels(context, item))
  }
  return items
}

async function withAllLevels(context: CallContext, item: InventoryItem): Promise<InventoryItem> {
  const nodes = [...item.inventoryLevels.nodes]
  let { pageInfo } = item.inventoryLevels
  while (pageInfo.hasNextPage) {
    const more = await graphql(context, GET_MORE_LEVELS, { id: item.id, after: pageInfo.endCursor })
    if (!more.inventoryItem) break
    nodes.push(...more.inventoryItem.inventoryLevels.nodes)
    pageInfo = more.inventoryItem.inventoryLevels.pageInfo
  }
  return { ...item, inventoryLevels: { nodes, pageInfo } }
}
