import { testConnector } from '#connectors/kit/conformance.ts'
import type { SimulatorOptions } from '#connectors/kit/contract.ts'
import { medusa } from './index.ts'
import { createMedusaSimulator } from './simulator/index.ts'

/** A shop with one order, also after a reset: the suite resets before each test. */
function createShopWithOrder(options: SimulatorOptions) {
  const simulator = createMedusaSimulator(options)
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

const orderId = 'order_01HF0000000000000000000001'
const location = 'sloc_01HFWAREHOUSEEAST000000001'

testConnector({
  connector: medusa,
  createSimulator: createShopWithOrder,
  config: { url: 'https://api.harbour-finch.example' },
  secrets: { apiKey: 'sk_0123456789abcdef0123456789abcdef' },
  badSecrets: { apiKey: 'sk_ffffffffffffffffffffffffffffffff' },
  actions: {
    'get-order': { input: { orderId } },
    'find-orders': {
      input: { changedSince: '2026-01-01T00:00:00Z' },
      pages: { of: { event: 'order.placed', payload: {} }, input: { limit: 1 }, key: 'id' },
    },
    'create-shipment': {
      input: { orderId, locationId: location, trackingNumber: '1Z999AA10123456784' },
      creates: 'fulfillments',
      operation: '/fulfillments',
    },
    'create-refund': { input: { orderId, amount: '79.50', note: 'Too small' }, creates: 'refunds' },
    'find-product': { input: { sku: 'HF-MUG-NAVY' } },
    'upsert-product': {
      input: { sku: 'HF-JUG', title: 'Stoneware Jug', prices: [{ amount: '28.10', currency: 'USD' }] },
      creates: 'variants',
    },
    'get-stock': { input: { sku: 'HF-MUG-NAVY' } },
    'set-stock': { input: { sku: 'HF-MUG-NAVY', locationId: location, quantity: 7 } },
  },
  polls: { 'orders-changed': {}, 'products-changed': {} },
})
