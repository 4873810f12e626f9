// Against a real Medusa: `npm run test:real` starts one. Skipped without its address in TILLFLOW_REAL_MEDUSA.
import { beforeAll, describe, expect, it } from 'vitest'
import { connected } from '#connectors/kit/connected.testing.ts'
import type { CanonicalOrder } from '#connectors/kit/retail/order.ts'
import { medusa } from './index.ts'
import { prepareMedusa, type RealMedusa } from './real-shop.testing.ts'

const url = process.env['TILLFLOW_REAL_MEDUSA'] ?? ''

describe.skipIf(url === '')('a real Medusa (skipped without its address in TILLFLOW_REAL_MEDUSA)', () => {
  const secrets = { apiKey: '' }
  const shop = connected({ connector: medusa, config: { url }, secrets, baseUrl: () => url })
  let real: RealMedusa
  beforeAll(async () => {
    real = await prepareMedusa(url)
    secrets.apiKey = real.apiKey
  })

  it('proves good credentials and calls wrong ones by their name', async () => {
    expect((await shop.test()).summary).toMatch(/^Signed in to /)
    secrets.apiKey = 'sk_wrong'
    expect((await shop.failure(shop.test())).code).toBe('credentials-invalid')
    secrets.apiKey = real.apiKey
  })

  it('gives an order with discount and tax that adds up exactly', async () => {
    const order = (await shop.run('get-order', { orderId: await real.placeOrder(3) })) as unknown as CanonicalOrder
    expect(order).toMatchObject({
      financialStatus: 'paid',
      fulfillmentStatus: 'unfulfilled',
      currency: 'USD',
      total: { amount: '241.615' },
      lines: [
        { sku: real.sku, quantity: 3, unitPrice: { amount: '79.50' }, discountTotal: { amount: '23.85' }, lineTotal: { amount: '214.65' } },
      ],
      shipping: [{ price: { amount: '5.00' }, discountedPrice: { amount: '5.00' } }],
      taxTotal: { amount: '21.965' },
      outstanding: { amount: '0.00' },
    })
  })

  it('ships an order once, and takes the stock', async () => {
    const orderId = await real.placeOrder(2)
    const before = await stockOf()
    const shipment = { orderId, locationId: real.locationId, trackingNumber: `1Z${orderId.slice(-10)}` }
    const first = await shop.run('create-shipment', shipment, { idempotencyKey: `ship-${orderId}` })
    expect(await shop.run('create-shipment', shipment, { idempotencyKey: `ship-${orderId}`, attempt: 2 })).toEqual(first)
    expect((await stockOf()).onHand).toBe(before.onHand - 2)
    expect(await shop.run('get-order', { orderId })).toMatchObject({ fulfillmentStatus: 'fulfilled' })
  })

  it('refunds a record once', async () => {
    const orderId = await real.placeOrder(1)
    const refund = () => shop.run('create-refund', { orderId, amount: '10.50', note: 'Too small' }, { idempotencyKey: `refund-${orderId}` })
    expect(await refund()).toMatchObject({ created: true, amount: { amount: '10.50', currency: 'USD' } })
    expect(await refund()).toMatchObject({ created: false })
    expect(await shop.run('get-order', { orderId })).toMatchObject({ financialStatus: 'partially_refunded', refunded: { amount: '10.50' } })
  })

  it('sets stock by what is on hand and by what can be sold', async () => {
    await real.placeOrder(1)
    const { reserved } = await stockOf()
    expect(reserved).toBeGreaterThan(0)
    const set = (quantity: number, counts: string) =>
      shop.run('set-stock', { sku: real.sku, locationId: real.locationId, quantity, counts })
    expect(await set(40, 'on-hand')).toMatchObject({ onHand: 40 })
    expect(await set(40, 'available')).toMatchObject({ onHand: 40 + reserved, available: 40 })
  })

  it('makes and changes a product by its SKU', async () => {
    const sku = `${real.sku}-JUG`
    const prices = [{ amount: '28.10', currency: 'USD' }]
    expect(await shop.run('upsert-product', { sku, title: 'Jug', prices })).toMatchObject({ created: true, product: { prices } })
    const changed = [{ amount: '29.00', currency: 'USD' }]
    expect(await shop.run('upsert-product', { sku, title: 'Stoneware jug', prices: changed })).toMatchObject({
      created: false,
      product: { title: 'Stoneware jug', prices: changed },
    })
    expect(await shop.run('find-product', { sku })).toMatchObject({ product: { sku } })
  })

  it('lists what changed, page by page, each version once', async () => {
    const orderId = await real.placeOrder(1)
    const all = await shop.poll('orders-changed', { limit: 2 })
    expect(all.map(({ key }) => key)).toContain(orderId)
    expect(new Set(all.map(({ key }) => key)).size).toBe(all.length)
    expect((await shop.poll('products-changed', { limit: 2 })).length).toBeGreaterThan(1)
  })

  async function stockOf(): Promise<{ readonly onHand: number; readonly reserved: number }> {
    const { levels } = (await shop.run('get-stock', { sku: real.sku })) as unknown as {
      levels: { locationId: string; onHand: number; reserved: number }[]
    }
    return levels.find(({ locationId }) => locationId === real.locationId) ?? expect.fail('no level')
  }
})
