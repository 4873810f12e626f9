import { describe } from 'vitest'
import { testConnector } from '#connectors/kit/conformance.ts'
import { CONNECTIONS, conformanceOf } from './odoo.testing.ts'

describe.each(Object.entries(CONNECTIONS))('over %s', (_, config) => {
  testConnector(conformanceOf(config))
})
