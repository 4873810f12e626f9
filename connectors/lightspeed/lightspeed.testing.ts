// The connector, its simulator and one valid input for each action.
import { createHmac } from 'node:crypto'
import type { ConformanceOptions } from '#connectors/kit/conformance.ts'
import type { SimulatorOptions } from '#connectors/kit/contract.ts'
import { lightspeed } from './index.ts'
import { createLightspeedSimulator } from './simulator/index.ts'
import { CASHIER, idOf, outletOf, paymentType, registerOf, taxIn } from './simulator/store.ts'

export const CONFIG = { domainPrefix: 'harbour-finch', auth: 'sign-in', clientId: 'tillflow' }
export const SECRETS = { clientSecret: 'lightspeed-secret-0123456789' }
export const FIRST_SALE = idOf('sale', '1')

/** Tills that have sold something, also after a reset: the suite resets before each test. */
function createUsedTills(options: SimulatorOptions) {
  const simulator = createLightspeedSimulator(options)
  return {
    ...simulator,
    async fetch(request: Request) {
      const answer = await simulator.fetch(request)
      if (new URL(request.url).pathname === '/_sim/reset') await simulator.emit?.('sale.update', { outlet: 'WHI', tender: 'cash' })
      return answer
    },
  }
}

export const signatureOf = (body: string | Uint8Array, secret: string) =>
  `signature=${createHmac('sha256', secret).update(body).digest('hex')},algorithm=HMAC-SHA256`

const webhook = (id: string) => {
  const trigger = lightspeed.triggers.find((one) => one.id === id)
  return {
    body: new URLSearchParams({ payload: JSON.stringify(trigger?.example), type: trigger?.vendorEvent ?? '' }).toString(),
    signatureHeader: 'x-signature',
    sign: (body: Uint8Array, secrets: Readonly<Record<string, string>>) => ({
      'x-signature': signatureOf(body, secrets['clientSecret'] ?? ''),
    }),
  }
}

export const SALE = {
  registerId: registerOf('WHI'),
  userId: CASHIER,
  reference: 'HF-1042',
  state: 'closed',
  soldAt: '2026-03-01T23:30:00Z',
  lines: [{ sku: 'HF-1004', quantity: '2', unitPrice: '12.50', taxId: taxIn('GB') }],
  payments: [{ paymentTypeId: paymentType('Card'), amount: '25.00' }],
}
export const GOODS = {
  type: 'OUTLET',
  reference: 'WH/OUT/00012',
  outletId: outletOf('BRI'),
  sourceOutletId: outletOf('WHI'),
  expectedAt: '2026-03-02T09:00:00Z',
  lines: [
    { sku: 'HF-1004', quantity: '12' },
    { sku: 'HF-1005', quantity: '6' },
  ],
}
const ADA = { code: 'SHOP-8123', firstName: 'Ada', lastName: 'Finch', email: 'ada@example.com', city: 'Whitstable', country: 'GB' }

export const LIGHTSPEED_CASES: ConformanceOptions = {
  connector: lightspeed,
  createSimulator: createUsedTills,
  config: CONFIG,
  secrets: SECRETS,
  badSecrets: { clientSecret: 'wrong-secret-0123456789' },
  actions: {
    'get-sale': { input: { saleId: FIRST_SALE } },
    'find-sales': { input: { from: '2020-01-01T00:00:00Z', before: '2100-01-01T00:00:00Z', outletId: outletOf('WHI') } },
    'create-sale': { input: SALE, creates: 'sales' },
    'find-product': { input: { sku: 'HF-1004' } },
    'upsert-product': { input: { sku: 'HF-NEW', name: 'Tideline lantern', price: '34.95' }, creates: 'products' },
    'find-products': { input: { skus: ['HF-1004', 'HF-9999'] } },
    'get-stock': { input: { sku: 'HF-1004' } },
    'set-stock': { input: { sku: 'HF-1004', outletId: outletOf('BRI'), quantity: '7' } },
    'adjust-stock': {
      input: { adjustments: [{ sku: 'HF-1004', outletId: outletOf('BRI'), quantity: '-2', reason: 'DAMAGE' }] },
      creates: 'stock_adjustments',
    },
    'create-consignment': { input: GOODS, creates: 'consignments', operation: 'POST /api/2026-07/consignments' },
    'get-consignment': { input: { consignmentId: idOf('consignment', '1') }, after: { action: 'create-consignment', input: GOODS } },
    'find-customers': { input: { code: 'SHOP-8123' }, after: { action: 'create-customer', input: ADA } },
    'create-customer': { input: ADA, creates: 'customers' },
    'list-outlets': { input: {} },
    'list-payment-types': { input: {} },
    'list-taxes': { input: {} },
    'get-register-totals': { input: { registerId: registerOf('WHI') } },
  },
  polls: {
    'sales-changed': { after: { event: 'sale.update', payload: {} } },
    'products-changed': {},
    'customers-changed': { after: { action: 'create-customer', input: ADA } },
    'stock-changed': {},
    'consignments-changed': { after: { action: 'create-consignment', input: GOODS } },
  },
  webhooks: Object.fromEntries(lightspeed.triggers.map(({ id }) => [id, webhook(id)])),
}
