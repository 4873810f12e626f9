// What the shared suite runs this connector with.
import type { ConformanceOptions } from '#connectors/kit/conformance.ts'
import { netsuite } from './index.ts'
import { createNetSuiteSimulator } from './simulator/index.ts'

const customer = { externalId: 'WEB-1', firstName: 'Grace', lastName: "O'Hopper", email: 'grace@example.com' }
export const order = {
  externalId: '#1001',
  customerExternalId: 'WEB-1',
  date: '2026-03-01',
  poNumber: '#1001',
  lines: [
    { sku: 'HF-1010', quantity: '2', rate: '12.50' },
    { sku: 'HF-1011', quantity: '1', rate: '0.10' },
  ],
}

export const NETSUITE_CASES: ConformanceOptions = {
  connector: netsuite,
  createSimulator: createNetSuiteSimulator,
  config: { account: '1234567_SB1', consumerKey: 'ck_0123456789', tokenId: 'ti_0123456789' },
  secrets: { consumerSecret: 'consumer-secret-0123456789', tokenSecret: 'token-secret-0123456789' },
  badSecrets: { consumerSecret: 'consumer-secret-0123456789', tokenSecret: 'token-secret-that-is-wrong' },
  actions: {
    'upsert-customer': { input: customer, creates: 'customer' },
    'upsert-sales-order': {
      input: order,
      after: { action: 'upsert-customer', input: customer },
      creates: 'transaction',
      operation: 'record/v1',
    },
    'get-sales-order': { input: { externalId: '#1001' }, after: { event: 'salesOrder/create', payload: { externalId: '#1001' } } },
    'run-suiteql': {
      input: { query: "SELECT id, itemid FROM item WHERE itemid = 'HF-1010'" },
      pages: {
        of: { action: 'upsert-customer', input: (nth) => ({ ...customer, externalId: `WEB-${nth}` }) },
        input: { query: 'SELECT id, externalid FROM customer ORDER BY id', limit: 2 },
        key: 'id',
      },
    },
  },
  polls: { 'orders-changed': { after: { event: 'salesOrder/create', payload: {} } } },
}
