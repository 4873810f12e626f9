// Finds the inventory items of SKUs.
import type { CallContext } from '#connectors/kit/contract.ts'
import { graphql } from '../../client.ts'
import { FIND_ITEMS } from '../../documents/stock.ts'
import { findBySku, SKU_PAGE } from '../by-sku.ts'

export type FoundItem = { readonly id: string } | { readonly problem: string }

export async function findItems(context: CallContext, skus: readonly string[]): Promise<ReadonlyMap<string, FoundItem>> {
  const items = await findBySku(
    skus,
    async (query, after) => (await graphql(context, FIND_ITEMS, { query, first: SKU_PAGE, after })).inventoryItems,
  )
  return new Map([...items].map(([sku, own]) => [sku, found(sku, own)]))
}

function found(sku: string, items: readonly { readonly id: string }[]): FoundItem {
  const [item, ...others] = items
  if (!item) return { problem: `The shop has no product with the SKU ${sku}.` }
  return others.length === 0
    ? { id: item.id }
    : { problem: `${items.length} products have the SKU ${sku}: give the inventory item id instead.` }
}
