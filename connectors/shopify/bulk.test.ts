// Bulk operations: started once, waited for without holding anything, and read to the last line.
import { describe, expect, it } from 'vitest'
import type { Json } from '#shared/json.ts'
import { simulatedShop } from './simulated-shop.testing.ts'

const shop = simulatedShop()
interface Started {
  readonly operationId: string
}
interface Page {
  readonly records: readonly Readonly<Record<string, Json>>[]
  readonly nextCursor: string | null
}
const start = async (query: string) => ((await shop.run('start-bulk-query', { query })) as unknown as Started).operationId
const readAll = async (operationId: string, limit: number) => {
  const records: Readonly<Record<string, Json>>[] = []
  let cursor: string | null = null
  let pages = 0
  do {
    const page: Page = (await shop.run('read-bulk-result', { operationId, limit, cursor })) as unknown as Page
    records.push(...page.records)
    cursor = page.nextCursor
    pages++
  } while (cursor !== null)
  return { records, pages }
}

describe('a bulk query', () => {
  it('reads everything, what lies below beside what it lies below', async () => {
    const id = await start('{ products { edges { node { id handle variants { edges { node { id sku } } } } } } }')
    const { records, pages } = await readAll(id, 5)
    const products = records.filter(({ handle }) => handle !== undefined)
    expect(products).toHaveLength(11)
    const mug = products.find(({ handle }) => handle === 'harbour-mug')
    expect(records.filter(({ __parentId: parent }) => parent === mug?.['id']).map(({ sku }) => sku)).toEqual([
      'HF-MUG-NAVY',
      'HF-MUG-WHITE',
    ])
    expect([records.length, pages]).toEqual([23, 5])
  })
  it('is started once though the answer is lost', async () => {
    const query = '{ locations { edges { node { id } } } }'
    await shop.fail({ kind: 'cut-after-write' })
    await shop.failure(shop.run('start-bulk-query', { query }))
    await shop.run('start-bulk-query', { query }, { attempt: 2 })
    expect(await shop.records('bulk_operation')).toHaveLength(1)
    await shop.run('start-bulk-query', { query }, { idempotencyKey: 'tomorrow' })
    expect(await shop.records('bulk_operation')).toHaveLength(2)
  })
  it('is waited for: the step is to be run again later, and then reads the result', async () => {
    await shop.emit('bulk_operations/hold', {})
    const operationId = await start('{ locations { edges { node { id name } } } }')
    const waiting = await shop.failure(shop.run('read-bulk-result', { operationId }))
    expect(waiting).toMatchObject({ code: 'vendor-busy', disposition: 'retry-after', retryAfterMs: 15_000 })
    await shop.emit('bulk_operations/finish', {})
    expect(await shop.run('read-bulk-result', { operationId })).toMatchObject({
      operation: { status: 'completed', objects: 2 },
      records: [{ name: 'Central warehouse' }, { name: 'Harbour Street shop' }],
      hasMore: false,
    })
  })
  it('waits its turn where the shop has as many as it may', async () => {
    await shop.emit('bulk_operations/hold', {})
    const query = '{ locations { edges { node { id } } } }'
    for (let n = 0; n < 5; n++) await shop.run('start-bulk-query', { query }, { idempotencyKey: `n${n}` })
    expect(await shop.failure(shop.run('start-bulk-query', { query }))).toMatchObject({ code: 'vendor-busy', retryAfterMs: 30_000 })
  })
  it('that finds nothing has an empty result, and what is no bulk query is refused with the words of Shopify', async () => {
    const operationId = await start('{ orders(query: "name:none") { edges { node { id } } } }')
    expect(await shop.run('read-bulk-result', { operationId })).toMatchObject({ records: [], hasMore: false })
    const error = await shop.failure(shop.run('start-bulk-query', { query: '{ products { nodes { id } } }' }, { idempotencyKey: 'b' }))
    expect(error.message).toContain("Selecting via 'nodes' is not supported")
    expect(await shop.failure(shop.run('read-bulk-result', { operationId: 1 }))).toMatchObject({ code: 'vendor-rejected' })
  })
})

describe('a bulk change', () => {
  const mutation = `mutation call($identifier: ProductSetIdentifiers, $input: ProductSetInput!) {
    productSet(identifier: $identifier, input: $input) { product { id handle } userErrors { field message } }
  }`
  it('is done for every input, and tells how each of them went', async () => {
    const variables: Json[] = [
      { identifier: { handle: 'chart-solent' }, input: { handle: 'chart-solent', title: 'Chart of the Solent – “Großformat”' } },
      { identifier: { handle: 'chart-dover' }, input: { handle: 'chart-dover' } },
    ]
    const { operationId } = (await shop.run('start-bulk-mutation', { mutation, variables })) as unknown as Started
    expect(await shop.run('start-bulk-mutation', { mutation, variables }, { attempt: 2 })).toMatchObject({ operationId })
    expect((await readAll(operationId, 1)).records).toMatchObject([
      { data: { productSet: { product: { handle: 'chart-solent' }, userErrors: [] } }, __lineNumber: 0 },
      { data: { productSet: { product: null, userErrors: [{ message: "Title can't be blank" }] } }, __lineNumber: 1 },
    ])
    expect(await shop.run('get-product', { handle: 'chart-solent' })).toMatchObject({ title: 'Chart of the Solent – “Großformat”' })
  })
})
