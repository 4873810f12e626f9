// One connection to each of Odoo's APIs, and one valid input for every action, for the suites that both must pass.
import type { ConformanceOptions } from '#connectors/kit/conformance.ts'
import { odoo } from './index.ts'
import { createOdooSimulator } from './simulator/index.ts'

const address = { url: 'https://harbour-finch.odoo.com', database: 'harbour-finch' }

/** By what the test's name says. */
export const CONNECTIONS = {
  'JSON-2 of Odoo 19': address,
  'JSON-RPC of Odoo 17': { ...address, username: 'integration@harbour-finch.example', api: 'json-rpc' },
} as const

export const SECRETS = { apiKey: 'odoo-key-0123456789abcdef' }

const order = {
  reference: '#1001',
  customer: { email: 'Grace@Example.com', name: 'Grace Hopper', createMissing: true },
  lines: [{ sku: 'HF-MUG-NAVY', quantity: 2, unitPrice: '12.50', taxes: ['20%'] }],
}
const invoice = { reference: '#1001', customer: { ref: 'WEB-GUEST' }, lines: order.lines }
const placed = { action: 'create-sales-order', input: order }
const invoiced = { action: 'create-invoice', input: invoice }
const bought = { event: 'purchase.ordered', payload: {} }
const sent = { event: 'transfer.dispatched', payload: {} }
export const CUSTOMERS = 'x_studio_shop_customers'
export const EMAIL_CONSENT = { field: 'x_studio_email_consent', timeField: 'x_studio_email_consent_at' }
export const shopper = {
  reference: 'SHOPIFY-1',
  referenceField: CUSTOMERS,
  name: 'Grace Hopper',
  email: 'Grace@Example.com',
  phone: '020 7946 0102',
  countryCode: 'GB',
  consents: [{ ...EMAIL_CONSENT, state: 'subscribed', at: '2026-11-01T09:00:00Z' }],
}
const sale = { lines: [{ sku: 'HF-MUG-NAVY', quantity: 1 }], payments: [{ method: 'Card', amount: 12.5 }] }

