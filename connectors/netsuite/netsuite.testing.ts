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
  discoveries: {
    'upsert-sales-order': {
      in: 'input',
      field: 'lines.fields.custcol_engraving',
      kind: 'text',
      writes: {
        input: {
          ...order,
          lines: [{ sku: 'HF-1010', quantity: '2', rate: '12.50', fields: { custcol_engraving: 'For Ada' } }],
          fields: {
            custbody_is_gift: true,
            custbody_deposit: '10.10',
            custbody_pickup_at: '2026-03-01T10:15:00+01:00',
            custbody_store: 7,
            custbody_channels: [1, 'web'],
            department: '3',
            orderStatus: 'B',
          },
        },
        after: { action: 'upsert-customer', input: customer },
        records: 'transaction',
        stored: {
          externalid: '#1001',
          custbody_is_gift: true,
          custbody_deposit: 10.1,
          custbody_pickup_at: '2026-03-01T09:15:00Z',
          custbody_store: { id: '7' },
          custbody_channels: { items: [{ id: '1' }, { externalId: 'web' }] },
        },
      },
    },
    'get-sales-order': { in: 'output', field: 'fields.custbody_deposit', kind: 'decimal' },
    'upsert-customer': {
      in: 'input',
      field: 'fields.custentity_birthday',
      kind: 'date',
      writes: {
        input: { ...customer, fields: { custentity_birthday: '1906-12-09', custentity_loyalty_tier: 'gold', comments: 'Collects clocks' } },
        records: 'customer',
        stored: { custentity_birthday: '1906-12-09', custentity_loyalty_tier: 'gold' },
      },
    },
  },
  polls: { 'orders-changed': { after: { event: 'salesOrder/create', payload: {} } } },
}
