// Looks for SKUs in the shop. Shopify's search is not exact (it ignores case and finds parts), so what it finds is compared here, and all of it is read:
// a SKU whose hit stands on a later page would be taken for one that the shop does not have.

/** So many in one search: the text of a search may not grow without end. */
const SKUS_AT_ONCE = 25
export const SKU_PAGE = 100

interface Page<N> {
  readonly nodes: readonly N[]
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null }
}

/** Everything whose SKU is the very same, by SKU. */
export async function findBySku<N extends { readonly sku: string | null }>(
  skus: readonly string[],
  read: (query: string, after: string | null) => Promise<Page<N>>,
): Promise<ReadonlyMap<string, readonly N[]>> {
  const wanted = [...new Set(skus)]
  const found = new Map<string, N[]>(wanted.map((sku) => [sku, []]))
  for (let start = 0; start < wanted.length; start += SKUS_AT_ONCE) {
    const query = wanted
      .slice(start, start + SKUS_AT_ONCE)
      .map(skuTerm)
      .join(' OR ')
    for (let after: string | null = null, more = true; more;) {
      const { nodes, pageInfo }: Page<N> = await read(query, after)
      for (const node of nodes) if (node.sku !== null) found.get(node.sku)?.push(node)
      after = pageInfo.endCursor
      more = pageInfo.hasNextPage && after !== null
    }
  }
  return found
}

export const skuTerm = (sku: string): string => `sku:"${sku.replaceAll(/["\\]/g, '\\$&')}"`
