// Stock as Shopify keeps it: compared and set, adjusted once, and moved by orders.
import { describe, expect, it } from 'vitest'
import type { Json } from '#shared/json.ts'
import { simulatedShop, STORE, WAREHOUSE } from './simulated-shop.testing.ts'

const shop = simulatedShop()

interface Level {
  readonly locationId: string
  readonly available: number
  readonly onHand: number
  readonly committed: number
}
const stockOf = async (sku: string, locationId = WAREHOUSE): Promise<Level> => {
  const { items } = (await shop.run('get-stock', { skus: [sku], locationId })) as unknown as { items: { levels: Level[] }[] }
  return items[0]?.levels[0] ?? expect.fail(`no stock of ${sku}`)
}
const sell = (items: Json, more: object = {}) => shop.emit('orders/create', { line_items: items, ...more } as Json)

describe('reading stock', () => {
  it('says what is available, committed and on hand where, and what the shop does not have', async () => {
    await sell([{ sku: 'HF-MUG-NAVY', quantity: 2 }])
    expect(await shop.run('get-stock', { skus: ['HF-MUG-NAVY', 'HF-NONE'] })).toMatchObject({
      items: [
        {
          sku: 'HF-MUG-NAVY',
          tracked: true,
          levels: [
            { locationId: WAREHOUSE, available: 118, committed: 2, onHand: 120 },
            { locationId: STORE, available: 24, committed: 0, onHand: 24 },
          ],
        },
      ],
      problems: [{ of: 'HF-NONE', problem: 'The shop has no product with the SKU HF-NONE.' }],
    })
  })
  it('needs something to look for', async () => {
    expect(await shop.failure(shop.run('get-stock', {}))).toMatchObject({ code: 'action-input-invalid', issues: [{ path: '/skus' }] })
  })
})

