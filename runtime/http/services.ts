// Everything the HTTP side needs, as one object: the wiring contract of compose.ts.
// `createX` in the comments names the factory that makes a part; the others are written elsewhere and only described here.
import type { Language } from '#shared/language.ts'
import type { RetentionPolicies } from '../keeping/retention.ts'
import type { StoreSizes } from '../store/ports.ts'
import type { Logger } from 'pino'
import type {
  CloneTemplate,
  ConnectionTest,
  CreateConnection,
  Overview,
  TemplateUpgrade,
  UpdateConnection,
  UpgradedFlow,
  UpgradeFlow,
} from '#shared/api/contract.ts'
import type { Client, Environment } from '#shared/model/accounts.ts'
import type { Connection } from '#shared/model/connections.ts'
import type { Alert, ConnectionState, FlowControlDetail, FlowSettings } from '#shared/model/flow-control.ts'
import type { HookDescriptor, TemplateDescriptor } from '#shared/model/descriptors.ts'
import type { Flow } from '#shared/model/flows.ts'
import type { RunStatus } from '#shared/model/runs.ts'
import type { IncomingDelivery } from '#connectors/kit/contract.ts'
import type { Static } from 'typebox'
import type { Approvals } from '../approvals/approvals.ts'
import type { Topics } from '../topics/topics.ts'
import type { Windows } from '../windows/windows.ts'
import type { Callbacks } from '../webhooks/callbacks.ts'
import type { Accounts } from '../auth/create-auth.ts'
import type { ApiKeys } from '../auth/api-keys.ts'
import type { Authenticator } from '../auth/authenticate.ts'
import type { Setup } from '../auth/setup.ts'
import type { Actor, Audit } from '../audit/audit.ts'
import type { ListValues } from '../templates/listed-values.ts'
import type { TargetNames } from '../audit/target-names.ts'
import type { BrandingService } from '../branding/service.ts'
import type { BulkReplays } from '../exceptions/bulk-replays.ts'
import type { Exceptions } from '../exceptions/exceptions.ts'
import type { Feeds } from '../feeds/feeds.ts'
import type { Deployments } from '../flows/deployments.ts'
import type { Flows } from '../flows/flows.ts'
import type { ShowFieldPresenceOf } from '../flows/field-presence.ts'
import type { ShowImpactOf } from '../flows/impact.ts'
import type { LookupInbox } from '../flows/lookup-inbox.ts'
import type { LookupTables } from '../flows/lookup-tables.ts'
import type { MappingParts } from '../mapping-parts/service.ts'
import type { CustomConnectors } from '../custom-connectors/service.ts'
import type { QuerySchemas } from '../connections/query-schema.ts'
import type { SystemFields } from '../connections/system-fields.ts'
import type { SignIns } from '../connections/sign-in.ts'
import type { ConnectorCatalog, HookRegistry, Simulators } from '../flows/ports.ts'
import type { ExplainRows } from '../flows/explain-rows.ts'
import type { Preview } from '../flows/preview.ts'
import type { PreviewSamples } from '../flows/preview-samples.ts'
import type { Runs } from '../flows/runs.ts'
import type { SampleRuns } from '../flows/sample-runs.ts'
import type { Samples } from '../flows/samples.ts'
import type { Trials } from '../flows/trials.ts'
import type { Versions } from '../flows/versions.ts'
import type { ClientRemoval } from '../tenancy/client-removal.ts'
import type { Teamwork } from '../teamwork/teamwork.ts'
import type { Members } from '../tenancy/members.ts'
import type { ChatChannels } from '../notifications/chat-channels.ts'
import type { Notifications } from '../notifications/service.ts'
import type { Tenancy } from '../tenancy/tenancy.ts'

export interface HttpConfig {
  /** The public address without a trailing slash, such as `http://127.0.0.1:3000`. A function, because a port of 0 is known only after listening. */
  readonly baseUrl: () => string
  /** Simulators run and the demo sign-in works. */
  readonly demo: boolean
  /** Absolute path of designer/dist. */
  readonly designerDir: string
  readonly version: string
  /** Reverse proxies in front whose X-Forwarded-For is believed; 0 (default) takes the socket's address. */
  readonly trustedProxies?: number
}

/** runtime/connections/service.ts. Secrets go in and never come out. */
export interface Connections {
  list(clientId: string, environment?: Environment): Promise<readonly Connection[]>
  get(clientId: string, connectionId: string): Promise<Connection | undefined>
  create(clientId: string, body: Static<typeof CreateConnection>): Promise<Connection>
  update(clientId: string, connectionId: string, body: Static<typeof UpdateConnection>): Promise<Connection>
  /** Throws `conflict` while a deployment uses it. */
  remove(clientId: string, connectionId: string): Promise<void>
  test(clientId: string, connectionId: string): Promise<ConnectionTest>
  states(clientId: string): Promise<readonly ConnectionState[]>
  flowControl(clientId: string, connectionId: string): Promise<FlowControlDetail>
  /** Throws `invalid-request` with the issues. */
  saveFlowControl(clientId: string, connectionId: string, settings: FlowSettings): Promise<FlowControlDetail>
  tryNow(clientId: string, connectionId: string): Promise<FlowControlDetail>
}

