// The cases of the conformance suite, which the check against Microsoft's description uses too.
import type { Json } from '#shared/json.ts'
import type { ConformanceOptions } from '#connectors/kit/conformance.ts'
import { businessCentral } from './index.ts'
import { createBusinessCentralSimulator } from './simulator/index.ts'

export const CONFIG = {
  auth: 'application',
  tenantId: '11111111-2222-4333-8444-555555555555',
  clientId: '66666666-7777-4888-8999-000000000000',
  environment: 'Production',
  ownApi: 'harbourfinch/retail/v1.0',
}
export const SECRETS = { clientSecret: 'entra-secret-0123456789', webhookSecret: 'client-state-0123456789' }

const LINES: Json[] = [
  { item: 'HF-1010', variant: 'BOXED', quantity: '2', unitPrice: '12.50', discountAmount: '1.00', location: 'WH1', description: 'Mug' },
  { account: '6810', quantity: '1', unitPrice: '4.95' },
]
export const aDocument = (nth: number) => ({
  externalNumber: `HF-${1_000 + nth}`,
  customer: 'WEB-1',
  date: '2026-03-02',
  currency: 'GBP',
  lines: LINES,
})
export const aCustomer = (nth: number) => ({
  number: `C-${nth}`,
  displayName: "Grace O'Hopper",
  type: 'Person',
  email: 'grace@example.com',
  phoneNumber: '020 7946 0000',
  addressLine1: '1 Quay Street',
  addressLine2: 'Flat 2',
  city: 'Whitstable',
  state: 'Kent',
  postalCode: 'CT5 1AQ',
  country: 'GB',
  taxRegistrationNumber: 'GB123456789',
})
export const TAKINGS = { account: '2910', amount: '120.00', description: 'Takings' }
export const JOURNAL = {
  batch: 'TILLFLOW',
  documentNumber: 'POS-WHI-0302',
  postingDate: '2026-03-02',
  lines: [TAKINGS, { account: '6110', amount: '-100.00' }, { account: '5610', amount: '-20.00' }] as Json[],
}
const orderMade = { action: 'create-sales-order', input: aDocument(1) }

const NOTIFICATION = {
  subscriptionId: 'sub1',
  expirationDateTime: '2026-03-04T10:00:00Z',
  resource: 'api/v2.0/companies(7c0d6d5e-2f0a-4c69-8a51-9d1f4be0a111)/items(26814998-936a-401c-81c1-0e848a64971d)',
  changeType: 'updated',
  lastModifiedDateTime: '2026-03-01T10:00:00.467Z',
}
/** Two notifications, of which the second has this proof. */
export const aNotification = (proof: string | undefined): string =>
  JSON.stringify({
    value: [
      { ...NOTIFICATION, clientState: SECRETS.webhookSecret },
      { ...NOTIFICATION, changeType: 'deleted', ...(proof !== undefined && { clientState: proof }) },
    ],
  })

export const CASES: ConformanceOptions = {
  connector: businessCentral,
  createSimulator: createBusinessCentralSimulator,
  config: CONFIG,
  secrets: SECRETS,
  badSecrets: { clientSecret: 'wrong-secret-0123456789' },
  actions: {
    'create-sales-order': { input: aDocument(1), creates: 'salesOrders' },
    'get-sales-order': { input: { externalNumber: 'HF-1001' }, after: orderMade },
    'ship-and-invoice-order': { input: { externalNumber: 'HF-1001' }, after: orderMade, creates: 'salesInvoices' },
    'create-sales-invoice': { input: aDocument(1), creates: 'salesInvoices' },
    'create-sales-credit-memo': { input: aDocument(1), creates: 'salesCreditMemos' },
    'post-journal': { input: JOURNAL, operation: '.post' },
    'upsert-customer': { input: aCustomer(1), creates: 'customers' },
    'get-stock': { input: { item: 'HF-1010', location: 'WH1' } },
    'find-items': { input: {}, pages: { of: { event: 'item.created', payload: {} }, input: { limit: 10 }, key: 'id' } },
  },
  discoveries: {
    'create-sales-order': {
      in: 'input',
      field: 'lines.fields.deposit',
      kind: 'decimal',
      writes: {
        input: {
          ...aDocument(1),
          lines: LINES.map((line, nth) => (nth === 0 ? { ...(line as object), fields: { engraving: 'For Ada', deposit: '1.50' } } : line)),
          fields: { giftMessage: 'Happy birthday', isGift: true, deposit: '10.10', pickupAt: '2026-03-01T10:15:00+01:00', channel: 'Web' },
        },
        records: 'own-salesOrders',
        stored: { giftMessage: 'Happy birthday', isGift: true, deposit: 10.1, pickupAt: '2026-03-01T09:15:00.000Z', channel: 'Web' },
      },
    },
    'create-sales-invoice': {
      in: 'input',
      field: 'fields.giftMessage',
      kind: 'text',
      writes: {
        input: { ...aDocument(1), post: true, fields: { giftMessage: 'Happy birthday' } },
        records: 'own-salesInvoices',
        stored: { giftMessage: 'Happy birthday' },
      },
    },
    'create-sales-credit-memo': {
      in: 'input',
      field: 'fields.returnReason',
      kind: 'text',
      writes: {
        input: { ...aDocument(1), fields: { returnReason: 'Too small' } },
        records: 'own-salesCreditMemos',
        stored: { returnReason: 'Too small' },
      },
    },
    'upsert-customer': {
      in: 'input',
      field: 'fields.birthday',
      kind: 'date',
      writes: {
        input: { ...aCustomer(1), fields: { birthday: '1906-12-09', loyaltyNumber: 'L-17' } },
        records: 'own-customers',
        stored: { birthday: '1906-12-09', loyaltyNumber: 'L-17' },
      },
    },
    'get-sales-order': { in: 'output', field: 'fields.channel', kind: 'text' },
    'find-items': { in: 'output', field: 'items.fields.season', kind: 'text' },
    'sales-orders-changed': { in: 'output', field: 'fields.pickupAt', kind: 'date-time' },
    'sales-invoices-changed': { in: 'output', field: 'fields.giftMessage', kind: 'text' },
    'items-changed': { in: 'output', field: 'fields.careInstructions', kind: 'text' },
    'customers-changed': { in: 'output', field: 'fields.loyaltyNumber', kind: 'text' },
  },
  polls: {
    'sales-orders-changed': { after: orderMade },
    'sales-invoices-changed': { after: { action: 'create-sales-invoice', input: aDocument(1) } },
    'items-changed': {},
    'customers-changed': {},
    'item-ledger-entries-changed': { after: { action: 'create-sales-invoice', input: { ...aDocument(1), post: true } } },
  },
  webhooks: Object.fromEntries(
    ['sales-orders-notified', 'sales-invoices-notified', 'items-notified', 'customers-notified'].map((id) => [
      id,
      { body: aNotification(SECRETS.webhookSecret), proofInBody: { with: aNotification } },
    ]),
  ),
}
