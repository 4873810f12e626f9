import { testConnector } from '#connectors/kit/conformance.ts'
import { QUICKBOOKS_CASES } from './quickbooks.testing.ts'

testConnector(QUICKBOOKS_CASES)
