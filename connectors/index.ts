// The connectors of this installation, with their simulators. A new one is added here, twice.
import type { ConnectorDescriptor } from '#shared/model/descriptors.ts'
import { http } from './http/index.ts'
import { createHttpSimulator } from './http/simulator.ts'
import type { Connector, CreateSimulator } from './kit/contract.ts'
import { describeConnector } from './kit/descriptor.ts'
import { odoo } from './odoo/index.ts'
import { createOdooSimulator } from './odoo/simulator/index.ts'

export const connectors: readonly Connector[] = [odoo, http]

/** By connector id. */
export const simulators: Readonly<Record<string, CreateSimulator>> = { odoo: createOdooSimulator, http: createHttpSimulator }

/** What the designer, the CLI and the docs see. Made once: connectors do not change while the program runs. */
export const connectorCatalog: { list(): readonly ConnectorDescriptor[] } = (() => {
  const descriptors = connectors.map(describeConnector)
  return { list: () => descriptors }
})()
