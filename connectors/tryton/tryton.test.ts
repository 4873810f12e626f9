import { describe } from 'vitest'
import type { Json } from '#shared/json.ts'
import { testConnector } from '#connectors/kit/conformance.ts'
import { simulated } from '#connectors/kit/simulated.testing.ts'
import { tryton } from './index.ts'
import { testSelling } from './selling.testing.ts'
import { createTrytonSimulator } from './simulator/index.ts'

const sale = {
  reference: '#1042',
  customer: {
    email: 'grace@example.com',
    name: 'Grace Hopper',
    street: '12 Quay Street',
    city: 'Falmouth',
    countryCode: 'GB',
    createMissing: true,
  },
  paymentTerm: 'Direct',
  lines: [
    { sku: 'HF-MUG-NAVY', quantity: 3, unitPrice: '11.25' },
    { description: 'Shipping', quantity: '1', unitPrice: '4.95', taxes: ['VAT 20%'] },
  ] as Json[],
  expectedTotal: '46.44',
}

const connection = {
  connector: tryton,
  createSimulator: createTrytonSimulator,
  config: { url: 'https://erp.harbour-finch.example', database: 'harbour-finch', username: 'integration' },
  secrets: { password: 'tryton-password-0123' },
}

describe('the simulated Tryton', () => {
  testSelling(simulated(connection), { currency: 'GBP', tax: 'VAT 20%', total: '263.58' })
})

testConnector({
  ...connection,
  badSecrets: { password: 'tryton-password-wrong' },
  actions: {
    'create-sale': { input: sale, creates: 'sale.sale', operation: 'model.sale.sale.create' },
    'get-sale': { input: { reference: '#1042' }, after: { action: 'create-sale', input: sale } },
    'get-invoices': { input: { reference: '#1042' }, after: { action: 'create-sale', input: sale } },
    'find-or-create-party': { input: { email: 'Ada@example.com', name: 'Ada Lovelace' }, creates: 'party.party' },
    'find-product': { input: { code: 'HF-MUG-NAVY' } },
    'upsert-product': {
      input: { code: 'HF-JUG', name: 'Stoneware Jug', listPrice: '28.00', category: 'Goods' },
      creates: 'product.template',
    },
    'get-stock': { input: { code: 'HF-MUG-NAVY' } },
    'search-read': { input: { model: 'stock.location', fields: ['code', 'name'] } },
  },
  polls: {
    'records-changed': {
      options: { model: 'party.party', fields: ['name'] },
      after: { action: 'find-or-create-party', input: { email: 'ada@example.com', name: 'Ada Lovelace' } },
    },
  },
})
