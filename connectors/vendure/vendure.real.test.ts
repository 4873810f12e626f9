// Against a real Vendure: `npm run test:real` starts one. Skipped without its address in TILLFLOW_REAL_VENDURE.
import { beforeAll, describe, expect, it } from 'vitest'
import { connected } from '#connectors/kit/connected.testing.ts'
import type { CanonicalOrder } from '#connectors/kit/retail/order.ts'
import { Decimal } from 'decimal.js'
import { vendure } from './index.ts'
import { prepareVendure, type RealVendure } from './real-shop.testing.ts'

const url = process.env['TILLFLOW_REAL_VENDURE'] ?? ''

describe.skipIf(url === '')('a real Vendure (skipped without its address in TILLFLOW_REAL_VENDURE)', () => {
  const admin = `${url}/admin-api`
  const secrets = { password: 'superadmin-1' }
  const shop = connected({ connector: vendure, config: { url: admin, username: 'superadmin' }, secrets, baseUrl: () => admin })
  let real: RealVendure
  beforeAll(async () => {
    real = await prepareVendure(url)
  })

  it('proves good credentials and calls wrong ones by their name', async () => {
    expect((await shop.test()).summary).toMatch(/^Signed in to the channel /)
    shop.signOut()
    secrets.password = 'wrong-but-well-formed'
    expect((await shop.failure(shop.test())).code).toBe('credentials-invalid')
    secrets.password = 'superadmin-1'
    shop.signOut()
  })
  it('signs in anew when its session is refused', async () => {
    await shop.test()
    const kept = (await shop.context().tokens.read()) ?? { access: '', until: 0, origin: '' }
    await shop.context().tokens.renew(
      () => false,
      async () => ({ ...kept, access: 'session-that-ended' }),
    )
    expect((await shop.test()).summary).toMatch(/^Signed in to the channel /)
  })
  it('gives an order that adds up', async () => {
    const order = (await shop.run('get-order', { orderId: await real.placeOrder(3) })) as unknown as CanonicalOrder
    const sum = [
      ...order.lines.map(({ lineTotal }) => lineTotal),
      ...order.shipping.map(({ discountedPrice }) => discountedPrice),
      order.taxTotal,
    ]
    expect(sum.reduce<Decimal>((total, { amount }) => total.plus(amount), new Decimal(0)).toFixed(2)).toBe(order.total.amount)
    expect(order).toMatchObject({
      financialStatus: 'paid',
      currency: 'USD',
      lines: [{ sku: real.sku, quantity: 3, unitPrice: { amount: '79.50' } }],
    })
  })
  it('ships an order once, and takes the stock', async () => {
    const orderId = await real.placeOrder(2)
    const before = await stockOf()
    const shipment = { orderId, trackingCode: `1Z${orderId}`, method: 'UPS' }
    const first = await shop.run('create-shipment', shipment)
    expect(await shop.run('create-shipment', shipment, { attempt: 2 })).toEqual(first)
    expect((await stockOf()).onHand).toBe(before.onHand - 2)
    expect(await shop.run('get-order', { orderId })).toMatchObject({ fulfillmentStatus: 'fulfilled' })
  })
  it('sets stock, and names a SKU that is not there', async () => {
    const { locationId } = await stockOf()
    expect(await shop.run('set-stock', { sku: real.sku, locationId, quantity: 41 })).toMatchObject({ onHand: 41 })
    expect((await stockOf()).onHand).toBe(41)
    expect(await shop.failure(shop.run('set-stock', { sku: 'NOPE', locationId, quantity: 1 }))).toMatchObject({
      issues: [{ path: '/sku' }],
    })
  })
  it('lists what changed, page by page, each version once, and no carts', async () => {
    const orderId = await real.placeOrder(1)
    const all = await shop.poll('orders-changed', { limit: 2 })
    expect(all.map(({ key }) => key)).toContain(orderId)
    expect(new Set(all.map(({ key }) => key)).size).toBe(all.length)
  })

  async function stockOf(): Promise<{ readonly locationId: string; readonly onHand: number }> {
    const { product } = (await shop.run('find-product', { sku: real.sku })) as unknown as {
      product: { stock: { locationId: string; onHand: number }[] }
    }
    return product.stock[0] ?? expect.fail('no stock level')
  }
})
