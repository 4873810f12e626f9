// What people and programs may do, as the HTTP side asks for it.
import { fileURLToPath } from 'node:url'
import { createApprovals } from '../approvals/approvals.ts'
import { createTargetNames } from '../audit/target-names.ts'
import { createQuerySchemas } from '../connections/query-schema.ts'
import { createSystemFields } from '../connections/system-fields.ts'
import { createExceptions } from '../exceptions/exceptions.ts'
import { createFeeds } from '../feeds/feeds.ts'
import { createSystemCheck } from '../flows/check-systems.ts'
import { createDeployments } from '../flows/deployments.ts'
import { createDocumentCheck } from '../flows/documents.ts'
import { createExplainRows } from '../flows/explain-rows.ts'
import { createFieldPresence } from '../flows/field-presence.ts'
import { createFlows } from '../flows/flows.ts'
import { createImpact } from '../flows/impact.ts'
import { createLookupInbox } from '../flows/lookup-inbox.ts'
import { createLookupTables } from '../flows/lookup-tables.ts'
import { createOverview } from '../flows/overview.ts'
import { createPreview } from '../flows/preview.ts'
import { createPreviewSamples } from '../flows/preview-samples.ts'
import { createRuns } from '../flows/runs.ts'
import { createSampleRuns } from '../flows/sample-runs.ts'
import { createSamples } from '../flows/samples.ts'
import { createTrials } from '../flows/trials.ts'
import { createVersions } from '../flows/versions.ts'
import type { Services } from '../http/services.ts'
import { createRetention } from '../keeping/retention.ts'
import { createPartLibrary } from '../mapping-parts/library.ts'
import { createMappingParts } from '../mapping-parts/service.ts'
import { createTeamwork } from '../teamwork/teamwork.ts'
import { createListValues } from '../templates/listed-values.ts'
import { createTemplates } from '../templates/templates.ts'
import { createTopics } from '../topics/topics.ts'
import { createCallbacks } from '../webhooks/callbacks.ts'
import type { composeAccounts } from './accounts.ts'
import type { Beginnings } from './beginnings.ts'
import type { Connections } from './connections.ts'
import type { Running } from './engine.ts'
import { createGauges } from './gauges.ts'
import type { Ground } from './ground.ts'
import type { Telling } from './notifications.ts'
import type { Reading } from './reading.ts'

interface Parts {
  readonly people: Awaited<ReturnType<typeof composeAccounts>>
  readonly connections: Connections
  readonly reading: Reading
  readonly running: Running
  readonly beginnings: Beginnings
  readonly notifications: Telling['notifications']
  readonly chatChannels: Telling['chatChannels']
  readonly version: string
  readonly checkReady: () => Promise<void>
}

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/** `templates` by itself can also clone for the demo. */
export async function composeServices(ground: Ground, parts: Parts) {
  const { config, log, store, now, baseUrl, isDemo } = ground
  const { audit, tenancy, branding, accounts, apiKeys, authenticator, setup, members } = parts.people
  const { catalog: connectors, customConnectors, simulated, flowControl, opener, connections, signIns } = parts.connections
  const { flows, tables, lookups } = parts.reading
  const { engine, sandbox } = parts.running
  const { hooks, windows, bulkReplays, files, dropFolder, clientRemoval } = parts.beginnings
  const { simulators } = simulated
  const { runs } = store

  const library = createPartLibrary({ store: store.mappingParts, tenancy: store.tenancy, now })
  const check = createDocumentCheck({ parts: library, connectors, lookups, flows, sandbox })
  const lookupTables = createLookupTables({ store: lookups, audit })
  const samples = createSamples({ flows, runs, simulators })
  const systemFields = createSystemFields({ opener, now })
  const checkSystems = createSystemCheck({ connectors, connections: store.connections, flows, systemFields })
  const trials = createTrials({
    parts: library,
    flows,
    runs,
    connections: store.connections,
    samples,
    connectors,
    engine,
    simulators,
    checkSystems,
    audit,
  })
  const sampleRuns = createSampleRuns({ flows, samples, trials })
  const versions = createVersions({ parts: library, flows, check, checkSystems, sampleRuns, connectors, audit })
  const impact = createImpact({ flows, runs, samples, trials, version: versions.get })
  const templates = await createTemplates({
    parts: library,
    dir: here('../../templates'),
    flows,
    lookups,
    connectors,
    connections: store.connections,
    deploy: hooks.deploy,
    audit,
    check,
    now,
  })

  const services: Services = {
    config: {
      baseUrl,
      trustedProxies: config.trustedProxies,
      demo: isDemo,
      designerDir: here('../../designer/dist'),
      version: parts.version,
    },
    log,
    accounts,
    apiKeys,
    authenticator,
    setup,
    audit,
    auditNames: createTargetNames({
      flows,
      connections: store.connections,
      runs: store.runs,
      tenancy: store.tenancy,
      userName: async (userId) => (await accounts.user(userId))?.name,
    }),
    tenancy,
    branding,
    clientRemoval,
    members,
    flows: createFlows({ parts: library, flows, runs, check, audit }),
    versions,
    deployments: createDeployments({ flows, connections: store.connections, hooks, check, checkSystems, audit }),
    samples,
    sampleRuns,
    fieldPresence: createFieldPresence({ flows, runs }),
    impact,
    mappingParts: createMappingParts({ store: store.mappingParts, tenancy: store.tenancy, flows, impact, audit, now }),
    trials,
    preview: createPreview({ sandbox, tables, parts: library }),
    explainRows: createExplainRows({ sandbox, tables, parts: library }),
    previewSamples: createPreviewSamples({ sandbox, tables, parts: library }),
    runs: createRuns({ runs, engine, audit }),
    exceptions: createExceptions({ runs, flows, engine, audit }),
    bulkReplays,
    teamwork: createTeamwork({ teamwork: store.teamwork, flows, audit, clock: now }),
    approvals: createApprovals({ waits: store.waits, nudge: engine.nudge, audit, now }),
    callbacks: createCallbacks({ waits: store.waits, nudge: engine.nudge, now }),
    feeds: createFeeds({ feeds: store.feeds, flows, files, folder: dropFolder, audit }),
    windows,
    topics: createTopics({ topics: store.topics, audit, now }),
    lookupTables,
    lookupInbox: createLookupInbox({ tables: lookupTables, store: lookups, runs, bulkReplays }),
    overview: createOverview({ store }),
    retention: createRetention({ store: store.keeping, audit }),
    connections,
    querySchemas: createQuerySchemas({ opener, now }),
    systemFields,
    signIns,
    alerts: flowControl.alerts,
    notifications: parts.notifications,
    chatChannels: parts.chatChannels,
    connectors,
    customConnectors,
    simulators,
    templates,
    listValues: createListValues({ template: templates.get, opener: parts.connections.opener }),
    hooks,
    gauges: createGauges(ground, parts.running.keeper),
    checkReady: parts.checkReady,
  }
  return { services, templates }
}
