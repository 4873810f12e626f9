import { Decimal } from 'decimal.js'
import { describe, expect, it } from 'vitest'
import { testConnector } from '#connectors/kit/conformance.ts'
import type { SimulatorOptions } from '#connectors/kit/contract.ts'
import type { CanonicalOrder } from '#connectors/kit/retail/order.ts'
import { simulated } from '#connectors/kit/simulated.testing.ts'
import { CANONICAL_ORDER } from './examples.ts'
import { vendure } from './index.ts'
import { createVendureSimulator } from './simulator/index.ts'

/** A shop with one order, also after a reset: the suite resets before each test. */
function createShopWithOrder(options: SimulatorOptions) {
  const simulator = createVendureSimulator(options)
  return {
    ...simulator,
    async fetch(request: Request) {
      const answer = await simulator.fetch(request)
      if (new URL(request.url).pathname === '/_sim/reset')
        await simulator.emit?.('order.placed', { items: [{ sku: 'HF-BLANKET-GREY', quantity: 2 }] })
      return answer
    },
  }
}

const connection = {
  connector: vendure,
  config: { url: 'https://shop.harbour-finch.example/admin-api', username: 'integration' },
  secrets: { password: 'vendure-password-0123' },
}

testConnector({
  ...connection,
  createSimulator: createShopWithOrder,
  badSecrets: { password: 'vendure-password-wrong' },
  actions: {
    'get-order': { input: { orderId: '1' } },
    'create-shipment': {
      input: { orderId: '1', trackingCode: '1Z999AA10123456784', method: 'UPS' },
      creates: 'fulfillments',
      operation: 'AddFulfillment',
    },
    'find-product': { input: { sku: 'HF-MUG-NAVY' } },
    'set-stock': { input: { sku: 'HF-MUG-NAVY', locationId: '1', quantity: 7 } },
  },
  polls: { 'orders-changed': {} },
})

const shop = simulated({ ...connection, createSimulator: createVendureSimulator })
const totalOf = (order: CanonicalOrder) =>
  [...order.lines.map(({ lineTotal }) => lineTotal), ...order.shipping.map(({ discountedPrice }) => discountedPrice), order.taxTotal]
    .reduce<Decimal>((sum, { amount }) => sum.plus(amount), new Decimal(0))
    .toFixed(2)

describe('a simulated Vendure', () => {
  it('has orders that add up in the retail model', async () => {
    expect(totalOf(CANONICAL_ORDER)).toBe(CANONICAL_ORDER.total.amount)
    const { recordId } = await shop.emit('order.placed', { items: [{ sku: 'HF-CANDLE-SEA', quantity: 3 }] })
    const order = (await shop.run('get-order', { orderId: recordId })) as unknown as CanonicalOrder
    expect(totalOf(order)).toBe(order.total.amount)
    expect(order).toMatchObject({
      financialStatus: 'paid',
      shippingAddress: { firstName: 'Ada', lastName: 'Buyer' },
      lines: [{ unitPrice: { amount: '21.05' } }],
    })
  })
  it('keeps carts out of the list of orders', async () => {
    await shop.emit('order.placed', { active: true })
    await shop.emit('order.placed', {})
    expect((await shop.poll('orders-changed')).map(({ key }) => key)).toEqual(['2'])
  })
  it('ships some lines, then what is left, and takes the stock', async () => {
    const { recordId: orderId } = await shop.emit('order.placed', { items: [{ sku: 'HF-MUG-NAVY', quantity: 3 }] })
    const order = (await shop.run('get-order', { orderId })) as unknown as CanonicalOrder
    await shop.run('create-shipment', { orderId, trackingCode: 'A', lines: [{ lineId: order.lines[0]?.id ?? '', quantity: 1 }] })
    expect(await shop.run('get-order', { orderId })).toMatchObject({ fulfillmentStatus: 'partially_fulfilled' })
    await shop.run('create-shipment', { orderId, trackingCode: 'B' })
    expect(await shop.run('get-order', { orderId })).toMatchObject({ fulfillmentStatus: 'fulfilled' })
    expect(await shop.run('find-product', { sku: 'HF-MUG-NAVY' })).toMatchObject({ product: { stock: [{ onHand: 22, allocated: 0 }] } })
    expect((await shop.failure(shop.run('create-shipment', { orderId, trackingCode: 'C' }))).code).toBe('vendor-rejected')
  })
  it('signs in once for many calls, and anew when the session is refused', async () => {
    await shop.test()
    await shop.run('find-product', { sku: 'HF-MUG-NAVY' })
    const kept = (await shop.context().tokens.read()) ?? { access: '', until: 0, origin: '' }
    await shop.context().tokens.renew(
      () => false,
      async () => ({ ...kept, access: 'session-that-ended' }),
    )
    await shop.test()
    expect((await shop.requests()).filter(({ body }) => body.includes('mutation Login'))).toHaveLength(2)
  })
})
