// What the shared suite runs this connector with.
import type { Json } from '#shared/json.ts'
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

export const journal: { readonly [name: string]: Json; readonly lines: Json[] } = {
  externalId: 'POS-QUAY-2026-03-02',
  date: '2026-03-02',
  memo: 'Quay, 2 March 2026',
  lines: [
    { account: '1000', amount: '120.00', memo: 'Cash' },
    { account: '4000', amount: '-100.00' },
    { account: '2200', amount: '-20.00' },
  ],
}

const paid = { externalId: 'ch_1', customerExternalId: 'WEB-1', date: '2026-03-02', amount: '25.10', memo: 'Card' }
const shipment = {
  externalId: 'F-1',
  orderExternalId: '#1001',
  date: '2026-03-02',
  locationId: '1',
  parcels: [{ trackingNumber: 'RM1', weight: '0.5' }],
}
const anOrder = { event: 'salesOrder/create', payload: { externalId: '#1001' } } as const

/** Of documents beside the order, a field that somebody added. */
const documentDiscovery = (id: string) => [
  id,
  {
    in: 'input',
    field: 'fields.custbody_store',
    kind: 'reference',
    writes: {
      input: { ...order, fields: { custbody_store: 7, location: '2' } },
      after: { action: 'upsert-customer', input: customer },
      records: 'transaction',
      stored: { externalid: '#1001', custbody_store: { id: '7' } },
    },
  } as const,
]

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
    ...Object.fromEntries(
      ['upsert-invoice', 'upsert-cash-sale', 'upsert-credit-memo', 'upsert-cash-refund'].map((id) => [
        id,
        { input: order, after: { action: 'upsert-customer', input: customer }, creates: 'transaction', operation: 'record/v1' },
      ]),
    ),
    ...Object.fromEntries(
      ['upsert-payment', 'upsert-deposit'].map((id) => [
        id,
        { input: paid, after: { action: 'upsert-customer', input: customer }, creates: 'transaction', operation: 'record/v1' },
      ]),
    ),
    'create-fulfillment': { input: shipment, after: anOrder, creates: 'transaction', operation: '!transform' },
    'post-journal': { input: journal, creates: 'transaction', operation: 'record/v1' },
    'find-fulfillments': {
      input: { orderExternalId: '#1001' },
      after: { event: 'itemFulfillment/create', payload: { orderExternalId: '#1001' } },
    },
    'get-stock': {
      input: { skus: ['HF-1010', 'HF-1011'], locationId: '1' },
      pages: { of: { event: 'item/create', payload: {} }, input: { limit: 300 }, key: 'id' },
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
    ...Object.fromEntries(['upsert-invoice', 'upsert-cash-sale', 'upsert-credit-memo', 'upsert-cash-refund'].map(documentDiscovery)),
    'post-journal': {
      in: 'input',
      field: 'lines.fields.department',
      kind: 'reference',
      writes: {
        input: { ...journal, fields: { custbody_store: '7' } },
        records: 'transaction',
        stored: { externalid: 'POS-QUAY-2026-03-02', custbody_store: { id: '7' } },
      },
    },
    'create-fulfillment': {
      in: 'input',
      field: 'fields.custbody_packed_by',
      kind: 'text',
      writes: {
        input: { ...shipment, fields: { custbody_packed_by: 'Ada', shipMethod: '12' } },
        after: anOrder,
        records: 'transaction',
        stored: { externalid: 'F-1', custbody_packed_by: 'Ada' },
      },
    },
    ...Object.fromEntries(
      ['upsert-payment', 'upsert-deposit'].map((id) => [
        id,
        {
          in: 'input',
          field: 'fields.custbody_provider',
          kind: 'text',
          writes: {
            input: { ...paid, fields: { custbody_provider: 'stripe', location: '2' } },
            after: { action: 'upsert-customer', input: customer },
            records: 'transaction',
            stored: { externalid: 'ch_1', custbody_provider: 'stripe' },
          },
        } as const,
      ]),
    ),
    'orders-changed': { in: 'output', field: 'fields.custbody_deposit', kind: 'decimal' },
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
  polls: {
    'orders-changed': { after: { event: 'salesOrder/create', payload: {} } },
    'fulfillments-changed': { after: { event: 'itemFulfillment/create', payload: {} } },
  },
}
