// Every address of the app and the page that answers it. Pages are loaded when they are first opened.
import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Navigate, Outlet } from '@tanstack/react-router'
import type { Environment } from '#shared/model/accounts.ts'
import type { ExceptionStatus, RunStatus } from '#shared/model/runs.ts'
import type { WaitStatus } from '#shared/model/waits.ts'
import type { WindowStatus } from '#shared/model/windows.ts'
import { AppLayout } from './layout/app-layout.tsx'
import { PageSkeleton } from './ui/skeletons.tsx'
import { NotFoundPage, PageCrashed } from './layout/page-problems.tsx'

const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined)
/** The router reads `?label=1042` as a number. */
const textOrNumber = (value: unknown) => (typeof value === 'number' ? String(value) : text(value))
const environment = (value: unknown): Environment | undefined => (value === 'test' || value === 'live' ? value : undefined)

const rootRoute = createRootRoute({ component: Outlet, notFoundComponent: NotFoundPage })
const page = lazyRouteComponent

const signIn = createRoute({
  getParentRoute: () => rootRoute,
  path: 'sign-in',
  validateSearch: (search): { next?: string } => ({ next: text(search['next']) }),
  component: page(() => import('./pages/sign-in/index.tsx'), 'SignInPage'),
})
const setup = createRoute({
  getParentRoute: () => rootRoute,
  path: 'setup',
  component: page(() => import('./pages/setup/index.tsx'), 'SetupPage'),
})

const app = createRoute({ getParentRoute: () => rootRoute, id: 'app', component: AppLayout })
const partner = createRoute({
  getParentRoute: () => app,
  path: '/',
  component: page(() => import('./pages/partner-overview/index.tsx'), 'PartnerOverviewPage'),
})

const client = createRoute({ getParentRoute: () => app, path: 'c/$client', component: Outlet })
const clientIndex = createRoute({
  getParentRoute: () => client,
  path: '/',
  component: () => <Navigate from={client.fullPath} to="/c/$client/overview" params={(now) => ({ client: now.client })} replace />,
})
const overview = createRoute({
  getParentRoute: () => client,
  path: 'overview',
  component: page(() => import('./pages/client-overview/index.tsx'), 'ClientOverviewPage'),
})
const flows = createRoute({
  getParentRoute: () => client,
  path: 'flows',
  component: page(() => import('./pages/flows/index.tsx'), 'FlowsPage'),
})
const flow = createRoute({
  getParentRoute: () => client,
  path: 'flows/$flow',
  validateSearch: (search): { node?: string; row?: string; mapping?: string; from?: string; show?: 'canvas' } => ({
    node: text(search['node']),
    row: text(search['row']),
    mapping: text(search['mapping']),
    show: search['show'] === 'canvas' ? 'canvas' : undefined,
    /** The flows that call this one, outermost first, with dots between them: the way back for the breadcrumbs. */
    from: text(search['from']),
  }),
  component: page(() => import('./layout/flow-editor-route.tsx'), 'FlowEditorRoute'),
})
const flowUpgrade = createRoute({
  getParentRoute: () => client,
  path: 'flows/$flow/upgrade',
  component: page(() => import('./pages/flow-upgrade/index.tsx'), 'FlowUpgradePage'),
})
const runs = createRoute({
  getParentRoute: () => client,
  path: 'runs',
  validateSearch: (search): { flow?: string; environment?: Environment; status?: RunStatus; label?: string } => ({
    flow: text(search['flow']),
    label: textOrNumber(search['label']),
    environment: environment(search['environment']),
    status: text(search['status']) as RunStatus | undefined,
  }),
  component: page(() => import('./pages/runs/index.tsx'), 'RunsPage'),
})
const run = createRoute({
  getParentRoute: () => client,
  path: 'runs/$run',
  validateSearch: (search): { node?: string } => ({ node: text(search['node']) }),
  component: page(() => import('./pages/run/index.tsx'), 'RunPage'),
})
const exceptions = createRoute({
  getParentRoute: () => client,
  path: 'exceptions',
  validateSearch: (search): { flow?: string; environment?: Environment; node?: string; code?: string; status?: ExceptionStatus } => ({
    flow: text(search['flow']),
    environment: environment(search['environment']),
    node: text(search['node']),
    code: text(search['code']),
    status: text(search['status']) as ExceptionStatus | undefined,
  }),
  component: page(() => import('./pages/exceptions/index.tsx'), 'ExceptionsPage'),
})
const exception = createRoute({
  getParentRoute: () => client,
  path: 'exceptions/$exception',
  component: page(() => import('./pages/exception/index.tsx'), 'ExceptionPage'),
})
const approvals = createRoute({
  getParentRoute: () => client,
  path: 'approvals',
  validateSearch: (search): { status?: WaitStatus; environment?: Environment } => ({
    status: text(search['status']) as WaitStatus | undefined,
    environment: environment(search['environment']),
  }),
  component: page(() => import('./pages/approvals/index.tsx'), 'ApprovalsPage'),
})
const windows = createRoute({
  getParentRoute: () => client,
  path: 'windows',
  validateSearch: (search): { status?: WindowStatus; flow?: string; environment?: Environment } => ({
    status: search['status'] === 'open' || search['status'] === 'closed' ? search['status'] : undefined,
    flow: text(search['flow']),
    environment: environment(search['environment']),
  }),
  component: page(() => import('./pages/windows/index.tsx'), 'WindowsPage'),
})
const topics = createRoute({
  getParentRoute: () => client,
  path: 'topics',
  component: page(() => import('./pages/topics/index.tsx'), 'TopicsPage'),
})
const connections = createRoute({
  getParentRoute: () => client,
  path: 'connections',
  validateSearch: (search): { open?: string } => ({ open: text(search['open']) }),
  component: page(() => import('./pages/connections/index.tsx'), 'ConnectionsPage'),
})
const lookupTables = createRoute({
  getParentRoute: () => client,
  path: 'lookup-tables',
  validateSearch: (search): { table?: string; environment?: Environment } => ({
    table: text(search['table']),
    environment: environment(search['environment']),
  }),
  component: page(() => import('./pages/lookup-tables/index.tsx'), 'LookupTablesPage'),
})
const mappingParts = createRoute({
  getParentRoute: () => client,
  path: 'mapping-parts',
  component: page(() => import('./pages/mapping-parts/index.tsx'), 'MappingPartsPage'),
})
const mappingPart = createRoute({
  getParentRoute: () => client,
  path: 'mapping-parts/$part',
  component: page(() => import('./pages/mapping-parts/part-page.tsx'), 'MappingPartPage'),
})
const templates = createRoute({
  getParentRoute: () => client,
  path: 'templates',
  component: page(() => import('./pages/templates/index.tsx'), 'TemplatesPage'),
})
const template = createRoute({
  getParentRoute: () => client,
  path: 'templates/$template',
  component: page(() => import('./pages/clone-template/index.tsx'), 'CloneTemplatePage'),
})
const clientSettings = createRoute({
  getParentRoute: () => client,
  path: 'settings',
  component: page(() => import('./pages/client-settings/index.tsx'), 'ClientSettingsPage'),
})
const webhooks = createRoute({
  getParentRoute: () => client,
  path: 'webhooks',
  component: page(() => import('./pages/webhooks/index.tsx'), 'WebhooksPage'),
})
const simulators = createRoute({
  getParentRoute: () => client,
  path: 'simulators',
  validateSearch: (search): { system?: string; type?: string } => ({ system: text(search['system']), type: text(search['type']) }),
  component: page(() => import('./pages/simulators/index.tsx'), 'SimulatorsPage'),
})

