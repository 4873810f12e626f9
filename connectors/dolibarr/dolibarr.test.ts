import { testConnector } from '#connectors/kit/conformance.ts'
import { CASES } from './dolibarr.testing.ts'

testConnector(CASES)
