// The cases of the conformance suite, which the check against ERPNext's own document types uses too.
import { createHmac } from 'node:crypto'
import type { ConformanceOptions, Made } from '#connectors/kit/conformance.ts'
import { erpnext } from './index.ts'
import { createErpNextSimulator } from './simulator/index.ts'

export const customer = { email: 'grace@example.com', fullName: 'Grace Hopper', isCompany: false }
export const order = {
  poNumber: '#1001',
  customer: 'Grace Hopper',
  date: '2026-03-01',
  deliveryDate: '2026-03-04',
  currency: 'GBP',
  submit: true,
  lines: [
    { itemCode: 'HF-1010', quantity: '2', rate: '12.50' },
    { itemCode: 'HF-1011', quantity: '1', rate: '0.10' },
  ],
}
export const aCustomer: Made = { action: 'find-or-create-customer', input: customer }

export const ADA = 'Ada Lovelace'
export const INVOICE = {
  reference: '#1001',
  customer: ADA,
  date: '2026-03-01',
  currency: 'GBP',
  taxTemplate: 'UK VAT 20% - HF',
  submit: true,
  lines: [{ itemCode: 'HF-1010', quantity: '2', rate: '12.50' }],
}
const invoiced: Made = { action: 'create-sales-invoice', input: INVOICE }
export const PAYMENT = {
  reference: 'ch_1',
  direction: 'receive',
  customer: ADA,
  date: '2026-03-02',
  amount: '30.00',
  account: 'Bank - HF',
  invoices: [{ reference: '#1001', amount: '30.00' }],
}
export const JOURNAL = {
  reference: 'QUAY-2026-03-02',
  company: 'Harbour & Finch',
  date: '2026-03-02',
  submit: true,
  lines: [
    { account: 'Cash - HF', amount: '120.00' },
    { account: 'Sales - HF', amount: '-100.00' },
    { account: 'VAT - HF', amount: '-20.00' },
  ],
}
export const DELIVERY = {
  reference: 'A-1-F1',
  customer: ADA,
  date: '2026-03-02',
  salesOrder: 'A-1',
  trackingNumber: '1Z999AA10123456784',
  submit: true,
  lines: [{ itemCode: 'HF-1010', quantity: '1', warehouse: 'WH1 - HF' }],
}
export const COUNT = {
  warehouse: 'WH1 - HF',
  countedAt: '2026-03-02T21:30:00Z',
  company: 'Harbour & Finch',
  lines: [{ itemCode: 'HF-1010', quantity: '37' }],
}

/** A site with one customer, and one order of a customer that no test asks for, also after a reset. */
const webhook = {
  body: JSON.stringify({ name: 'SAL-ORD-2026-00042', modified: '2026-03-01 10:15:00.123456' }),
  signatureHeader: 'x-frappe-webhook-signature',
  sign: (body: Uint8Array, secrets: Readonly<Record<string, string>>) => ({
    'x-frappe-webhook-signature': createHmac('sha256', secrets['webhookSecret'] ?? '')
      .update(body)
      .digest('base64'),
  }),
}

export const CASES: ConformanceOptions = {
  connector: erpnext,
  createSimulator(options) {
    const simulator = createErpNextSimulator(options)
    const call = (path: string, body: object) =>
      simulator.fetch(
        new Request(`http://sim${path}`, {
          method: 'POST',
          headers: { authorization: `token ${options.secrets['apiKey']}:${options.secrets['apiSecret']}` },
          body: JSON.stringify(body),
        }),
      )
    return {
      ...simulator,
      async fetch(request: Request) {
        const answer = await simulator.fetch(request)
        if (new URL(request.url).pathname === '/_sim/reset') {
          await call('/api/resource/Customer', { customer_name: 'Ada Lovelace', customer_type: 'Individual' })
          for (const po of ['A-1', 'A-2', 'A-3'])
            await call('/api/resource/Sales%20Order', {
              customer: 'Ada Lovelace',
              po_no: po,
              currency: 'GBP',
              items: [{ item_code: 'HF-1010', qty: 1, rate: 12.5 }],
            })
        }
        return answer
      },
    }
  },
  config: { url: 'https://erp.harbour-finch.example', timeZone: 'Europe/London' },
  secrets: { apiKey: 'key-0123456789ab', apiSecret: 'secret-0123456789', webhookSecret: 'whsec-0123456789' },
  badSecrets: { apiKey: 'key-0123456789ab', apiSecret: 'secret-that-is-wrong', webhookSecret: 'whsec-0123456789' },
  actions: {
    'find-or-create-customer': { input: customer, creates: 'Customer' },
    'create-sales-order': { input: order, after: aCustomer, creates: 'Sales Order' },
    'get-sales-order': { input: { customer: 'Ada Lovelace', poNumber: 'A-1' } },
    'create-sales-invoice': { input: INVOICE, creates: 'Sales%20Invoice' },
    'create-sales-return': { input: { ...INVOICE, reference: '#1001-R1', returnOf: '#1001' }, after: invoiced, creates: 'Sales%20Invoice' },
    'get-sales-invoice': { input: { customer: ADA, reference: '#1001' }, after: invoiced },
    'create-delivery-note': { input: DELIVERY, creates: 'Delivery%20Note' },
    'create-payment-entry': { input: PAYMENT, after: invoiced, creates: 'Payment%20Entry' },
    'create-journal-entry': { input: JOURNAL, creates: 'Journal%20Entry' },
    'reconcile-stock': { input: COUNT, creates: 'Stock%20Reconciliation' },
    'get-stock': { input: { itemCode: 'HF-1010' } },
  },
  discoveries: {
    'create-sales-order': {
      in: 'input',
      field: 'fields.custom_gift',
      kind: 'boolean',
      writes: {
        after: aCustomer,
        input: {
          ...order,
          poNumber: '#1002',
          fields: {
            custom_gift: true,
            custom_gift_message: 'Happy birthday',
            custom_deposit: '10.10',
            custom_pickup_at: '2026-07-01T10:15:00Z',
            custom_channel: 'Phone',
          },
        },
        records: 'Sales Order',
        stored: {
          po_no: '#1002',
          custom_gift: 1,
          custom_gift_message: 'Happy birthday',
          custom_deposit: 10.1,
          custom_pickup_at: '2026-07-01 11:15:00',
          custom_channel: 'Phone',
        },
      },
    },
    'find-or-create-customer': {
      in: 'input',
      field: 'fields.custom_points',
      kind: 'integer',
      writes: {
        input: { ...customer, email: 'kay@example.com', fields: { custom_loyalty_number: 'L-1', custom_points: 40 } },
        records: 'Customer',
        stored: { email_id: 'kay@example.com', custom_loyalty_number: 'L-1', custom_points: 40 },
      },
    },
  },
  polls: {
    'items-changed': {},
    'item-prices-changed': {},
    'stock-changed': {},
    'customers-changed': {},
    'sales-orders-changed': {},
    'sales-invoices-changed': { after: invoiced },
    'delivery-notes-changed': { after: { action: 'create-delivery-note', input: DELIVERY } },
  },
  webhooks: Object.fromEntries(erpnext.triggers.map(({ id }) => [id, webhook])),
}
