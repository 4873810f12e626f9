import { testConnector } from '#connectors/kit/conformance.ts'
import { SHOPIFY_CASES } from './shopify.testing.ts'

testConnector(SHOPIFY_CASES)