export const conformanceOf = (config: (typeof CONNECTIONS)[keyof typeof CONNECTIONS]): ConformanceOptions => ({
  connector: odoo,
  createSimulator: createOdooSimulator,
  config,
  secrets: SECRETS,
  badSecrets: { apiKey: 'odoo-key-wrong-but-well-formed' },
  actions: {
    'create-sales-order': { input: order, creates: 'sale.order', operation: 'sale.order.create' },
    'get-sales-order': { input: { reference: '#1001' }, after: placed },
    'update-sales-order': {
      input: {
        reference: '#1001',
        lines: [
          { ...order.lines[0], quantity: 1 },
          { sku: 'SHIPPING', quantity: 1, unitPrice: '4.95', taxes: ['20%'] },
        ],
      },
      after: placed,
      operation: 'sale.order.write',
    },
    'cancel-sales-order': { input: { reference: '#1001' }, after: placed },
    'create-invoice': { input: invoice, creates: 'account.move', operation: 'account.move.create' },
    'create-credit-note': {
      input: { ...invoice, reference: '#1001-R1', invoiceReference: '#1001' },
      after: invoiced,
      creates: 'account.move',
      operation: 'account.move.create',
    },
    'get-invoice': { input: { reference: '#1001' }, after: invoiced },
    'register-payment': {
      input: { reference: 'pi_1', invoiceReference: '#1001', journal: 'CARD', amount: '30.00' },
      after: invoiced,
      creates: 'account.payment',
      operation: 'account.payment.register.action_create_payments',
    },
    'get-deliveries': { input: { orderReference: '#1001' }, after: placed },
    'validate-delivery': { input: { number: 'WH/OUT/00001', lines: [{ sku: 'HF-MUG-NAVY', quantity: 2 }] }, after: placed },
    'receive-return': {
      input: { reference: '#1001-R1', orderReference: '#1001', lines: [{ sku: 'HF-MUG-NAVY', quantity: 1 }] },
      after: { event: 'sale.shipped', payload: { reference: '#1001', lines: [{ sku: 'HF-MUG-NAVY', quantity: 2 }] } },
      creates: 'stock.picking',
      operation: 'stock.picking.create',
    },
    'answer-purchase-order': {
      input: {
        number: 'P00001',
        supplierReference: 'Q-1',
        lines: [{ sku: 'HF-MUG-NAVY', quantity: '36', expectedOn: '2030-03-15' }],
        whenFewer: 'change',
      },
      after: bought,
      operation: 'purchase.order.write',
    },
    'announce-receipt': {
      input: { number: 'P00001', reference: 'SHIP-1', expectedOn: '2030-03-14', lines: [{ sku: 'HF-MUG-NAVY', quantity: '36' }] },
      after: bought,
      operation: 'stock.picking.write',
    },
    'create-vendor-bill': {
      input: {
        number: 'P00001',
        reference: 'INV-1',
        lines: [{ sku: 'HF-MUG-NAVY', quantity: '48', unitPrice: '5.00' }],
        total: '288.00',
        quantities: 'ordered',
      },
      after: bought,
      creates: 'account.move',
      operation: 'account.move.create',
    },
    'get-transfer': { input: { number: 'WH/OUT/00001' }, after: sent },
    'receive-transfer': {
      input: { number: 'WH/OUT/00001', lines: [{ sku: 'HF-MUG-NAVY', quantity: '11' }] },
      after: sent,
      operation: 'stock.picking.write',
    },
    'record-store-sale': {
      input: { reference: 'LON-1-17', warehouse: 'SHOP', lines: [{ sku: 'HF-MUG-NAVY', quantity: 2 }] },
      creates: 'stock.picking',
      operation: 'stock.picking.create',
    },
    'get-stock': { input: { skus: ['HF-MUG-NAVY'] } },
    'set-stock': { input: { sku: 'HF-MUG-NAVY', warehouse: 'WH', quantity: '25' } },
    'find-product': { input: { sku: 'HF-MUG-NAVY' } },
    'upsert-product': {
      input: { sku: 'HF-NEW', name: 'Anchor pin', barcode: '5012345999999', listPrice: '4.50', taxes: ['20%'] },
      creates: 'product.product',
    },
    'find-or-create-partner': { input: { ref: 'C-77', name: 'Grace Hopper', email: 'grace@example.com' }, creates: 'res.partner' },
    'match-customer': { input: shopper, creates: 'res.partner', operation: 'res.partner.create' },
    'merge-customers': {
      input: { kept: 'SHOPIFY-2', gone: shopper.reference, referenceField: CUSTOMERS },
      after: { action: 'match-customer', input: shopper },
      operation: 'res.partner.write',
    },
    'erase-customer': {
      input: { reference: shopper.reference, referenceField: CUSTOMERS, email: shopper.email, moreFields: ['x_studio_email_consent'] },
      after: { action: 'match-customer', input: shopper },
      operation: 'res.partner.write',
    },
    'search-read': { input: { model: 'stock.warehouse', fields: ['name', 'code'] } },
  },
  discoveries: {
    'create-sales-order': {
      in: 'input',
      field: 'fields.x_studio_gift',
      kind: 'boolean',
      writes: {
        input: {
          ...order,
          reference: '#1002',
          fields: {
            x_studio_gift: true,
            x_studio_gift_message: 'Happy birthday',
            x_studio_deposit: '10.10',
            x_studio_pickup_at: '2026-03-01T10:15:00+01:00',
            x_studio_needed_on: '2026-03-02',
            x_studio_channel: 'phone',
            x_studio_recipient_id: 'Online guest',
          },
        },
        records: 'sale.order',
        stored: {
          client_order_ref: '#1002',
          x_studio_gift: true,
          x_studio_gift_message: 'Happy birthday',
          x_studio_deposit: 10.1,
          x_studio_pickup_at: '2026-03-01 09:15:00',
          x_studio_needed_on: '2026-03-02',
          x_studio_channel: 'phone',
        },
      },
    },
    'get-sales-order': { in: 'output', field: 'fields.x_studio_deposit', kind: 'decimal' },
    'create-invoice': {
      in: 'input',
      field: 'fields.x_studio_cost_centre',
      kind: 'text',
      writes: {
        input: { ...invoice, reference: '#1003', fields: { x_studio_cost_centre: 'WEB' } },
        records: 'account.move',
        stored: { ref: '#1003', x_studio_cost_centre: 'WEB' },
      },
    },
    'create-credit-note': {
      in: 'input',
      field: 'fields.x_studio_cost_centre',
      kind: 'text',
      writes: {
        input: { ...invoice, reference: '#1003-R1', fields: { x_studio_cost_centre: 'WEB' } },
        records: 'account.move',
        stored: { ref: '#1003-R1', move_type: 'out_refund', x_studio_cost_centre: 'WEB' },
      },
    },
    'find-product': { in: 'output', field: 'fields.x_studio_care', kind: 'text' },
    'upsert-product': {
      in: 'input',
      field: 'fields.x_studio_weight_g',
      kind: 'decimal',
      writes: {
        input: { sku: 'HF-MUG-NAVY', fields: { x_studio_weight_g: '320.5', x_studio_handmade: true, x_studio_care: 'Dishwasher' } },
        records: 'product.product',
        stored: { default_code: 'HF-MUG-NAVY', x_studio_weight_g: 320.5, x_studio_handmade: true, x_studio_care: 'Dishwasher' },
      },
    },
    'find-or-create-partner': {
      in: 'input',
      field: 'fields.x_studio_loyalty_number',
      kind: 'text',
      writes: {
        input: { ref: 'C-78', name: 'Katherine Johnson', fields: { x_studio_loyalty_number: 'L-1', x_studio_points: 40 } },
        records: 'res.partner',
        stored: { ref: 'C-78', x_studio_loyalty_number: 'L-1', x_studio_points: 40 },
      },
    },
    'search-read': { known: { model: 'sale.order' }, in: 'output', field: 'records.x_studio_gift', kind: 'boolean' },
    'records-changed': { known: { model: 'res.partner' }, in: 'output', field: 'x_studio_points', kind: 'integer' },
  },
  polls: {
    'records-changed': {
      options: { model: 'res.partner', fields: ['name', 'email'] },
      after: { action: 'find-or-create-partner', input: { ref: 'C-77', name: 'Grace Hopper', email: 'grace@example.com' } },
    },
    'pos-sales': { options: { timeZone: 'Europe/London' }, after: { event: 'pos.sale', payload: sale } },
    'pos-sessions-closed': { after: { event: 'pos.session-closed', payload: {} } },
    'deliveries-changed': { options: { onlyDone: false }, after: placed },
    'purchase-orders-confirmed': { after: bought },
    'transfers-dispatched': { after: sent },
    'products-changed': { after: { event: 'price-list.changed', payload: { list: 'Default EUR', sku: 'HF-MUG-NAVY', price: 14.95 } } },
    'promotions-due': {
      options: { priceList: 'Default GBP' },
      after: { event: 'promotion.set', payload: { list: 'Default GBP', sku: 'HF-MUG-NAVY', price: 9.95, until: '2100-01-01 00:00:00' } },
    },
    'stock-changed': { after: { action: 'set-stock', input: { sku: 'HF-MUG-NAVY', warehouse: 'WH', quantity: '25' } } },
  },
})
