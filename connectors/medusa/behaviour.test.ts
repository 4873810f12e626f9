// What the suite shared by all connectors does not know: Medusa's unrounded amounts, partial shipments and refunds.
import { Decimal } from 'decimal.js'
import { describe, expect, it } from 'vitest'
import type { CanonicalOrder } from '#connectors/kit/retail/order.ts'
import { simulated } from '#connectors/kit/simulated.testing.ts'
import { CANONICAL_ORDER } from './examples.ts'
import { medusa } from './index.ts'
import { createMedusaSimulator } from './simulator/index.ts'

const shop = simulated({
  connector: medusa,
  createSimulator: createMedusaSimulator,
  config: { url: 'https://api.harbour-finch.example' },
  secrets: { apiKey: 'sk_0123456789abcdef0123456789abcdef' },
})
const location = 'sloc_01HFWAREHOUSEEAST000000001'
const place = async (sku: string, quantity: number) => (await shop.emit('order.placed', { items: [{ sku, quantity }] })).recordId

const totalOf = (order: CanonicalOrder) =>
  [...order.lines.map(({ lineTotal }) => lineTotal), ...order.shipping.map(({ discountedPrice }) => discountedPrice), order.taxTotal]
    .reduce<Decimal>((sum, { amount }) => sum.plus(amount), new Decimal(0))
    .toFixed()

describe('an order in the retail model', () => {
  it('adds up to the last digit, also where Medusa does not round', async () => {
    expect(totalOf(CANONICAL_ORDER)).toBe(CANONICAL_ORDER.total.amount)
    expect(CANONICAL_ORDER.total.amount).toBe('241.615')
    const order = (await shop.run('get-order', { orderId: await place('HF-APRON-LINEN', 3) })) as unknown as CanonicalOrder
    expect(totalOf(order)).toBe(new Decimal(order.total.amount).toFixed())
  })
})

describe('shipments', () => {
  it('take some lines, then all that is left', async () => {
    const orderId = await place('HF-MUG-NAVY', 3)
    const order = (await shop.run('get-order', { orderId })) as unknown as CanonicalOrder
    const lines = [{ lineId: order.lines[0]?.id ?? '', quantity: 1 }]
    const ship = (trackingNumber: string, more: object = {}) =>
      shop.run('create-shipment', { orderId, locationId: location, trackingNumber, ...more }, { idempotencyKey: trackingNumber })
    await ship('T1', { lines })
    expect(await shop.run('get-order', { orderId })).toMatchObject({ fulfillmentStatus: 'partially_fulfilled' })
    await ship('T2')
    expect(await shop.run('get-order', { orderId })).toMatchObject({ fulfillmentStatus: 'fulfilled' })
    expect(await shop.run('get-stock', { sku: 'HF-MUG-NAVY' })).toMatchObject({ levels: [{ onHand: 22, reserved: 0, available: 22 }] })
    expect(await shop.failure(ship('T3'))).toMatchObject({ code: 'vendor-rejected' })
    expect(await shop.records('fulfillments')).toHaveLength(2)
  })
})

describe('refunds', () => {
  it('say so when no payment has so much left', async () => {
    const orderId = await place('HF-MUG-NAVY', 1)
    expect(await shop.failure(shop.run('create-refund', { orderId, amount: '900.00' }))).toMatchObject({
      code: 'vendor-rejected',
      issues: [{ path: '/amount' }],
    })
  })
})

describe('products', () => {
  it('of one name are told apart by their SKUs', async () => {
    const make = (sku: string) => shop.run('upsert-product', { sku, title: 'Jug' })
    await make('JUG-1')
    expect(await make('JUG-2')).toMatchObject({ created: true, product: { sku: 'JUG-2' } })
  })
  it('keep prices in other currencies', async () => {
    const price = (amount: string, currency: string) => ({ amount, currency })
    await shop.run('upsert-product', { sku: 'JUG', title: 'Jug', prices: [price('28.10', 'USD'), price('26.00', 'EUR')] })
    expect(await shop.run('upsert-product', { sku: 'JUG', prices: [price('30.00', 'USD')] })).toMatchObject({
      product: { prices: [price('26.00', 'EUR'), price('30.00', 'USD')] },
    })
  })
})
