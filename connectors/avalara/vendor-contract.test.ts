import { testVendorContract } from '#connectors/kit/vendor-contract/index.ts'
import { AVALARA_CASES, PORTLAND, SALE } from './avalara.testing.ts'

const { date = '', customerCode = '', currency = '' } = SALE
const EVERYTHING = {
  date,
  customerCode,
  currency,
  at: { ...PORTLAND, line2: 'Floor 2', line3: 'Left' },
  code: 'HF/1042+a?b%c#d e',
  entityUseCode: 'G',
  exemptionNo: 'ME-1',
  purchaseOrderNo: 'PO-1',
  locationCode: 'STORE-1',
  reference: 'order 1042',
  commit: false,
  lines: [
    {
      number: '1',
      amount: '100.005',
      quantity: '1.5',
      itemCode: 'HF-1004',
      taxCode: 'P0000000',
      description: 'Mug',
      taxIncluded: true,
      tax: '5.21',
      entityUseCode: 'G',
      reference: 'line 1',
    },
  ],
}

testVendorContract({
  conformance: AVALARA_CASES,
  description: { kind: 'openapi', file: 'avalara/ballerina-platform__openapi-connectors/openapi.yaml' },
  inputs: {
    'record-sale': [EVERYTHING],
    'record-return': [{ ...EVERYTHING, soldOn: '2026-02-01' }],
    'adjust-sale': [{ ...SALE, reason: 'Other', explanation: 'Wrong address' }],
    'refund-sale': [
      { saleCode: 'HF-1042', refundCode: 'R-2', date: '2026-03-05', kind: 'Percentage', percentage: '12.5', reference: 'goodwill' },
      { saleCode: 'HF-1042', refundCode: 'R-3', date: '2026-03-05', kind: 'TaxOnly' },
    ],
    'get-transaction': [{ code: 'nothing', type: 'ReturnInvoice' }],
  },
})
