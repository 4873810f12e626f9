import { testConnector } from '#connectors/kit/conformance.ts'
import { SHIPENGINE_CASES } from './shipengine.testing.ts'

testConnector(SHIPENGINE_CASES)
