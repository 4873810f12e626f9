import { testVendorContract } from '#connectors/kit/vendor-contract/index.ts'
import { XERO_CASES } from './xero.testing.ts'

testVendorContract({
  conformance: XERO_CASES,
  description: { kind: 'openapi', file: 'xero/XeroAPI__Xero-OpenAPI/xero_accounting.yaml', basePath: '/api.xro/2.0' },
  inputs: {
    'create-invoice': [
      {
        kind: 'bill',
        number: 'S-77',
        contact: { number: 'SUP-1', name: 'Kiln & Co', email: 'accounts@kiln.example' },
        date: '2026-03-02',
        dueDate: '2026-04-01',
        currency: 'EUR',
        currencyRate: '1.170000',
        lineAmounts: 'NoTax',
        status: 'DRAFT',
        lines: [
          {
            description: 'Mugs',
            quantity: '10',
            unitAmount: '4.2500',
            accountCode: '310',
            taxType: 'INPUT2',
            taxAmount: '0',
            itemCode: 'MUG',
            tracking: [{ category: 'Store', option: 'Quay Street' }],
          },
        ],
      },
    ],
  },
  elsewhere: {
    '/connect/token': 'the token address has a description of its own',
    '/connections': 'described in xero-identity.yaml',
  },
  allowed: {
    'xero-tenant-id': 'required by the document; a custom connection has one organisation and does not name it',
  },
})
