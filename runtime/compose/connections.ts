// Connectors, those that come with Tillflow and those that partners made, and the connections to their systems.
import { connectorCatalog as builtInCatalog, connectors as builtIn } from '#connectors/index.ts'
import { customConnector } from '#connectors/custom/index.ts'
import { readInThread } from '#connectors/custom/read-in-thread.ts'
import type { Connector } from '#connectors/kit/contract.ts'
import { createTransport } from '#connectors/kit/transport.ts'
import type { Audit } from '../audit/audit.ts'
import { createTriggerBindings } from '../connections/bindings.ts'
import { createCaller } from '../connections/caller.ts'
import { createConnectionOpener } from '../connections/open-connection.ts'
import { createSignIns } from '../connections/sign-in.ts'
import { createConnectionService } from '../connections/service.ts'
import { createVault } from '../connections/vault.ts'
import { createCustomConnectors } from '../custom-connectors/service.ts'
import { createFlowControl } from '../flow-control/flow-control.ts'
import { OTHERS_CHANGES_MS, type Ground } from './ground.ts'
import { composeSimulators } from './simulators.ts'

export type Connections = Awaited<ReturnType<typeof composeConnections>>

export async function composeConnections({ config, log, store, now, signals, installationKey, allClients }: Ground, audit: Audit) {
  // Lists that stay current: who has them sees the connectors that partners make.
  const connectors: Connector[] = [...builtIn]
  const descriptors = [...builtInCatalog.list()]
  const customConnectors = createCustomConnectors({
    store: store.customConnectors,
    tenancy: store.tenancy,
    connections: store.connections,
    flows: store.flows,
    audit,
    read: readInThread,
    compile: customConnector,
    connectors,
    descriptors,
    now,
  })
  await customConnectors.refresh()
  const refresh = () => customConnectors.refresh().catch((err: unknown) => log.warn({ err }, 'connectors of partners could not be read'))
  const othersConnectors = signals && setInterval(() => void refresh(), OTHERS_CHANGES_MS)
  othersConnectors?.unref()

  const simulated = composeSimulators(config.dataDir, connectors)
  const vault = createVault({ installationKey, store: store.connections })
  await vault.checkKey((await allClients()).map(({ id }) => id))
  const flowControl = createFlowControl({ store: store.flowControl, log })
  const opener = createConnectionOpener({
    store: store.connections,
    connectors,
    vault,
    transport: createTransport(),
    flowControl,
    tokens: store.tokens,
    resolveSimulator: simulated.resolve,
    allowedHosts: config.allowedHosts,
    now,
  })
  const connections = createConnectionService({
    store: store.connections,
    flows: store.flows,
    connectors,
    vault,
    opener,
    flowControl,
    resolveSimulator: simulated.resolve,
    simulatorSecrets: simulated.secrets,
    now,
  })
  return {
    connectors,
    catalog: { list: () => descriptors },
    customConnectors,
    simulated,
    vault,
    flowControl,
    opener,
    connections,
    signIns: createSignIns({ installationKey, opener, connections, now }),
    bindings: createTriggerBindings({ opener, now }),
    caller: createCaller({
      connectors,
      opener,
      waitsUntil: flowControl.waitsUntil,
      recordCalls: config.recordCalls,
      onBug: (err, where) => log.error({ err, ...where }, 'a connector failed in a way it does not declare'),
    }),
    stop: () => clearInterval(othersConnectors),
  }
}
