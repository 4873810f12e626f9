// Every route of the API.
import { FlowDocument } from '#shared/flow/document.ts'
import { buildOpenApi } from '../openapi.ts'
import { publicRoute, type Route } from '../route.ts'
import { accountRoutes } from './accounts.ts'
import { approvalRoutes } from './approvals.ts'
import { brandingRoutes } from './branding.ts'
import { bulkReplayRoutes } from './bulk-replays.ts'
import { catalogRoutes } from './catalog.ts'
import { chatChannelRoutes } from './chat-channels.ts'
import { customConnectorRoutes } from './custom-connectors.ts'
import { flowControlRoutes } from './flow-control.ts'
import { feedRoutes } from './feeds.ts'
import { flowRoutes } from './flows.ts'
import { keepingRoutes } from './keeping.ts'
import { lookupRoutes } from './lookups.ts'
import { mappingPartRoutes } from './mapping-parts.ts'
import { operationRoutes } from './operations.ts'
import { sampleRoutes } from './samples.ts'
import { settingRoutes } from './settings.ts'
import { teamworkRoutes } from './teamwork.ts'
import { topicRoutes } from './topics.ts'
import { windowRoutes } from './windows.ts'

const descriptions: readonly Route[] = [
  publicRoute({
    method: 'GET',
    path: '/api/v1/openapi.json',
    summary: 'This description, as OpenAPI 3.1',
    run: async ({ services }) => buildOpenApi(ROUTES, services.config.version),
  }),
  publicRoute({
    method: 'GET',
    path: '/api/v1/schemas/flow',
    summary: 'The JSON Schema of flow documents',
    run: async () => FlowDocument,
  }),
]

export const ROUTES: readonly Route[] = [
  ...descriptions,
  ...accountRoutes,
  ...brandingRoutes,
  ...chatChannelRoutes,
  ...catalogRoutes,
  ...customConnectorRoutes,
  ...flowRoutes,
  ...sampleRoutes,
  ...teamworkRoutes,
  ...feedRoutes,
  ...operationRoutes,
  ...bulkReplayRoutes,
  ...approvalRoutes,
  ...windowRoutes,
  ...topicRoutes,
  ...settingRoutes,
  ...lookupRoutes,
  ...mappingPartRoutes,
  ...flowControlRoutes,
  ...keepingRoutes,
]
