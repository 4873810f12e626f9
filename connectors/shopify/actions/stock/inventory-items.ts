// Finds the inventory items of SKUs. Shopify's search is not exact (it ignores case and finds parts), so what it finds is compared here.
import type { CallContext } from '#connectors/kit/contract.ts'
import { graphql } from '../../client.ts'
import { FIND_ITEMS } from '../../documents/stock.ts'

/** So many SKUs in one search: the text of a search may not grow without end. */
const SKUS_AT_ONCE = 25
/** Room for items that share a SKU or are found for a part of it. */
const PAGE = 100

export type FoundItem = { readonly id: string } | { readonly problem: string }

export async function findItems(context: CallContext, skus: readonly string[]): Promise<ReadonlyMap<string, FoundItem>> {
  const wanted = [...new Set(skus)]
  const ids = new Map<string, string[]>()
  for (let start = 0; start < wanted.length; start += SKUS_AT_ONCE) {
    const part = wanted.slice(start, start + SKUS_AT_ONCE)
    const { inventoryItems } = await graphql(context, FIND_ITEMS, { query: part.map(skuTerm).join(' OR '), first: PAGE })
    for (const { id, sku } of inventoryItems.nodes) if (sku !== null) ids.set(sku, [...(ids.get(sku) ?? []), id])
  }
  return new Map(wanted.map((sku) => [sku, found(sku, ids.get(sku) ?? [])]))
}

function found(sku: string, ids: readonly string[]): FoundItem {
  const [id, ...others] = ids
  if (id === undefined) return { problem: `The shop has no product with the SKU ${sku}.` }
  return others.length === 0 ? { id } : { problem: `${ids.length} products have the SKU ${sku}: give the inventory item id instead.` }
}

export const skuTerm = (sku: string): string => `sku:"${sku.replaceAll(/["\\]/g, '\\$&')}"`
