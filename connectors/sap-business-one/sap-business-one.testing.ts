// The cases of the conformance suite, which the check against SAP's description uses too.
import type { Json } from '#shared/json.ts'
import type { ConformanceOptions } from '#connectors/kit/conformance.ts'
import { sapBusinessOne } from './index.ts'
import { createSapBusinessOneSimulator } from './simulator/index.ts'

export const CONFIG = {
  url: 'https://b1.harbour-finch.example:50000',
  companyDb: 'SBO_HARBOUR',
  username: 'tillflow',
  timeZone: 'Europe/London',
  referenceField: 'U_TillflowRef',
}
export const SECRETS = { password: 'b1-password-0123456789' }

const LINES: Json[] = [
  { item: 'HF-1010', quantity: '2', unitPrice: '12.50', discountPercent: '10', warehouse: 'WH1', description: 'Mug', taxCode: 'S1' },
  { item: 'HF-1011', quantity: '1', unitPriceWithTax: '9.54' },
]
export const aDocument = (nth: number) => ({
  reference: `HF-${1_000 + nth}`,
  customer: 'WEB-1',
  customerReference: 'PO 77',
  date: '2026-03-02',
  dueDate: '2026-03-09',
  currency: 'GBP',
  comments: 'Leave with the neighbour',
  shipTo: { street: '1 Quay Street', building: 'Flat 2', city: 'Whitstable', zipCode: 'CT5 1AQ', country: 'GB' },
  billTo: { street: '1 Quay Street', city: 'Whitstable', zipCode: 'CT5 1AQ', country: 'GB' },
  lines: LINES,
})
export const orderMade = { action: 'create-sales-order', input: (nth: number) => aDocument(nth) }
export const follows = (document: string, reference: string) => ({
  reference: 'F-1',
  customer: 'WEB-1',
  date: '2026-03-03',
  from: { document, reference },
})
export const PAYMENT = {
  reference: 'pi_123',
  customer: 'WEB-1',
  date: '2026-03-03',
  means: 'transfer',
  account: '161010',
  amount: '36.54',
  transferReference: 'pi_123',
  invoices: [{ reference: 'HF-1001', amount: '36.54' }],
}
export const JOURNAL = {
  reference: 'POS-WHI-0302',
  date: '2026-03-02',
  memo: 'Takings, Whitstable',
  lines: [
    { account: '161000', amount: '120.00', description: 'Cash' },
    { account: '400000', amount: '-100.00', costCentre: 'WHI', project: 'P1' },
    { account: '264000', amount: '-20.00' },
  ] as Json[],
}
export const STOCK = {
  reference: 'COUNT-1',
  date: '2026-03-02',
  lines: [{ item: 'HF-1010', quantity: '3', warehouse: 'WH1', account: '510000' }] as Json[],
}
export const aCustomer = (nth: number) => ({
  email: `Grace${nth}@example.com`,
  name: "Grace O'Hopper",
  phone: '020 7946 0000',
  currency: 'GBP',
  group: 100,
  taxNumber: 'GB123456789',
  series: 'Web',
  address: { name: 'Home', street: '1 Quay Street', city: 'Whitstable', zipCode: 'CT5 1AQ', country: 'GB' },
})
export const invoiceMade = { action: 'create-invoice', input: aDocument(1) }

/** Of the simulated company, with what is given for each. */
const OWN = {
  U_GiftMessage: 'Happy birthday',
  U_IsGift: true,
  U_Deposit: '10.10',
  U_NeededOn: '2026-03-09',
  U_PickupTime: '09:30',
  U_Channel: 'WEB',
  U_Parcels: 2,
}
const withOwn = {
  ...aDocument(1),
  fields: OWN,
  lines: [{ item: 'HF-1010', quantity: '1', unitPrice: '12.50', fields: { U_Engraving: 'For Ada' } }] as Json[],
}
const writesOwn = (records: string) => ({
  in: 'input' as const,
  field: 'lines.fields.U_Engraving',
  kind: 'text' as const,
  writes: {
    input: withOwn,
    records,
    stored: {
      U_GiftMessage: 'Happy birthday',
      U_IsGift: 'Y',
      U_Deposit: 10.1,
      U_NeededOn: '2026-03-09',
      U_PickupTime: '09:30',
      U_Channel: 'WEB',
      U_Parcels: 2,
    },
  },
})
const readsOwn = { in: 'output' as const, field: 'fields.U_Deposit', kind: 'decimal' as const }

