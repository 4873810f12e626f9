// Two descriptions: an OpenAPI document of the part that others use (customers, invoices, payments, queries), and Intuit's own XML schema of all
// records, from its Java SDK.
import { existsSync } from 'node:fs'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Json } from '#shared/json.ts'
import { simulated } from '#connectors/kit/simulated.testing.ts'
import { signInAtSimulator } from '#connectors/kit/simulator-sign-in.ts'
import { SPECS_DIR } from '#connectors/kit/specs.testing.ts'
import { testVendorContract } from '#connectors/kit/vendor-contract/index.ts'
import { readSchema, schemaIssues } from './finance-schema.testing.ts'
import { quickbooks } from './index.ts'
import { CONFIG, INVOICE, QUICKBOOKS_CASES, RECEIPT, SECRETS } from './quickbooks.testing.ts'
import { createQuickBooksSimulator } from './simulator/index.ts'

const WHOLE_INVOICE: Json = {
  ...INVOICE,
  number: 'HF-1003',
  dueDate: '2026-04-01',
  email: 'ada@example.com',
  locationId: '3',
  termsId: '3',
  currency: 'GBP',
  exchangeRate: '1',
  note: 'From the shop',
  message: 'Thank you',
}
const IN_THE_SCHEMA = 'not in this document; held against the XML schema below'

testVendorContract({
  conformance: QUICKBOOKS_CASES,
  description: { kind: 'openapi', file: 'quickbooks/ballerina-platform__openapi-connectors/openapi.yaml' },
  inputs: { 'create-invoice': [WHOLE_INVOICE] },
  allowed: {
    'query parameter requestid': 'of all writes; the document has no general parameters',
    'query parameter minorversion': 'of all requests; the document has no general parameters',
    'there is no POST /oauth2/v1/tokens/bearer': 'the token address has a description of its own',
    '/companyinfo/': IN_THE_SCHEMA,
    '/salesreceipt': IN_THE_SCHEMA,
    '/refundreceipt': IN_THE_SCHEMA,
    '/creditmemo': IN_THE_SCHEMA,
    '/journalentry': IN_THE_SCHEMA,
    '/deposit': IN_THE_SCHEMA,
    '/cdc':
      'not in this document; https://developer.intuit.com/app/developer/qbo/docs/learn/explore-the-quickbooks-online-api/change-data-capture',
    'body: /CurrencyRef is not described': 'left out of customers; in the XML schema',
    'body: /sparse is not described': 'of all changes; the document leaves it out',
  },
})

const XSD = ['Finance', 'IntuitBaseTypes', 'IntuitNamesTypes', 'SalesTax'].map(
  (name) => `${SPECS_DIR}/quickbooks/intuit__QuickBooks-V3-Java-SDK/xsd/${name}.xsd`,
)
const isHere = XSD.every((file) => existsSync(file))

/** The type of what is posted, by the path. */
const TYPES: Readonly<Record<string, string>> = {
  salesreceipt: 'SalesReceipt',
  refundreceipt: 'RefundReceipt',
  invoice: 'Invoice',
  creditmemo: 'CreditMemo',
  payment: 'Payment',
  journalentry: 'JournalEntry',
  deposit: 'Deposit',
  customer: 'Customer',
}
const FULL_RECEIPT = {
  customerId: '1',
  locationId: '2',
  paymentMethodId: '3',
  paymentReference: 'ch_1',
  currency: 'GBP',
  exchangeRate: '1',
  tax: '6.00',
  note: 'n',
}
const MORE: Readonly<Record<string, readonly Json[]>> = {
  'create-sales-receipt': [
    { ...RECEIPT, ...FULL_RECEIPT, number: 'HF-2' },
    { ...RECEIPT, number: 'HF-3', taxCalculation: 'TaxInclusive' },
  ],
  'create-refund-receipt': [{ ...RECEIPT, ...FULL_RECEIPT, number: 'HF-R-2', accountId: '1' }],
  'create-invoice': [WHOLE_INVOICE],
  'create-payment': [
    {
      reference: 'ch_2',
      date: '2026-03-04',
      customerId: '1',
      amount: '30.00',
      accountId: '1',
      paymentMethodId: '2',
      currency: 'GBP',
      exchangeRate: '1',
      note: 'n',
    },
  ],
}

describe.skipIf(!isHere)('QuickBooks Online sends what Intuit’s XML schema has (skipped without quickbooks in TILLFLOW_SPECS_DIR)', () => {
  const books = simulated({
    connector: quickbooks,
    createSimulator: createQuickBooksSimulator,
    config: { ...CONFIG, simulator: 'sim' },
    secrets: SECRETS,
  })
  beforeEach(async () => {
    await signInAtSimulator(quickbooks, books.context(), books.baseUrl())
    await books.run('create-customer', { name: 'Ada Finch' })
  })
  const schema = isHere ? readSchema(XSD) : { types: new Map<string, never>(), enumerations: new Map<string, never>() }

  it('and knows what is not in it', () => {
    const wrong = {
      DocNumber: 7,
      Colour: 'red',
      GlobalTaxCalculation: 'TaxIncluded',
      Line: [{ Amount: '1.00', SalesItemLineDetail: { TaxInclAmt: 1 } }],
    }
    expect(schemaIssues(schema, 'Invoice', wrong)).toEqual([
      '/DocNumber: 7 is no text',
      '/Colour is no member of Invoice',
      '/GlobalTaxCalculation: "TaxIncluded" is none of GlobalTaxCalculationEnum',
      '/Line/0/Amount: "1.00" is no number',
      '/Line/0/SalesItemLineDetail/TaxInclAmt is no member of SalesItemLineDetail',
    ])
  })
  it.each(quickbooks.actions.filter(({ effect }) => effect === 'write'))('when it runs $id', async ({ id }) => {
    const given = QUICKBOOKS_CASES.actions[id]
    if (given?.after && 'action' in given.after && id !== 'update-customer' && given.after.action !== 'create-customer')
      await books.run(given.after.action, given.after.input as Json)
    for (const input of [given?.input ?? {}, ...(MORE[id] ?? [])]) {
      const unique = id === 'create-customer' ? { ...(input as object), name: 'Grace Finch' } : input
      await books.run(id, unique as Json, { idempotencyKey: JSON.stringify(input) })
    }
    const posts = (await books.requests()).filter(({ method, path }) => method === 'POST' && path.includes('/v3/company/'))
    expect(posts.length).toBeGreaterThan(1)
    const issues = posts.flatMap(({ path, body }) => {
      const type = TYPES[/\/(\w+)\?/.exec(path)?.[1] ?? '']
      return type === undefined ? [`${path} has no type`] : schemaIssues(schema, type, JSON.parse(body))
    })
    expect([...new Set(issues)]).toEqual([])
  })
})