describe('setting stock', () => {
  it('sets what is available, or what is on hand while some of it is sold', async () => {
    await sell([{ sku: 'HF-MUG-NAVY', quantity: 2 }])
    await shop.run('set-stock', { lines: [{ sku: 'HF-MUG-NAVY', quantity: 50 }], locationId: WAREHOUSE, quantityName: 'on_hand' })
    expect(await stockOf('HF-MUG-NAVY')).toMatchObject({ onHand: 50, committed: 2, available: 48 })
    await shop.run('set-stock', { lines: [{ sku: 'HF-MUG-NAVY', quantity: 40, expected: 48 }], locationId: WAREHOUSE })
    expect(await stockOf('HF-MUG-NAVY')).toMatchObject({ onHand: 42, committed: 2, available: 40 })
  })
  it('sets the other lines when one is stale or unknown, and says which were refused', async () => {
    await sell([{ sku: 'HF-MUG-NAVY', quantity: 1 }])
    const lines: Json[] = [
      { sku: 'HF-MUG-NAVY', quantity: 10, expected: 120 },
      { sku: 'HF-TOTE', quantity: 11, expected: 120 },
      { sku: 'HF-NONE', quantity: 12 },
      { sku: 'HF-SOAP', quantity: 13, locationId: 99 },
      { sku: 'HF-LAMP', quantity: 14 },
    ]
    const input = { lines, locationId: WAREHOUSE }
    const answer = await shop.run('set-stock', { ...input, whenRefused: 'report' })
    expect(answer).toMatchObject({
      refused: 3,
      lines: [
        {
          outcome: 'refused',
          code: 'CHANGE_FROM_QUANTITY_STALE',
          problem: 'There are 119, not 120 as expected: it changed meanwhile. Read the stock again, then set it.',
        },
        { outcome: 'set' },
        { outcome: 'refused', code: 'product-not-found' },
        { outcome: 'refused', code: 'INVALID_LOCATION', problem: 'The specified location could not be found.' },
        { outcome: 'set' },
      ],
    })
    expect([(await stockOf('HF-MUG-NAVY')).available, (await stockOf('HF-TOTE')).available, (await stockOf('HF-LAMP')).available]).toEqual([
      119, 11, 14,
    ])
    const error = await shop.failure(shop.run('set-stock', input, { idempotencyKey: 'another' }))
    expect(error).toMatchObject({
      code: 'vendor-rejected',
      issues: [{ path: '/lines/0' }, { path: '/lines/2' }, { path: '/lines/3' }],
    })
    expect(error.message).toContain('Shopify set 2 of 5 lines')
  })
  it('does not take its own first try for somebody else', async () => {
    const input = { lines: [{ sku: 'HF-TOTE', quantity: 7, expected: 120 }], locationId: WAREHOUSE }
    await shop.fail({ kind: 'cut-after-write' })
    expect((await shop.failure(shop.run('set-stock', input))).code).toBe('connection-failed')
    // A sale comes before the second try: the key says that it was set already.
    await sell([{ sku: 'HF-TOTE', quantity: 1 }])
    expect(await shop.run('set-stock', input, { attempt: 2 })).toMatchObject({ refused: 0, lines: [{ outcome: 'set' }] })
    expect(await stockOf('HF-TOTE')).toMatchObject({ available: 6 })
    // And a line that is so already is no problem, whoever did it.
    const same = { lines: [{ sku: 'HF-TOTE', quantity: 6, expected: 120 }], locationId: WAREHOUSE }
    expect(await shop.run('set-stock', same, { idempotencyKey: 'another' })).toMatchObject({ lines: [{ outcome: 'already' }] })
  })
  it('refuses a line that is there twice', async () => {
    const lines: Json[] = [
      { sku: 'HF-TOTE', quantity: 1 },
      { sku: 'HF-TOTE', quantity: 2 },
    ]
    expect(await shop.run('set-stock', { lines, locationId: WAREHOUSE, whenRefused: 'report' })).toMatchObject({
      lines: [{ outcome: 'set' }, { outcome: 'refused', code: 'line-repeated' }],
    })
  })
  it('begins to keep stock at a location only when told to', async () => {
    const { recordId } = await shop.emit('locations/create', { name: 'Pier kiosk' })
    const input = { lines: [{ sku: 'HF-SOAP', quantity: 9 }], locationId: recordId, whenRefused: 'report' }
    expect(await shop.run('set-stock', input)).toMatchObject({ lines: [{ outcome: 'refused', code: 'ITEM_NOT_STOCKED_AT_LOCATION' }] })
    expect(await shop.run('set-stock', { ...input, stockWhereMissing: true })).toMatchObject({ lines: [{ outcome: 'set' }] })
    expect(await stockOf('HF-SOAP', recordId)).toMatchObject({ available: 9 })
  })
  it('takes 250 lines and no more', async () => {
    const line = { sku: 'HF-TOTE', quantity: 1, locationId: WAREHOUSE }
    expect((await shop.failure(shop.run('set-stock', { lines: Array.from({ length: 251 }, () => line) }))).code).toBe(
      'action-input-invalid',
    )
  })
})

describe('adjusting stock', () => {
  it('changes once, however often the same record is sent', async () => {
    const input = { lines: [{ sku: 'HF-TOTE', change: 24 }], locationId: WAREHOUSE, reason: 'received', reference: 'gid://wms/Delivery/7' }
    await shop.run('adjust-stock', input)
    await shop.run('adjust-stock', input, { attempt: 2 })
    expect(await stockOf('HF-TOTE')).toMatchObject({ available: 144 })
    await shop.run('adjust-stock', input, { idempotencyKey: 'next-delivery' })
    expect(await stockOf('HF-TOTE')).toMatchObject({ available: 168 })
  })
  it('changes nothing when one line is wrong, and says which', async () => {
    const lines: Json[] = [
      { sku: 'HF-TOTE', change: 1 },
      { sku: 'HF-SOAP', change: 1, expected: 5 },
    ]
    const error = await shop.failure(shop.run('adjust-stock', { lines, locationId: WAREHOUSE }))
    expect(error).toMatchObject({ code: 'vendor-rejected', issues: [{ path: '/lines/1' }] })
    expect(await stockOf('HF-TOTE')).toMatchObject({ available: 120 })
  })
  it('moves other quantities with their ledger document only', async () => {
    const input = { lines: [{ sku: 'HF-TOTE', change: 2 }], locationId: WAREHOUSE, quantityName: 'damaged' }
    expect((await shop.failure(shop.run('adjust-stock', input))).code).toBe('action-input-invalid')
    await shop.run('adjust-stock', { ...input, ledgerDocument: 'gid://wms/Breakage/1' })
    expect(await stockOf('HF-TOTE')).toMatchObject({ available: 120, onHand: 122 })
  })
})