export interface Templates {
  /** Default language: English. */
  list(language?: Language): Promise<readonly TemplateDescriptor[]>
  get(templateId: string, language?: Language): Promise<TemplateDescriptor | undefined>
  /** Writes its own audit entry. */
  clone(
    by: Actor,
    clientId: string,
    templateId: string,
    body: Static<typeof CloneTemplate>,
  ): Promise<{ readonly flow: Flow; readonly version: number; readonly hooks: readonly HookDescriptor[] }>
  /** Its questions in `reader`, else in the language of the flow. */
  upgrade(clientId: string, flowId: string, reader?: Language): Promise<TemplateUpgrade | null>
  /** Writes its own audit entry. */
  applyUpgrade(by: Actor, clientId: string, flowId: string, body: UpgradeFlow): Promise<UpgradedFlow>
}

export interface HookIntake {
  /**
   * Verifies, deduplicates and commits one delivery, then says how to answer it. Throws `hook-unknown`, `signature-invalid`,
   * `delivery-rejected`, `payload-invalid`, `store-failed` or `unavailable`; a 2xx means it is on the disk.
   */
  intake(
    token: string,
    delivery: IncomingDelivery,
  ): Promise<{ readonly status: number; readonly body?: string; readonly headers?: Readonly<Record<string, string>> }>
}

/** Numbers for /metrics; each is asked for at scrape time. */
export interface Gauges {
  runsByStatus?(): Promise<Readonly<Partial<Record<RunStatus, number>>>>
  queueAgeSeconds?(): Promise<number>
  storeSizes?(): Promise<StoreSizes>
  /** Of all schedules there are, since they were first deployed. */
  scheduleTimesSkipped?(): Promise<number>
}

export interface Services {
  readonly config: HttpConfig
  readonly log: Logger
  /** createAccounts (await its `migrate` first) */
  readonly accounts: Accounts
  /** createApiKeys */
  readonly apiKeys: ApiKeys
  /** createAuthenticator */
  readonly authenticator: Authenticator
  /** createSetup */
  readonly setup: Setup
  /** createAudit */
  readonly audit: Audit
  /** createTargetNames */
  readonly auditNames: TargetNames
  /** createBranding */
  readonly branding: BrandingService
  /** createTenancy */
  readonly tenancy: Tenancy
  /** createClientRemoval */
  readonly clientRemoval: ClientRemoval
  /** createMembers */
  readonly members: Members
  /** createFlows */
  readonly flows: Flows
  /** createVersions */
  readonly versions: Versions
  /** createDeployments */
  readonly deployments: Deployments
  /** createSamples */
  readonly samples: Samples
  /** createSampleRuns */
  readonly sampleRuns: SampleRuns
  /** createFieldPresence */
  readonly fieldPresence: ShowFieldPresenceOf
  /** createImpact */
  readonly impact: ShowImpactOf
  /** createTrials: test runs, manual starts, samples sent through a simulator */
  readonly trials: Trials
  /** createPreview */
  readonly preview: Preview
  /** createExplainRows */
  readonly explainRows: ExplainRows
  /** createPreviewSamples */
  readonly previewSamples: PreviewSamples
  /** createRuns */
  readonly runs: Runs
  /** createExceptions */
  readonly exceptions: Exceptions
  /** createTeamwork */
  readonly teamwork: Teamwork
  /** createBulkReplays */
  readonly bulkReplays: BulkReplays
  /** createApprovals */
  readonly approvals: Approvals
  /** createTopics */
  readonly topics: Topics
  /** createWindows */
  readonly windows: Windows
  /** createCallbacks */
  readonly callbacks: Callbacks
  /** createFeeds */
  readonly feeds: Feeds
  /** createLookupTables */
  readonly lookupTables: LookupTables
  /** createLookupInbox */
  readonly lookupInbox: LookupInbox
  /** createOverview */
  readonly overview: (client: Client) => Promise<Overview>
  readonly retention: RetentionPolicies
  readonly connections: Connections
  readonly systemFields: SystemFields
  readonly querySchemas: QuerySchemas
  /** createSignIns */
  readonly signIns: SignIns
  /** Alerts about a client's connections; those that stand come first. */
  readonly alerts: (clientId: string) => Promise<readonly Alert[]>
  /** createNotifications */
  readonly notifications: Notifications
  /** createChatChannels */
  readonly chatChannels: ChatChannels
  readonly connectors: ConnectorCatalog
  /** createMappingParts */
  readonly mappingParts: MappingParts
  /** createCustomConnectors */
  readonly customConnectors: CustomConnectors
  readonly simulators: Simulators
  readonly templates: Templates
  /** createListValues */
  readonly listValues: ListValues
  readonly hooks: HookRegistry & HookIntake
  readonly gauges?: Gauges
  /** Proves that a commit reaches the disk (store.check) and that the rest is up; throws otherwise. */
  readonly checkReady: () => Promise<void>
}
