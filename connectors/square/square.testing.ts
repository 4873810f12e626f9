// The connector, its simulator and one valid input for each action: what its tests and its contract check share.
import { createHmac } from 'node:crypto'
import type { ConformanceOptions } from '#connectors/kit/conformance.ts'
import type { SimulatorOptions } from '#connectors/kit/contract.ts'
import { square } from './index.ts'
import { createSquareSimulator } from './simulator/index.ts'

const HOOK = 'https://hooks.example/hooks/token'
const location = 'LQUAYSIDE00001'

/** Tills that have sold something, also after a reset: the suite resets before each test. */
function createUsedTills(options: SimulatorOptions) {
  const simulator = createSquareSimulator(options)
  return {
    ...simulator,
    async fetch(request: Request) {
      const answer = await simulator.fetch(request)
      if (new URL(request.url).pathname === '/_sim/reset')
        await simulator.emit?.('order.created', { location_id: location, tender: 'CARD', tip: 200 })
      return answer
    },
  }
}

const webhook = (id: string) => ({
  body: JSON.stringify(square.triggers.find((trigger) => trigger.id === id)?.example),
  signatureHeader: 'x-square-hmacsha256-signature',
  sign: (body: Uint8Array, secrets: Readonly<Record<string, string>>) => ({
    'x-square-hmacsha256-signature': createHmac('sha256', secrets['signatureKey'] ?? '')
      .update(HOOK)
      .update(body)
      .digest('base64'),
  }),
})

const sold = { event: 'order.created', payload: { location_id: location } }

const refunded = { event: 'refund.created', payload: {} }

export const SQUARE_CASES: ConformanceOptions = {
  connector: square,
  createSimulator: createUsedTills,
  config: {},
  secrets: { accessToken: 'EAAA0123456789abcdef0123456789', signatureKey: 'square-key-0123456789' },
  badSecrets: { accessToken: 'EAAAffffffffffffffffffffffffff', signatureKey: 'square-key-0123456789' },
  actions: {
    'get-sale': { input: { orderId: 'ORDER000000000001' } },
    'find-sales': {
      input: { locationIds: [location], closedFrom: '2020-01-01T00:00:00Z', closedBefore: '2100-01-01T00:00:00Z' },
      pages: { of: sold, input: { locationIds: [location], closedFrom: '2020-01-01T00:00:00Z', limit: 1 }, key: 'id' },
    },
    'find-cash-shifts': {
      input: { locationId: location, openedFrom: '2020-01-01T00:00:00Z', openedBefore: '2100-01-01T00:00:00Z' },
      pages: {
        of: { event: 'cash-drawer.closed', payload: { location_id: location } },
        input: { locationId: location, limit: 1 },
        key: 'id',
      },
    },
    'get-cash-shift': { input: { locationId: location, shiftId: 'SHIFT000000000001' } },
    'get-payment': { input: { paymentId: 'PAY000000000001' } },
    'get-refund': { input: { refundId: 'PAY000000000001_R000000000001' }, after: refunded },
    'create-refund': { input: { paymentId: 'PAY000000000001', amount: '5.00', currency: 'GBP', reason: 'Chipped' }, creates: 'refunds' },
    'find-product': { input: { sku: 'HF-MUG-NAVY' } },
    'upsert-product': {
      input: {
        sku: 'HF-NEW-1',
        name: 'Lantern',
        variation: 'Brass',
        description: 'For the garden',
        barcode: '5060912009999',
        price: '24.50',
        currency: 'GBP',
        trackStock: true,
      },
      creates: 'items',
    },
    'get-stock': { input: { sku: 'HF-MUG-NAVY', locationId: location } },
    'set-stock': { input: { sku: 'HF-MUG-NAVY', locationId: location, quantity: 7 } },
    'list-locations': { input: {} },
  },
  polls: {
    'sales-changed': { options: { locationIds: [location] } },
    'payments-changed': { options: { locationIds: [location] } },
    'refunds-changed': { after: refunded },
    'stock-changed': { options: { locationIds: [location] } },
    'products-changed': {},
    'cash-shifts-closed': { after: { event: 'cash-drawer.closed', payload: { location_id: location, short: 150 } } },
  },
  webhooks: Object.fromEntries(square.triggers.map(({ id }) => [id, webhook(id)])),
}
