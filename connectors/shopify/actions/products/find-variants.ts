// Finds the variants that lines name by SKU or id, with their prices.
import type { CallContext } from '#connectors/kit/contract.ts'
import { graphql } from '../../client.ts'
import { FIND_VARIANTS, GET_VARIANTS, type PricedVariant } from '../../documents/product.ts'
import { findBySku, SKU_PAGE } from '../by-sku.ts'

const IDS_AT_ONCE = 100

export type FoundVariant = PricedVariant | { readonly problem: string }

export async function findVariantsBySku(context: CallContext, skus: readonly string[]): Promise<ReadonlyMap<string, FoundVariant>> {
  const variants = await findBySku(
    skus,
    async (query, after) => (await graphql(context, FIND_VARIANTS, { query, first: SKU_PAGE, after })).productVariants,
  )
  return new Map([...variants].map(([sku, own]) => [sku, onlyOne(sku, own)]))
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
