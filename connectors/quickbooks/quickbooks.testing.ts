// The cases of the conformance suite, which the check against QuickBooks' description uses too.
import { createHmac } from 'node:crypto'
import type { ConformanceOptions } from '#connectors/kit/conformance.ts'
import { quickbooks } from './index.ts'
import { REALM } from './simulator/company.ts'
import { createQuickBooksSimulator } from './simulator/index.ts'

export const CONFIG = { environment: 'production', clientId: 'tillflow', realmId: REALM }
export const SECRETS = { clientSecret: 'intuit-secret-0123456789', verifierToken: '8f2c1d7e-0b6a-4c55-9a1e-3d2b4c5e6f70' }

export const RECEIPT = {
  number: 'HF-1001',
  date: '2026-03-02',
  accountId: '4',
  taxCalculation: 'TaxExcluded',
  lines: [
    { itemId: '5', description: 'Harbour mug, navy', quantity: '2', unitPrice: '12.50', taxCodeId: '2' },
    { itemId: '6', description: 'Shipping', quantity: '1', unitPrice: '5.00', taxCodeId: '2' },
  ],
}
const aCustomer = (nth: number) => ({ name: `Customer ${nth}` })
const ADA = { name: 'Ada Finch', firstName: 'Ada', lastName: 'Finch', company: "O'Finch & Co", email: 'ada@example.com', currency: 'GBP' }

export const INVOICE = {
  number: 'HF-1001',
  date: '2026-03-02',
  customerId: '1',
  taxCalculation: 'TaxInclusive',
  lines: [{ itemId: '5', description: 'Harbour mug, navy', quantity: '2', unitPrice: '15.00', taxCodeId: '2' }],
}
const customerThere = { action: 'create-customer', input: ADA }

export const CLOUD_EVENT = {
  specversion: '1.0',
  id: '88cd52aa-33b6-4351-9aa4-47572edbd068',
  source: 'intuit.dsnBgbseACLLRZNxo2dfc4evmEJdxde58xeeYcZliOU=',
  type: 'qbo.invoice.updated.v1',
  datacontenttype: 'application/json',
  time: '2026-03-02T09:15:00.179851517Z',
  intuitentityid: '145',
  intuitaccountid: REALM,
  data: {},
}

export const signed = (body: string | Uint8Array, token: string) => ({
  'intuit-signature': createHmac('sha256', token).update(body).digest('base64'),
})

export const QUICKBOOKS_CASES: ConformanceOptions = {
  connector: quickbooks,
  createSimulator: createQuickBooksSimulator,
  config: { ...CONFIG, webhookKinds: ['Invoice', 'Customer'] },
  secrets: SECRETS,
  badSecrets: { clientSecret: 'wrong-secret-0123456789', verifierToken: '00000000-0b6a-4c55-9a1e-3d2b4c5e6f70' },
  actions: {
    'create-sales-receipt': { input: RECEIPT, creates: 'SalesReceipt' },
    'create-refund-receipt': { input: { ...RECEIPT, number: 'HF-R-1001', accountId: '1' }, creates: 'RefundReceipt' },
    'create-journal-entry': {
      input: {
        number: 'QUAY-2026-03-02',
        date: '2026-03-02',
        note: 'Takings Quay Street',
        lines: [
          { amount: '120.00', accountId: '3', description: 'Cash' },
          { amount: '-100.00', accountId: '5' },
          { amount: '-20.00', accountId: '8' },
        ],
      },
      creates: 'JournalEntry',
    },
    'create-deposit': {
      input: {
        date: '2026-03-04',
        accountId: '1',
        receipts: [{ id: '101', kind: 'SalesReceipt', amount: '36.00' }],
        lines: [{ amount: '-0.74', accountId: '7', description: 'Fees' }],
      },
      after: { action: 'create-sales-receipt', input: RECEIPT },
      creates: 'Deposit',
    },
    'create-invoice': { input: INVOICE, after: customerThere, creates: 'Invoice' },
    'create-credit-memo': { input: { ...INVOICE, number: 'HF-R-1001' }, after: customerThere, creates: 'CreditMemo' },
    'create-payment': {
      input: { reference: 'ch_1', date: '2026-03-04', customerId: '1', amount: '30.00', accountId: '1' },
      after: customerThere,
      creates: 'Payment',
    },
    'get-invoice': { input: { number: 'HF-0001' } },
    'read-record': { input: { entity: 'Customer', id: '1' }, after: customerThere },
    'create-customer': { input: ADA, creates: 'Customer' },
    'update-customer': { input: { id: '1', email: 'ada@finch.example' }, after: { action: 'create-customer', input: ADA } },
    'find-customers': {
      input: { name: 'Ada Finch' },
      pages: { of: { action: 'create-customer', input: aCustomer }, input: { limit: 1 }, key: 'id' },
    },
    'find-items': {
      input: { sku: 'HF-1004' },
      // Items are there; customers do not change them.
      pages: { of: { action: 'create-customer', input: aCustomer }, input: { limit: 7 }, key: 'id' },
    },
    'list-accounts': { input: {} },
  },
  polls: {
    'customers-changed': { after: { action: 'create-customer', input: ADA } },
    'items-changed': {},
    'records-changed': { options: { entities: ['Customer', 'Invoice'] }, after: customerThere },
  },
  webhooks: {
    changes: {
      body: JSON.stringify([CLOUD_EVENT]),
      signatureHeader: 'intuit-signature',
      sign: (body, secrets) => signed(body, secrets['verifierToken'] ?? ''),
    },
  },
}