describe("Shopify's demands since 2026-04, as the simulator makes them", () => {
  const ask = async (query: string) =>
    (await (
      await fetch(`${shop.baseUrl()}/admin/api/2026-07/graphql.json`, {
        method: 'POST',
        headers: { 'x-shopify-access-token': 'shpat_0123456789abcdef0123456789abcdef' },
        body: JSON.stringify({ query }),
      })
    ).json()) as Json
  const set = (line: string, directive: string) =>
    ask(
      `mutation { inventorySetQuantities(input: { name: "available", reason: "correction", quantities: [{ inventoryItemId: "gid://shopify/InventoryItem/46120044010005", locationId: "${WAREHOUSE}", ${line} }] }) ${directive} { userErrors { code } } }`,
    )

  it('are a key', async () => {
    expect(await set('quantity: 5, changeFromQuantity: null', '')).toMatchObject({
      data: { inventorySetQuantities: null },
      errors: [
        { message: 'The @idempotent directive is required for this mutation but was not provided.', extensions: { code: 'BAD_REQUEST' } },
      ],
    })
  })
  it('are a comparison, made or declined', async () => {
    expect(await set('quantity: 5', '@idempotent(key: "a")')).toMatchObject({
      errors: [{ message: 'InventoryQuantityInput must include the following argument: changeFromQuantity.' }],
    })
  })
  it('are another key for other input', async () => {
    expect(await set('quantity: 5, changeFromQuantity: null', '@idempotent(key: "a")')).toMatchObject({
      data: { inventorySetQuantities: { userErrors: [] } },
    })
    expect(await set('quantity: 6, changeFromQuantity: null', '@idempotent(key: "a")')).toMatchObject({
      data: { inventorySetQuantities: { userErrors: [{ code: 'IDEMPOTENCY_KEY_PARAMETER_MISMATCH' }] } },
    })
  })
})

describe('stock of a trading day', () => {
  it('is committed by an order, gone with its parcel, and back after a cancellation', async () => {
    const { recordId } = await sell([{ sku: 'HF-TOTE', quantity: 3 }])
    expect(await stockOf('HF-TOTE')).toMatchObject({ available: 117, committed: 3, onHand: 120 })
    await shop.run('create-fulfillment', { orderId: recordId, tracking: { number: 'T1' } })
    expect(await stockOf('HF-TOTE')).toMatchObject({ available: 117, committed: 0, onHand: 117 })
    await sell([{ sku: 'HF-TOTE', quantity: 2 }])
    await shop.emit('orders/cancelled', { name: '#1002' })
    expect(await stockOf('HF-TOTE')).toMatchObject({ available: 117, committed: 0, onHand: 117 })
  })
  it('is gone at once at the till, and told to those who listen', async () => {
    const trigger = shop.trigger('inventory-levels-update')
    await trigger.subscribe?.('https://tillflow.example/hooks/stock', shop.context())
    await sell([{ sku: 'HF-TOTE', quantity: 1 }], { source_name: 'pos' })
    expect(await stockOf('HF-TOTE', STORE)).toMatchObject({ available: 23, onHand: 23 })
    const [delivery] = shop.deliveries
    expect(JSON.parse(delivery?.body ?? '')).toMatchObject({ location_id: 70210388195, available: 23 })
    expect(delivery && shop.verify('inventory-levels-update', delivery)).toMatchObject({ vendorEvent: 'inventory_levels/update' })
  })
  it('is read by the poll: what changed, once', async () => {
    const first = await shop.poll('stock-changed', { settings: { locationId: STORE }, since: new Date().toISOString() })
    expect(first).toEqual([])
    await shop.emit('inventory_levels/update', { sku: 'HF-TOTE', location_id: 70210388195, available: 3 })
    const changed = await shop.poll('stock-changed', {
      settings: { locationId: STORE },
      since: new Date(Date.now() - 60_000).toISOString(),
    })
    expect(changed).toMatchObject([{ value: { sku: 'HF-TOTE', available: 3, locationId: STORE } }])
  })
})
