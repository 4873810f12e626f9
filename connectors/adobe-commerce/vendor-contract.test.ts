import { testVendorContract } from '#connectors/kit/vendor-contract/index.ts'
import { ADOBE_COMMERCE_CASES } from './adobe-commerce.testing.ts'

testVendorContract({
  conformance: ADOBE_COMMERCE_CASES,
  description: { kind: 'openapi', file: 'adobe-commerce/AdobeDocs__commerce-webapi/admin-schema-2.4.8.yaml', basePath: '/rest/all' },
  inputs: {
    'get-order': [{ orderId: '1' }],
    'ship-order': [{ orderId: '1', source: 'WH1' }],
    'upsert-product': [{ sku: 'HF/JUG', name: 'Stoneware Jug', price: '28.50' }],
  },
  allowed: {
    'searchCriteria[filterGroups][1]': 'the document describes the first group only; the page on searches has any number',
    'searchCriteria[filterGroups][2]': 'the same',
    'the value must be integer': 'a new document is answered as its id in text',
    '/payment/account_status must be string': 'null where the payment method has none',
    '/region/region_code must be string': 'null where the country has no regions (magento2 issue 14054)',
    '/region/region must be string': 'the same',
    '/payment/cc_last4 must be string': 'null where the payment method has none',
    "the simulator's answer: the value must be object": 'source items: the document has refusals only; success is an empty list',
  },
})
