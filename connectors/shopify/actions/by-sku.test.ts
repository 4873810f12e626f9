import { expect, it } from 'vitest'
import { findBySku } from './by-sku.ts'

/** A shop whose search finds everything that has a part of a SKU in common, in pages. */
function shop(skus: readonly string[], page: number) {
  const asked: string[] = []
  const read = async (query: string, after: string | null) => {
    asked.push(query)
    const start = Number(after ?? 0)
    const nodes = skus.slice(start, start + page).map((sku, index) => ({ id: String(start + index), sku }))
    const end = start + nodes.length
    return { nodes, pageInfo: { hasNextPage: end < skus.length, endCursor: nodes.length > 0 ? String(end) : null } }
  }
  return { read, asked }
}

it('reads all that a search finds: the very SKU may stand on the last page', async () => {
  const alike = Array.from({ length: 250 }, (_, index) => `HF-TEE-${index}`)
  const { read, asked } = shop([...alike, 'HF-TEE'], 100)
  const found = await findBySku(['HF-TEE', 'HF-NONE'], read)
  expect(found.get('HF-TEE')).toEqual([{ id: '250', sku: 'HF-TEE' }])
  expect(found.get('HF-NONE')).toEqual([])
  expect(asked).toEqual(Array.from({ length: 3 }, () => 'sku:"HF-TEE" OR sku:"HF-NONE"'))
})

it('asks for a few at a time, once each, and keeps what differs in case apart', async () => {
  const wanted = Array.from({ length: 30 }, (_, index) => `A"${index}`)
  const { read, asked } = shop(['a"1', 'A"1', 'A"1'], 100)
  const found = await findBySku([...wanted, 'A"1'], read)
  expect(asked.map((query) => query.split(' OR ').length)).toEqual([25, 5])
  expect(asked[0]).toMatch(/^sku:"A\\"0" OR /)
  expect(found.size).toBe(30)
  // Both searches of this shop find the same.
  expect(new Set(found.get('A"1')?.map(({ sku }) => sku))).toEqual(new Set(['A"1']))
})
