import { testConnector } from '#connectors/kit/conformance.ts'
import { ADOBE_COMMERCE_CASES } from './adobe-commerce.testing.ts'

testConnector(ADOBE_COMMERCE_CASES)
