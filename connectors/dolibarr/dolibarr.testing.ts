// The cases of the conformance suite and of the behaviour tests.
import type { Json } from '#shared/json.ts'
import type { ConformanceOptions } from '#connectors/kit/conformance.ts'
import { dolibarr } from './index.ts'
import { createDolibarrSimulator } from './simulator/index.ts'

export const CONFIG = { url: 'https://erp.harbour-finch.example/dolibarr', timeZone: 'Europe/Paris', currency: 'GBP' }
export const SECRETS = { apiKey: 'dolapikey-0123456789' }

export const LINES: Json[] = [
  { product: 'HF-1010', quantity: '2', unitPrice: '12.50', taxRate: '20', discountPercent: '10', description: 'Mug' },
  { description: 'Shipping', quantity: '1', unitPrice: '4.95', taxRate: '20' },
]
export const anOrder = (nth: number) => ({
  reference: `HF-${1_000 + nth}`,
  thirdParty: '1',
  customerReference: `#${1_000 + nth}`,
  date: '2026-03-02',
  lines: LINES,
})
export const anInvoice = { reference: 'INV-1', thirdParty: '1', date: '2026-03-03', order: 'HF-1001' }
export const MOVEMENT = { reference: 'COUNT-1', product: 'HF-1010', warehouse: 'WH1', quantity: '-3', label: 'Broken' }
export const PAYMENT = { invoice: 'INV-1', number: 'pi_123', date: '2026-03-03', means: 'CB', account: 'BANK' }
const orderMade = { action: 'create-order', input: (nth: number) => anOrder(nth) }
const invoiceMade = { action: 'create-invoice', input: { reference: 'INV-1', thirdParty: '1', date: '2026-03-03', lines: LINES } }

export const CASES: ConformanceOptions = {
  connector: dolibarr,
  createSimulator: createDolibarrSimulator,
  config: CONFIG,
  secrets: SECRETS,
  badSecrets: { apiKey: 'dolapikey-9876543210' },
  actions: {
    'find-or-create-third-party': {
      input: { reference: 'shop-77', email: 'ada@example.com', name: 'Ada Lovelace', country: 'GB', taxNumber: 'GB123456789' },
      creates: 'thirdparties',
    },
    'upsert-product': {
      input: { ref: 'NEW-1', label: 'Lantern', price: '15', taxRate: '20', barcode: '5060912009999' },
      creates: 'products',
    },
    'find-products': { input: {}, pages: { of: { event: 'product.created', payload: {} }, input: { limit: 10 }, key: 'id' } },
    'create-order': { input: anOrder(1), creates: 'orders' },
    'close-order': { input: { reference: 'HF-1001' }, after: orderMade, operation: '/close' },
    'create-invoice': { input: anInvoice, after: orderMade, creates: 'invoices' },
    'create-credit-note': {
      input: { reference: 'INV-1-R1', thirdParty: '1', date: '2026-03-04', invoice: 'INV-1' },
      after: invoiceMade,
      creates: 'invoices',
    },
    'pay-invoice': { input: PAYMENT, after: invoiceMade, creates: 'payments', operation: 'paymentsdistributed' },
    'get-document': { input: { document: 'order', reference: 'HF-1001' }, after: orderMade },
    'move-stock': { input: MOVEMENT, creates: 'stockmovements' },
    'get-stock': { input: { product: 'HF-1010' } },
  },
  polls: {
    'orders-changed': { after: orderMade },
    'invoices-changed': { after: invoiceMade },
    'products-changed': {},
    'third-parties-changed': {},
  },
}
