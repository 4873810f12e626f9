// Reads a whole file of sales page by page, each page with its cursor as the store keeps it, or after a restart of the process.
import type { FileCursor } from '#connectors/kit/folder/poll-folder.ts'
import type { StoreSale } from '#connectors/kit/retail/store-sale.ts'
import { readSales } from './read-sales.ts'
import { keepSurveys } from './surveys.ts'
import type { SalesFile } from './options.ts'

export async function readFile(
  options: SalesFile,
  content: string | Uint8Array,
  { limit = 2, isRestarted = false }: { readonly limit?: number; readonly isRestarted?: boolean } = {},
) {
  const bytes = Buffer.from(content)
  const file = { name: 'sales.txt', digest: 'd'.repeat(64) }
  let surveys = keepSurveys()(options)
  const sales: StoreSale[] = []
  const keys: string[] = []
  const rejected: string[] = []
  let largestCursor = 0
  let stored: string | undefined
  for (let pages = 0; ; pages++) {
    const at = stored === undefined ? undefined : (JSON.parse(stored) as FileCursor)
    const source = { size: bytes.length, read: async (offset: number) => bytes.subarray(offset, offset + 64_000) }
    const page = await readSales(options, surveys)(file, source, at, limit)
    if (page.records.length > limit) throw new Error('a page has more than was asked for')
    sales.push(...page.records.map(({ value }) => value as StoreSale))
    keys.push(...[...page.records, ...page.rejected].map(({ key }) => key))
    rejected.push(...page.rejected.map(({ reason }) => reason))
    stored = JSON.stringify(page.at)
    largestCursor = Math.max(largestCursor, stored.length)
    if (!page.more) return { sales, rejected, keys, pages, largestCursor }
    if (isRestarted && page.records.length > 0) surveys = keepSurveys()(options)
  }
}

/** Receipts in short: `451: 2 HF-1 24.00, CASH 24.00`. */
export const inShort = (sales: readonly StoreSale[]): readonly string[] =>
  sales.map(({ sequence, lines, tenders }) => {
    const sold = lines.map(({ quantity, sku, amount }) => `${quantity} ${sku} ${amount.amount}`)
    const paid = tenders.map(({ type, amount }) => `${type} ${amount.amount}`)
    return `${sequence}: ${[...sold, ...paid].join(', ')}`
  })
