import { testConnector } from '#connectors/kit/conformance.ts'
import { XERO_CASES } from './xero.testing.ts'

testConnector(XERO_CASES)