const connectors = createRoute({
  getParentRoute: () => app,
  path: 'settings/connectors',
  validateSearch: (search): { open?: string } => ({ open: text(search['open']) }),
  component: page(() => import('./pages/connectors/index.tsx'), 'ConnectorsPage'),
})
const members = createRoute({
  getParentRoute: () => app,
  path: 'settings/members',
  component: page(() => import('./pages/members/index.tsx'), 'MembersPage'),
})
const apiKeys = createRoute({
  getParentRoute: () => app,
  path: 'settings/api-keys',
  component: page(() => import('./pages/api-keys/index.tsx'), 'ApiKeysPage'),
})
const notifications = createRoute({
  getParentRoute: () => app,
  path: 'settings/notifications',
  component: page(() => import('./pages/notifications/index.tsx'), 'NotificationsPage'),
})
const branding = createRoute({
  getParentRoute: () => app,
  path: 'settings/branding',
  component: page(() => import('./pages/branding/index.tsx'), 'BrandingPage'),
})
const audit = createRoute({
  getParentRoute: () => app,
  path: 'settings/audit',
  component: page(() => import('./pages/audit/index.tsx'), 'AuditPage'),
})

const clientPages = [
  clientIndex,
  overview,
  flows,
  flow,
  flowUpgrade,
  runs,
  run,
  exceptions,
  exception,
  approvals,
  windows,
  topics,
  connections,
  lookupTables,
  mappingParts,
  mappingPart,
  templates,
  template,
  webhooks,
  clientSettings,
  simulators,
] as const

export const router = createRouter({
  routeTree: rootRoute.addChildren([
    signIn,
    setup,
    app.addChildren([partner, client.addChildren(clientPages), connectors, members, apiKeys, branding, audit, notifications]),
  ]),
  defaultPreload: 'intent',
  defaultPendingComponent: PageSkeleton,
  defaultPendingMs: 120,
  defaultErrorComponent: PageCrashed,
  defaultNotFoundComponent: NotFoundPage,
  scrollRestoration: true,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
