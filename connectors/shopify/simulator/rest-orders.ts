// The REST list of orders: by creation, cut at a time, page by page. A page's name holds the filter, as Shopify's does.
import type { SimulatorRecord } from '#connectors/kit/simulator-records.ts'

const TIMES = { created_at_min: 'created_at', updated_at_min: 'updated_at' } as const

export function listOrders(
  orders: readonly SimulatorRecord[],
  query: Readonly<Record<string, string>>,
): { readonly orders: readonly SimulatorRecord[]; readonly next: string | undefined } {
  const { page_info: page } = query
  const filter = page === undefined ? query : (JSON.parse(Buffer.from(page, 'base64url').toString()) as Record<string, string>)
  const from = Number(filter['from'] ?? 0)
  const limit = Math.min(Number(query['limit'] ?? 50), 250)
  const fits = orders
    .filter((order) =>
      Object.entries(TIMES).every(([name, member]) => {
        const least = filter[name]
        return least === undefined || Date.parse(String(order[member])) >= Date.parse(least)
      }),
    )
    .toSorted((a, b) => Date.parse(String(a['created_at'])) - Date.parse(String(b['created_at'])))
  const next = from + limit < fits.length ? { ...filter, from: String(from + limit) } : undefined
  return { orders: fits.slice(from, from + limit), next: next && Buffer.from(JSON.stringify(next)).toString('base64url') }
}
