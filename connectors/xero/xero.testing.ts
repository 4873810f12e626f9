// The cases of the conformance suite, which the check against Xero's description uses too.
import { createHmac } from 'node:crypto'
import type { ConformanceOptions } from '#connectors/kit/conformance.ts'
import { xero } from './index.ts'
import { createXeroSimulator } from './simulator/index.ts'
import { changes } from './triggers/changes.ts'

export const CONFIG = { auth: 'custom-connection', clientId: 'tillflow' }
export const SECRETS = { clientSecret: 'xero-secret-0123456789', webhookKey: 'whk-0123456789abcdef' }

const MUGS = { description: 'Harbour mug, navy', quantity: '2', unitAmount: '12.50', accountCode: '200', taxType: 'OUTPUT2' }
export const LINES = [MUGS, { description: 'Shipping', unitAmount: '4.95', accountCode: '206' }]
export const anInvoice = (nth: number) => ({
  number: `HF-${1_000 + nth}`,
  reference: `#${1_000 + nth}`,
  contact: { name: 'Web shop' },
  date: '2026-03-02',
  lines: LINES,
})

const A_NOTE = { number: 'HF-R-1001', contact: { name: 'Web shop' }, date: '2026-03-04', lineAmounts: 'Inclusive', lines: [MUGS] }
const noteMade = { action: 'create-credit-note', input: A_NOTE }
const CONTACT_INPUT = {
  number: 'WEB-42',
  name: 'Ada Lovelace (WEB-42)',
  firstName: 'Ada',
  lastName: 'Lovelace',
  email: 'ada@example.com',
  phone: '01227 000000',
  taxNumber: 'GB123456789',
  address: { address1: '12 Quay Street', city: 'Whitstable', region: 'Kent', postalCode: 'CT5 1AQ', country: 'United Kingdom' },
}
const contactMade = { action: 'upsert-contact', input: CONTACT_INPUT }

export const XERO_CASES: ConformanceOptions = {
  connector: xero,
  createSimulator: createXeroSimulator,
  config: { ...CONFIG, webhookCategories: ['INVOICE', 'CONTACT', 'CREDITNOTE'] },
  secrets: SECRETS,
  badSecrets: { ...SECRETS, clientSecret: 'wrong-secret-0123456789' },
  actions: {
    'create-invoice': { input: anInvoice(1), creates: 'Invoices' },
    'create-credit-note': {
      input: A_NOTE,
      creates: 'CreditNotes',
    },
    'get-credit-note': { input: { number: 'HF-R-1001' }, after: noteMade },
    'refund-credit-note': {
      input: { number: 'HF-R-1001', accountCode: '090', date: '2026-03-05', amount: '10.00', reference: 're_1' },
      after: noteMade,
      creates: 'Payments',
    },
    'allocate-credit-note': {
      input: { number: 'INV-R-1', invoiceNumber: 'INV-1', date: '2026-03-05', amount: '10.00' },
      after: { event: 'credit-note.created', payload: { CreditNoteNumber: 'INV-R-1', against: 'INV-1' } },
      creates: 'Allocations',
    },
    'get-contact': { input: { number: 'WEB-42' }, after: contactMade },
    'upsert-contact': { input: CONTACT_INPUT, creates: 'Contacts' },
    'create-payment': {
      input: { number: 'HF-1001', accountCode: '090', date: '2026-03-03', amount: '10.00', reference: 'ch_1' },
      after: { action: 'create-invoice', input: anInvoice(1) },
      creates: 'Payments',
    },
    'create-manual-journal': {
      input: {
        reference: 'POS-QUAY-2026-03-02',
        narration: 'Takings Quay Street',
        date: '2026-03-02',
        lines: [
          { amount: '120.00', accountCode: '860', description: 'Cash', tracking: [{ category: 'Store', option: 'Quay Street' }] },
          { amount: '-100.00', accountCode: '200' },
          { amount: '-20.00', accountCode: '820' },
        ],
      },
      creates: 'ManualJournals',
    },
    'create-bank-transaction': {
      input: {
        kind: 'SPEND',
        bankAccountCode: '091',
        contact: { name: 'Stripe' },
        date: '2026-03-05',
        reference: 'po_1',
        lines: [{ description: 'Fees', unitAmount: '12.35', accountCode: '404' }],
      },
      creates: 'BankTransactions',
    },
    'get-invoice': { input: { number: 'HF-1001' }, after: { action: 'create-invoice', input: anInvoice(1) } },
    'find-invoices': {
      input: { kind: 'sale', statuses: ['AUTHORISED'] },
      pages: { of: { action: 'create-invoice', input: anInvoice }, input: { limit: 1 }, key: 'id' },
    },
    'list-accounts': { input: {} },
  },
  polls: {
    'invoices-changed': { after: { action: 'create-invoice', input: anInvoice(1) } },
    'credit-notes-changed': { after: noteMade },
    'contacts-changed': { after: contactMade },
    'payments-changed': { after: { event: 'payment.created', payload: {} } },
  },
  webhooks: {
    changes: {
      body: JSON.stringify(changes.example),
      signatureHeader: 'x-xero-signature',
      sign: (body, secrets) => ({
        'x-xero-signature': createHmac('sha256', secrets['webhookKey'] ?? '')
          .update(body)
          .digest('base64'),
      }),
    },
  },
}
