import { testConnector } from '#connectors/kit/conformance.ts'
import { AVALARA_CASES } from './avalara.testing.ts'

testConnector(AVALARA_CASES)
