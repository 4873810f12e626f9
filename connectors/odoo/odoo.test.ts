import { testConnector } from '#connectors/kit/conformance.ts'
import { odoo } from './index.ts'
import { createOdooSimulator } from './simulator/index.ts'

const order = {
  reference: '#1001',
  customer: { email: 'Grace@Example.com', name: 'Grace Hopper', createMissing: true },
  lines: [{ sku: 'HF-MUG-NAVY', quantity: 2, unitPrice: '12.50', taxes: ['20%'] }],
}

testConnector({
  connector: odoo,
  createSimulator: createOdooSimulator,
  config: { url: 'https://harbour-finch.odoo.com', database: 'harbour-finch', username: 'integration@harbour-finch.example' },
  secrets: { apiKey: 'odoo-key-0123456789abcdef' },
  badSecrets: { apiKey: 'odoo-key-wrong-but-well-formed' },
  actions: {
    'create-sales-order': { input: order, creates: 'sale.order', operation: 'sale.order.create' },
    'find-or-create-partner': { input: { ref: 'C-77', name: 'Grace Hopper', email: 'grace@example.com' }, creates: 'res.partner' },
    'find-product': { input: { sku: 'HF-MUG-NAVY' } },
    'get-sales-order': { input: { reference: '#1001' }, after: { action: 'create-sales-order', input: order } },
    'search-read': { input: { model: 'stock.warehouse', fields: ['name', 'code'] } },
  },
  polls: {
    'records-changed': {
      options: { model: 'res.partner', fields: ['name', 'email'] },
      after: { action: 'find-or-create-partner', input: { ref: 'C-77', name: 'Grace Hopper', email: 'grace@example.com' } },
    },
  },
})
