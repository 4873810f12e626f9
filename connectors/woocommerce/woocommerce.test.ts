import { createHmac } from 'node:crypto'
import { expect } from 'vitest'
import { testConnector } from '#connectors/kit/conformance.ts'
import type { SimulatorOptions } from '#connectors/kit/contract.ts'
import { CUSTOMER, ORDER, WOO_PRODUCT } from './examples.ts'
import { woocommerce } from './index.ts'
import { createWooCommerceSimulator } from './simulator/index.ts'

/** A shop with one order, also after a reset: the suite resets before each test. */
function createShopWithOrder(options: SimulatorOptions) {
  const simulator = createWooCommerceSimulator(options)
  return {
    ...simulator,
    async fetch(request: Request) {
      const answer = await simulator.fetch(request)
      if (new URL(request.url).pathname === '/_sim/reset') await simulator.emit?.('order.created', ORDER)
      return answer
    },
  }
}

const webhook = (topic: string, payload: unknown) => ({
  body: JSON.stringify(payload),
  signatureHeader: 'x-wc-webhook-signature',
  sign: (body: Uint8Array, secrets: Readonly<Record<string, string>>) => ({
    'x-wc-webhook-signature': createHmac('sha256', secrets['webhookSecret'] ?? '')
      .update(body)
      .digest('base64'),
    'x-wc-webhook-topic': topic,
    'x-wc-webhook-delivery-id': '36e520ebabc2fa725092ff4a47acedf2',
  }),
})

const lines = [{ lineId: 315, quantity: 1, amount: '11.25', taxes: [{ rateId: 75, amount: '2.25' }] }]

testConnector({
  connector: woocommerce,
  createSimulator: createShopWithOrder,
  config: { url: 'https://shop.harbour-finch.example' },
  secrets: { consumerKey: 'ck_0123456789abcdef', consumerSecret: 'cs_0123456789abcdef', webhookSecret: 'whsec-0123456789' },
  badSecrets: { consumerKey: 'ck_0123456789abcdef', consumerSecret: 'cs_ffffffffffffffff', webhookSecret: 'whsec-0123456789' },
  actions: {
    'get-order': { input: { orderId: 727 } },
    'find-orders': {
      input: { status: 'processing', modifiedAfter: '2026-01-01T00:00:00Z' },
      pages: { of: { event: 'order.created', payload: {} }, input: { limit: 1 }, key: 'id' },
    },
    'get-refunds': {
      input: { orderId: '727' },
      after: { action: 'create-refund', input: { orderId: 727, amount: '13.50', payBack: false, lines } },
    },
    'create-refund': { input: { orderId: 727, amount: '13.50', reason: 'Chipped', payBack: true, lines }, creates: 'refunds' },
    'update-order': { input: { orderId: 727, status: 'completed', meta: [{ key: '_tracking_number', value: '1Z999' }] } },
    'add-order-note': { input: { orderId: 727, note: 'Shipped with DHL', toCustomer: true }, creates: 'notes' },
    'find-product': { input: { sku: 'HF-MUG-NAVY' } },
    'upsert-product': { input: { sku: 'HF-JUG', name: 'Stoneware Jug', regularPrice: '28.00' }, creates: 'products' },
    'set-stock': { input: { sku: 'HF-MUG-NAVY', quantity: 7 } },
    'find-or-create-customer': { input: { email: 'Ada@example.com', firstName: 'Ada' }, creates: 'customers' },
  },
  discoveries: {
    'get-order': { in: 'output', field: 'fields.gift_message', kind: 'text' },
    'find-product': { in: 'output', field: 'product.fields._hf_supplier', kind: 'any' },
    'update-order': {
      in: 'input',
      field: 'fields.gift_message',
      kind: 'text',
      writes: {
        input: { orderId: 727, meta: [{ key: '_tracking_number', value: '1Z999' }], fields: { gift_message: 'With love' } },
        records: 'orders',
        stored: {
          id: 727,
          meta_data: expect.arrayContaining([
            { id: expect.any(Number) as number, key: '_tracking_number', value: '1Z999' },
            { id: expect.any(Number) as number, key: 'gift_message', value: 'With love' },
          ]) as object[],
        },
      },
    },
    'upsert-product': {
      in: 'input',
      field: 'fields.hf_care',
      kind: 'text',
      writes: {
        input: { sku: 'HF-JUG', name: 'Stoneware Jug', fields: { hf_care: 'Dishwasher' } },
        records: 'products',
        stored: { sku: 'HF-JUG', meta_data: [{ id: expect.any(Number) as number, key: 'hf_care', value: 'Dishwasher' }] },
      },
    },
    'find-or-create-customer': {
      in: 'input',
      field: 'fields.hf_club',
      kind: 'text',
      writes: {
        input: { email: 'kay@example.com', fields: { hf_club: 'Harbour' } },
        records: 'customers',
        stored: { email: 'kay@example.com', meta_data: [{ id: expect.any(Number) as number, key: 'hf_club', value: 'Harbour' }] },
      },
    },
  },
  polls: { 'orders-changed': {}, 'products-changed': {} },
  webhooks: {
    'order-created': webhook('order.created', ORDER),
    'order-updated': webhook('order.updated', ORDER),
    'order-deleted': webhook('order.deleted', { id: 727 }),
    'product-created': webhook('product.created', WOO_PRODUCT),
    'product-updated': webhook('product.updated', WOO_PRODUCT),
    'customer-created': webhook('customer.created', CUSTOMER),
    'customer-updated': webhook('customer.updated', CUSTOMER),
  },
})
