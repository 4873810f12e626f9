import { testVendorContract } from '#connectors/kit/vendor-contract/index.ts'
import { STRIPE_CASES } from './stripe.testing.ts'

testVendorContract({
  conformance: STRIPE_CASES,
  description: { kind: 'openapi', file: 'stripe/stripe__openapi/spec3.yaml' },
  inputs: {
    'find-payments': [{ paymentIntent: 'pi_1Sim00000000000000000001', limit: 100 }],
    'create-refund': [{ chargeId: 'ch_1Payment0000000000000001' }],
  },
})
