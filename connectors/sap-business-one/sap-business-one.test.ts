import { testConnector } from '#connectors/kit/conformance.ts'
import { CASES } from './sap-business-one.testing.ts'

testConnector(CASES)
