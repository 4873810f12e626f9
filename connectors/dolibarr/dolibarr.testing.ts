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

const shipped = { event: 'shipment.created', payload: { ref_ext: 'HF-1001-S1', tracking_number: '1Z999' } }

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
    'create-shipment': {
      input: { reference: 'HF-1001-S1', order: 'HF-1001', date: '2026-03-03', warehouse: 'WH1', trackingNumber: '1Z999' },
      after: orderMade,
      creates: 'shipments',
    },
    'get-shipment': { input: { reference: 'HF-1001-S1' }, after: shipped },
    'find-shipments': { input: { order: 'HF-1001' }, after: orderMade },
    'get-document': { input: { document: 'order', reference: 'HF-1001' }, after: orderMade },
    'move-stock': { input: MOVEMENT, creates: 'stockmovements' },
    'get-stock': { input: { product: 'HF-1010' } },
  },
  discoveries: {
    'find-or-create-third-party': {
      in: 'input',
      field: 'fields.hf_club',
      kind: 'text',
      writes: {
        input: { reference: 'shop-77', name: 'Ada Lovelace', fields: { hf_club: 'Finch', hf_interests: ['Garden', 'Kitchen'] } },
        records: 'thirdparties',
        stored: { ref_ext: 'shop-77', array_options: { options_hf_club: '2', options_hf_interests: 'a,b' } },
      },
    },
    'upsert-product': {
      in: 'input',
      field: 'fields.hf_weight',
      kind: 'decimal',
      writes: {
        input: { ref: 'NEW-1', label: 'Lantern', price: '15', taxRate: '20', fields: { hf_care: 'Wipe', hf_weight: '1.25' } },
        records: 'products',
        stored: { ref: 'NEW-1', array_options: { options_hf_care: 'Wipe', options_hf_weight: 1.25 } },
      },
    },
    'create-order': {
      in: 'input',
      field: 'fields.hf_gift',
      kind: 'boolean',
      writes: {
        input: { ...anOrder(1), fields: { hf_gift: true, hf_pickup_at: '2026-07-01T10:15:00Z' } },
        records: 'orders',
        stored: { ref_ext: 'HF-1001', array_options: { options_hf_gift: 1, options_hf_pickup_at: '2026-07-01 12:15:00' } },
      },
    },
    'orders-changed': { in: 'output', field: 'fields.hf_gift', kind: 'text' },
    'invoices-changed': {
      in: 'output',
      field: 'fields.hf_channel',
      kind: 'text',
      after: { action: 'create-invoice', input: { reference: 'INV-1', thirdParty: '1', date: '2026-03-03', lines: LINES } },
    },
    'products-changed': { in: 'output', field: 'fields.hf_care', kind: 'text' },
    'third-parties-changed': { in: 'output', field: 'fields.hf_club', kind: 'text' },
  },
  polls: {
    'orders-changed': { after: orderMade },
    'invoices-changed': { after: invoiceMade },
    'products-changed': {},
    'third-parties-changed': {},
  },
}
