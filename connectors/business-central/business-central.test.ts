import { testConnector } from '#connectors/kit/conformance.ts'
import { CASES } from './business-central.testing.ts'

testConnector(CASES)