export const CASES: ConformanceOptions = {
  connector: sapBusinessOne,
  createSimulator: createSapBusinessOneSimulator,
  config: CONFIG,
  secrets: SECRETS,
  badSecrets: { password: 'b1-password-9876543210' },
  actions: {
    'create-sales-order': { input: { ...aDocument(1), series: 'Web' }, creates: 'Orders' },
    'cancel-sales-order': { input: { reference: 'HF-1001' }, after: orderMade, operation: '/Cancel' },
    'create-delivery': { input: follows('order', 'HF-1001'), after: orderMade, creates: 'DeliveryNotes' },
    'create-invoice': { input: follows('order', 'HF-1001'), after: orderMade, creates: 'Invoices' },
    'create-return': {
      input: { ...follows('delivery', 'HF-1001'), lines: [{ item: 'HF-1010', quantity: '1' }] },
      after: { action: 'create-delivery', input: aDocument(1) },
      creates: 'Returns',
    },
    'create-credit-memo': { input: follows('invoice', 'HF-1001'), after: invoiceMade, creates: 'CreditNotes' },
    'get-document': { input: { document: 'order', reference: 'HF-1001' }, after: orderMade },
    'create-incoming-payment': { input: PAYMENT, after: invoiceMade, creates: 'IncomingPayments' },
    'find-or-create-partner': { input: aCustomer(1), creates: 'BusinessPartners' },
    'find-items': { input: {}, pages: { of: { event: 'item.created', payload: {} }, input: { limit: 10 }, key: 'code' } },
    'get-stock': {
      input: { item: 'HF-1010' },
      pages: { of: { event: 'item.created', payload: {} }, input: { limit: 10, warehouse: 'WH1' }, key: 'item' },
    },
    'post-goods-receipt': { input: STOCK, creates: 'InventoryGenEntries' },
    'post-goods-issue': { input: STOCK, creates: 'InventoryGenExits' },
    'post-journal-entry': { input: JOURNAL, creates: 'JournalEntries' },
  },
  discoveries: {
    'create-sales-order': writesOwn('Orders'),
    'create-delivery': writesOwn('DeliveryNotes'),
    'create-invoice': writesOwn('Invoices'),
    'create-return': writesOwn('Returns'),
    'create-credit-memo': writesOwn('CreditNotes'),
    'find-or-create-partner': {
      in: 'input',
      field: 'fields.U_Birthday',
      kind: 'date',
      writes: {
        input: { ...aCustomer(1), fields: { U_Birthday: '1906-12-09', U_LoyaltyNo: 'L-17' } },
        records: 'BusinessPartners',
        stored: { U_Birthday: '1906-12-09', U_LoyaltyNo: 'L-17' },
      },
    },
    'get-document': readsOwn,
    'find-items': { in: 'output', field: 'items.fields.U_Season', kind: 'reference' },
    'sales-orders-changed': readsOwn,
    'deliveries-changed': readsOwn,
    'invoices-changed': readsOwn,
    'returns-changed': readsOwn,
    'credit-memos-changed': readsOwn,
    'items-changed': { in: 'output', field: 'fields.U_Season', kind: 'reference' },
    'partners-changed': { in: 'output', field: 'fields.U_LoyaltyNo', kind: 'text' },
  },
  polls: {
    'sales-orders-changed': { after: orderMade },
    'deliveries-changed': { after: { action: 'create-delivery', input: aDocument(1) } },
    'invoices-changed': { after: invoiceMade },
    'returns-changed': { after: { action: 'create-return', input: aDocument(1) } },
    'credit-memos-changed': { after: { action: 'create-credit-memo', input: aDocument(1) } },
    'items-changed': {},
    'partners-changed': {},
  },
}
