// The metadata catalog of the simulated account: NetSuite's fields as far as they are used, and those that the retailer added.
import type { SimulatorRecord } from '#connectors/kit/simulator-records.ts'

const REFERENCE = {
  type: 'object',
  properties: {
    id: { title: 'Internal identifier', type: 'string' },
    externalId: { title: 'External identifier', type: 'string' },
    refName: { title: 'Reference Name', type: 'string' },
    links: { title: 'Links', type: 'array', readOnly: true, items: { $ref: '/services/rest/record/v1/metadata-catalog/nsLink' } },
  },
}
const text = (title: string, more: object = {}) => ({ title, type: 'string', nullable: true, ...more })
const custom = (title: string, what: object) => ({ title, nullable: true, 'x-ns-custom-field': true, ...what })
const sublist = (name: string) => ({ $ref: `/services/rest/record/v1/metadata-catalog/${name}` })

type Schemas = Readonly<Record<string, Readonly<Record<string, object>>>>
const collection = (element: string) => ({
  totalResults: { title: 'Total Results', type: 'integer', readOnly: true },
  items: { title: 'Items', type: 'array', items: sublist(element) },
})

/** A document with lines of items, its sublist and the lines of that. */
const documentOf = (record: string, more: Readonly<Record<string, object>> = {}): Schemas => ({
  [record]: {
    id: text('Internal Id'),
    entity: REFERENCE,
    tranDate: text('Date', { format: 'date' }),
    otherRefNum: text('PO #'),
    memo: text('Memo', { description: '<p>Enter a memo.</p><p>It appears on reports.</p>' }),
    currency: REFERENCE,
    department: { title: 'Department', ...REFERENCE },
    location: { title: 'Location', ...REFERENCE },
    item: sublist(`${record}-itemCollection`),
    custbody_store: custom('Store', REFERENCE),
    ...more,
  },
  [`${record}-itemCollection`]: collection(`${record}-itemElement`),
  [`${record}-itemElement`]: {
    item: REFERENCE,
    quantity: { title: 'Quantity', type: 'number', format: 'double', nullable: true },
    price: REFERENCE,
    rate: { title: 'Rate', type: 'number', format: 'double', nullable: true },
    amount: { title: 'Amount', type: 'number', format: 'double', nullable: true },
    description: text('Description'),
    custcol_engraving: custom('Engraving', { type: 'string' }),
  },
})

const paid = {
  id: text('Internal Id'),
  customer: REFERENCE,
  tranDate: text('Date', { format: 'date' }),
  payment: { title: 'Amount', type: 'number', format: 'double', nullable: true },
  currency: REFERENCE,
  account: REFERENCE,
  undepFunds: { title: 'Undep. Funds', type: 'boolean', nullable: true },
  memo: text('Memo'),
  location: { title: 'Location', ...REFERENCE },
}

const SCHEMAS: Schemas = {
  ...documentOf('salesOrder', {
    orderStatus: {
      title: 'Status',
      type: 'object',
      properties: {
        id: { title: 'Internal identifier', type: 'string', enum: ['A', 'B'] },
        refName: { title: 'Reference Name', type: 'string' },
      },
    },
    shipDate: text('Ship Date', { format: 'date' }),
    custbody_gift_message: custom('Gift message', { type: 'string' }),
    custbody_is_gift: custom('Is a gift', { type: 'boolean' }),
    custbody_deposit: custom('Deposit', { type: 'number', format: 'double' }),
    custbody_pickup_at: custom('Picked up at', { type: 'string', format: 'date-time' }),
    custbody_channels: custom('Channels', { type: 'object', properties: { items: { type: 'array', items: REFERENCE } } }),
  }),
  ...documentOf('invoice', { dueDate: text('Due Date', { format: 'date' }) }),
  ...documentOf('cashSale', { account: { title: 'Account', ...REFERENCE }, paymentMethod: { title: 'Payment Method', ...REFERENCE } }),
  ...documentOf('creditMemo'),
  ...documentOf('cashRefund', { account: { title: 'Account', ...REFERENCE }, paymentMethod: { title: 'Payment Method', ...REFERENCE } }),
  journalEntry: {
    id: text('Internal Id'),
    tranDate: text('Date', { format: 'date' }),
    memo: text('Memo'),
    currency: REFERENCE,
    subsidiary: REFERENCE,
    line: sublist('journalEntry-lineCollection'),
    custbody_store: custom('Store', REFERENCE),
  },
  'journalEntry-lineCollection': collection('journalEntry-lineElement'),
  'journalEntry-lineElement': {
    account: REFERENCE,
    debit: { title: 'Debit', type: 'number', format: 'double', nullable: true },
    credit: { title: 'Credit', type: 'number', format: 'double', nullable: true },
    memo: text('Memo'),
    department: { title: 'Department', ...REFERENCE },
    location: { title: 'Location', ...REFERENCE },
  },
  itemFulfillment: {
    id: text('Internal Id'),
    externalId: text('External ID'),
    tranDate: text('Date', { format: 'date' }),
    memo: text('Memo'),
    createdFrom: REFERENCE,
    shipStatus: REFERENCE,
    shipMethod: { title: 'Ship Via', ...REFERENCE },
    item: sublist('itemFulfillment-itemCollection'),
    package: sublist('itemFulfillment-packageCollection'),
    packageUps: sublist('itemFulfillment-packageUpsCollection'),
    packageFedEx: sublist('itemFulfillment-packageFedExCollection'),
    packageUsps: sublist('itemFulfillment-packageUspsCollection'),
    custbody_packed_by: custom('Packed by', { type: 'string' }),
  },
  customerPayment: {
    ...paid,
    apply: sublist('customerPayment-applyCollection'),
    custbody_provider: custom('Provider', { type: 'string' }),
  },
  customerDeposit: { ...paid, salesOrder: REFERENCE, custbody_provider: custom('Provider', { type: 'string' }) },
  customer: {
    id: text('Internal Id'),
    isPerson: { title: 'Individual', type: 'boolean', nullable: true },
    companyName: text('Company Name'),
    firstName: text('First Name'),
    lastName: text('Last Name'),
    email: text('Email'),
    phone: text('Phone'),
    subsidiary: REFERENCE,
    comments: text('Comments'),
    custentity_loyalty_tier: custom('Loyalty tier', { type: 'string' }),
    custentity_birthday: custom('Birthday', { type: 'string', format: 'date' }),
  },
}

/** `gone`: what somebody has deleted since. */
export const schemaOf = (name: string, gone: ReadonlySet<string>): SimulatorRecord | undefined =>
  SCHEMAS[name] && {
    $schema: 'http://json-schema.org/draft-06/hyper-schema#',
    type: 'object',
    properties: Object.fromEntries(Object.entries(SCHEMAS[name]).filter(([field]) => !gone.has(field))),
  }

/** Names of a body that the account knows. */
export const namesOf = (name: string, gone: ReadonlySet<string>): ReadonlySet<string> =>
  new Set(Object.keys(SCHEMAS[name] ?? {}).filter((field) => !gone.has(field)))
