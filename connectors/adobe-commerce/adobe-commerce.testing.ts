// The connector, its simulator and one valid input for each action: what its tests and its contract check share.
import type { ConformanceOptions } from '#connectors/kit/conformance.ts'
import type { SimulatorOptions } from '#connectors/kit/contract.ts'
import { adobeCommerce } from './index.ts'
import { createAdobeCommerceSimulator } from './simulator/index.ts'

/** A shop with one order, also after a reset: the suite resets before each test. */
function createShopWithOrder(options: SimulatorOptions) {
  const simulator = createAdobeCommerceSimulator(options)
  return {
    ...simulator,
    async fetch(request: Request) {
      const answer = await simulator.fetch(request)
      if (new URL(request.url).pathname === '/_sim/reset') await simulator.emit?.('order.placed', { lines: [{ sku: 'HF-1004', qty: 2 }] })
      return answer
    },
  }
}

export const SIGNED = {
  config: { url: 'https://shop.harbour-finch.example', auth: 'oauth1', consumerKey: 'consumer-key-0123456789' },
  secrets: {
    accessToken: 'access-token-0123456789',
    consumerSecret: 'consumer-secret-0123456789',
    accessTokenSecret: 'token-secret-0123456789',
  },
}
const order = { orderId: '1' }
const lines = [{ lineId: '1', quantity: 1 }]

export const ADOBE_COMMERCE_CASES: ConformanceOptions = {
  connector: adobeCommerce,
  createSimulator: createShopWithOrder,
  ...SIGNED,
  badSecrets: { ...SIGNED.secrets, accessTokenSecret: 'token-secret-ffffffffff' },
  actions: {
    'get-order': { input: { number: '000000001' } },
    'find-orders': {
      input: { status: 'pending', changedSince: '2026-01-01T00:00:00Z' },
      pages: { of: { event: 'order.placed', payload: {} }, input: { limit: 1 }, key: 'id' },
    },
    'ship-order': {
      input: { ...order, lines, tracks: [{ number: '1Z999', carrierCode: 'ups', title: 'UPS' }], note: 'Left at the door', notify: true },
      creates: 'shipments',
    },
    'invoice-order': { input: { ...order, capture: true }, creates: 'invoices' },
    'refund-order': {
      input: { ...order, lines, shipping: '2.50', extra: '0.10', fee: '0.20', restock: true },
      after: { action: 'invoice-order', input: { ...order, capture: false } },
      creates: 'creditmemos',
    },
    'cancel-order': { input: order },
    'add-order-comment': { input: { ...order, comment: 'Picked', toCustomer: true, status: 'picking' }, creates: 'comments' },
    'find-product': { input: { sku: 'HF-1004' } },
    'upsert-product': {
      input: {
        sku: 'HF-JUG',
        name: 'Stoneware Jug',
        price: '28.50',
        enabled: true,
        weight: '0.9',
        attributes: [{ code: 'description', value: 'Holds a litre' }],
      },
      creates: 'products',
    },
    'set-prices': { input: { prices: [{ sku: 'HF-1004', price: '9.95' }] } },
    'set-source-stock': { input: { items: [{ sku: 'HF-1004', source: 'WH1', quantity: '7' }] } },
    'get-source-stock': { input: { sku: 'HF-1004' } },
    'find-customer': { input: { email: 'ada@example.com', websiteId: 1 } },
    'upsert-customer': {
      input: {
        email: 'jo@example.com',
        firstName: 'Jo',
        lastName: 'Finch',
        groupId: 1,
        taxNumber: 'GB123456789',
        newsletter: true,
        billing: { company: 'Finch Ltd', address1: '1 Pier', city: 'Deal', postalCode: 'CT14 6HZ', country: 'GB', phone: '01304 000000' },
        shipping: { address1: '2 Elm St', city: 'Portland', region: 'ME', postalCode: '04101', country: 'US', phone: '+1 207 555 0100' },
      },
      creates: 'customers',
    },
  },
  discoveries: {
    'upsert-product': {
      in: 'input',
      field: 'fields.hf_height',
      kind: 'decimal',
      writes: {
        input: {
          sku: 'HF-JUG',
          name: 'Stoneware Jug',
          price: '28.50',
          attributes: [{ code: 'description', value: 'Holds a litre' }],
          fields: {
            hf_height: '21.50',
            hf_dishwasher: true,
            hf_launch: '2026-04-01',
            hf_drop_at: '2026-04-01T09:00:00+01:00',
            hf_material: 'Stoneware',
            hf_rooms: ['Kitchen', 'Garden'],
            tax_class_id: 'Taxable Goods',
          },
        },
        records: 'products',
        stored: {
          sku: 'HF-JUG',
          custom_attributes: [
            { attribute_code: 'description', value: 'Holds a litre' },
            { attribute_code: 'hf_height', value: '21.50' },
            { attribute_code: 'hf_dishwasher', value: '1' },
            { attribute_code: 'hf_launch', value: '2026-04-01' },
            { attribute_code: 'hf_drop_at', value: '2026-04-01 08:00:00' },
            { attribute_code: 'hf_material', value: '11' },
            { attribute_code: 'hf_rooms', value: '21,23' },
            { attribute_code: 'tax_class_id', value: '2' },
          ],
        },
      },
    },
    'find-product': { in: 'output', field: 'product.fields.hf_material', kind: 'text' },
    'find-customer': { in: 'output', field: 'customer.fields.hf_tier', kind: 'text' },
    'customers-changed': { in: 'output', field: 'fields.hf_credit_limit', kind: 'decimal' },
    'upsert-customer': {
      in: 'input',
      field: 'fields.hf_credit_limit',
      kind: 'decimal',
      writes: {
        input: {
          email: 'jo@example.com',
          firstName: 'Jo',
          lastName: 'Finch',
          fields: { hf_credit_limit: '250.00', hf_loyalty_number: 'L-17', hf_trade: true, hf_tier: 'Gold' },
        },
        records: 'customers',
        stored: {
          email: 'jo@example.com',
          custom_attributes: [
            { attribute_code: 'hf_credit_limit', value: '250.00' },
            { attribute_code: 'hf_loyalty_number', value: 'L-17' },
            { attribute_code: 'hf_trade', value: '1' },
            { attribute_code: 'hf_tier', value: '32' },
          ],
        },
      },
    },
  },
  polls: {
    'orders-changed': { after: { event: 'order.placed', payload: {} } },
    'customers-changed': { after: { event: 'customer.registered', payload: {} } },
    'refunds-changed': { after: { event: 'order.refunded', payload: {} } },
  },
}
