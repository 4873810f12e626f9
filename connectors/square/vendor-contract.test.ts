import { testVendorContract } from '#connectors/kit/vendor-contract/index.ts'
import { SQUARE_CASES } from './square.testing.ts'

testVendorContract({
  conformance: SQUARE_CASES,
  description: { kind: 'openapi', file: 'square/square__connect-api-specification/api.json' },
  inputs: { 'upsert-product': [{ sku: 'HF-MUG-NAVY', price: '13.00', currency: 'GBP' }] },
})
