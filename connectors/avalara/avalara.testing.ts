// The connector, its simulator and one valid input for each action: what its tests and its contract check share.
import type { Json } from '#shared/json.ts'
import type { ConformanceOptions } from '#connectors/kit/conformance.ts'
import { aLine, anOrder, usd } from '#connectors/kit/retail/order.testing.ts'
import { avalara } from './index.ts'
import { createAvalaraSimulator } from './simulator/index.ts'

export const CONFIG = { environment: 'sandbox', accountId: '2000123456', companyCode: 'HARBOUR' }
export const SECRETS = { licenseKey: 'ABCDEF0123456789' }

export const PORTLAND = { line1: '389 Congress St', city: 'Portland', region: 'ME', postalCode: '04101', country: 'US' }
export const WAREHOUSE = { line1: '1 Pier Rd', city: 'Boston', region: 'MA', postalCode: '02110', country: 'US' }
export const ORDER: Readonly<Record<string, Json>> = {
  date: '2026-03-01',
  customerCode: 'SHOP-8123',
  currency: 'USD',
  from: WAREHOUSE,
  to: PORTLAND,
  lines: [
    { number: '1', amount: '100.00', quantity: '2', itemCode: 'HF-1004', description: 'Harbour mug', taxCode: 'P0000000' },
    { number: 'shipping', amount: '6.95', taxCode: 'FR020100', description: 'Shipping' },
  ],
}
export const SALE: Readonly<Record<string, Json>> = { code: 'HF-1042', ...ORDER }

const tax = (amount: string) => [{ title: 'ME STATE TAX', rate: '0.055', amount: usd(amount) }]
export const SHOP_ORDER = anOrder({
  total: usd('112.83'),
  lines: [
    aLine({
      id: 'gid://shopify/LineItem/1',
      sku: 'HF-1004',
      title: 'Harbour mug',
      variantTitle: 'Navy',
      variantId: '77',
      quantity: 2,
      unitPrice: usd('50.00'),
      lineTotal: usd('100.00'),
      taxes: tax('5.50'),
    }),
  ],
  shipping: [{ id: '1', code: 'standard', title: 'Standard', price: usd('6.95'), discountedPrice: usd('6.95'), taxes: tax('0.38') }],
  taxes: tax('5.88'),
  subtotal: usd('100.00'),
  shippingTotal: usd('6.95'),
  taxTotal: usd('5.88'),
})
export const OPTIONS = { tax: 'charged', timeZone: 'America/New_York', from: WAREHOUSE, shippingTaxCode: 'FR020100' } as const

const sold = { action: 'record-sale', input: SALE }

export const AVALARA_CASES: ConformanceOptions = {
  connector: avalara,
  createSimulator: createAvalaraSimulator,
  config: CONFIG,
  secrets: SECRETS,
  badSecrets: { licenseKey: 'WRONGKEY0123456789' },
  actions: {
    'calculate-tax': { input: ORDER },
    'record-sale': { input: SALE, creates: 'transactions' },
    'record-order': { input: { order: SHOP_ORDER, options: OPTIONS }, creates: 'transactions' },
    'record-return': { input: { ...SALE, code: 'HF-R-7', soldOn: '2026-02-20' }, creates: 'transactions' },
    'adjust-sale': { input: { ...SALE, reason: 'PriceAdjusted' }, after: sold },
    'refund-sale': {
      input: { saleCode: 'HF-1042', refundCode: 'HF-R-1042', date: '2026-03-05', kind: 'Partial', lines: ['1'] },
      after: sold,
      creates: 'transactions',
    },
    'commit-transaction': { input: { code: 'HF-1042' }, after: { action: 'record-sale', input: { ...SALE, commit: false } } },
    'void-transaction': { input: { code: 'HF-1042' }, after: sold },
    'get-transaction': { input: { code: 'HF-1042' }, after: sold },
    'resolve-address': { input: PORTLAND },
    'list-entity-use-codes': { input: {} },
  },
}
