// Finds the variants that lines name by SKU or id, with their prices.
import type { CallContext } from '#connectors/kit/contract.ts'
import { graphql } from '../../client.ts'
import { FIND_VARIANTS, GET_VARIANTS, type PricedVariant } from '../../documents/product.ts'
import { skuTerm } from '../stock/inventory-items.ts'

const SKUS_AT_ONCE = 25
const IDS_AT_ONCE = 100
const PAGE = 100

export type FoundVariant = PricedVariant | { readonly problem: string }

/** By SKU; Shopify's search is not exact, so what it finds is compared here. */
export async function findVariantsBySku(context: CallContext, skus: readonly string[]): Promise<ReadonlyMap<string, FoundVariant>> {
  const wanted = [...new Set(skus)]
  const bySku = new Map<string, PricedVariant[]>()
  for (let start = 0; start < wanted.length; start += SKUS_AT_ONCE) {
    const query = wanted
      .slice(start, start + SKUS_AT_ONCE)
      .map(skuTerm)
      .join(' OR ')
    const { productVariants } = await graphql(context, FIND_VARIANTS, { query, first: PAGE })
    for (const variant of productVariants.nodes) {
      if (variant.sku !== null) bySku.set(variant.sku, [...(bySku.get(variant.sku) ?? []), variant])
    }
  }
  return new Map(wanted.map((sku) => [sku, onlyOne(sku, bySku.get(sku) ?? [])]))
}

function onlyOne(sku: string, variants: readonly PricedVariant[]): FoundVariant {
  const [variant, ...others] = variants
  if (!variant) return { problem: `The shop has no product with the SKU ${sku}.` }
  return others.length === 0 ? variant : { problem: `${variants.length} variants have the SKU ${sku}: give the variant id instead.` }
}

export async function readVariants(context: CallContext, ids: readonly string[]): Promise<ReadonlyMap<string, PricedVariant>> {
  const found = new Map<string, PricedVariant>()
  for (let start = 0; start < ids.length; start += IDS_AT_ONCE) {
    const { nodes } = await graphql(context, GET_VARIANTS, { ids: ids.slice(start, start + IDS_AT_ONCE) })
    for (const variant of nodes) if (variant) found.set(variant.id, variant)
  }
  return found
}
