import { testConnector } from '#connectors/kit/conformance.ts'
import { LIGHTSPEED_CASES } from './lightspeed.testing.ts'

testConnector(LIGHTSPEED_CASES)
