// Everything the app reads, one function each: its cache key, its address and how often it is read again.
import { connectorInWords } from '#designer/i18n/descriptors.ts'
import { chosenLanguage } from '#designer/i18n/language.ts'
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import type {
  ApiKeySummary,
  AuditEntry,
  FlowDetail,
  FlowSummary,
  Member,
  Overview,
  Page,
  Session,
  SetupState,
  TopicSummary,
  TemplateUpgrade,
  VersionSummary,
} from '#shared/api/contract.ts'
import type { InboxItem } from '#shared/api/lookups.ts'
import type { Language } from '#shared/language.ts'
import type { Environment } from '#shared/model/accounts.ts'
import type { BulkReplay, BulkReplayPreview, ExceptionCause } from '#shared/model/bulk-replays.ts'
import type { CustomConnector } from '#shared/model/custom-connectors.ts'
import type { Connection, LookupTable } from '#shared/model/connections.ts'
import type {
  ConnectorDescriptor,
  HookDescriptor,
  SimulatedDayPart,
  SimulatorContents,
  SimulatorDescriptor,
  TemplateDescriptor,
  ListedValue,
} from '#shared/model/descriptors.ts'
import type { Feed } from '#shared/model/feeds.ts'
import type { Alert, ConnectionState, FlowControlDetail } from '#shared/model/flow-control.ts'
import type { FlowVersion, Sample } from '#shared/model/flows.ts'
import {
  TERMINAL_STATUSES,
  type ExceptionInList,
  type ExceptionStatus,
  type RunInList,
  type RunStatus,
  type RunView,
} from '#shared/model/runs.ts'
import type { Branding } from '#shared/model/branding.ts'
import type { ChatChannel, NotificationPreview, NotificationSettings, NotificationState } from '#shared/model/notifications.ts'
import type { Retention } from '#shared/model/retention.ts'
import type { VersionComment } from '#shared/model/teamwork.ts'
import type { TopicEvent } from '#shared/model/topics.ts'
import type { Wait, WaitStatus } from '#shared/model/waits.ts'
import type { CollectedWindow, WindowStatus } from '#shared/model/windows.ts'
import { request } from './client.ts'

interface List<T> {
  readonly items: readonly T[]
}
export interface RunFilter {
  /** What the sender calls the record. */
  readonly label?: string
  readonly flow?: string
  readonly environment?: Environment
  readonly status?: RunStatus
}
/** What open exceptions may have in common. */
export interface CauseFilter {
  readonly flow?: string
  readonly environment?: Environment
  readonly node?: string
  readonly code?: string
}
export interface ExceptionFilter extends CauseFilter {
  readonly status?: ExceptionStatus
}

export interface WindowFilter {
  readonly flow?: string
  readonly environment?: Environment
  readonly status?: WindowStatus
}
export interface ApprovalFilter {
  readonly environment?: Environment
  readonly status?: WaitStatus
}

/** Fast enough to feel live, slow enough to cost nothing. */
const LIVE_MS = 3_000
const RUNNING_MS = 700
const SLOW_MS = 15_000
/** Descriptors change only with an update of the server. */
const FOREVER = { staleTime: Infinity, gcTime: Infinity }

/** What could not be had at all waits for a person to try again; what is shown is kept fresh. */
const ifShown =
  (ms: number) =>
  ({ state }: { readonly state: { readonly data: unknown } }) =>
    state.data === undefined ? (false as const) : ms

const below = (client: string, path: string) => `/clients/${encodeURIComponent(client)}${path}`
const items = async <T>(path: string, signal: AbortSignal, query?: Record<string, string | undefined>) =>
  (await request<List<T>>(path, { signal, ...(query && { query }) })).items

export const sessionQuery = () =>
  queryOptions({ queryKey: ['session'], queryFn: ({ signal }) => request<Session>('/session', { signal }), staleTime: 60_000, retry: 1 })
export const setupQuery = () => queryOptions({ queryKey: ['setup'], queryFn: ({ signal }) => request<SetupState>('/setup', { signal }) })

export const connectorsQuery = () =>
  queryOptions({
    queryKey: ['connectors'],
    queryFn: async ({ signal }) => (await items<ConnectorDescriptor>('/connectors', signal)).map(connectorInWords),
    ...FOREVER,
  })
export const templatesQuery = () =>
  queryOptions({
    queryKey: ['templates'],
    queryFn: ({ signal }) => items<TemplateDescriptor>(`/templates?language=${chosenLanguage()}`, signal),
    ...FOREVER,
  })
/** The language is that of the flow it becomes, which may be another than that of the app. */
export const templateQuery = (id: string, language: Language = chosenLanguage()) =>
  queryOptions({
    queryKey: ['templates', id, language],
    queryFn: ({ signal }) => request<TemplateDescriptor>(`/templates/${id}?language=${language}`, { signal }),
    ...FOREVER,
  })
/** What a connected system lists for the table of a template's question. */
export const listedValuesQuery = (client: string, template: string, question: string, connection: string | undefined) =>
  queryOptions({
    queryKey: ['client', client, 'templates', template, 'values', question, connection],
    queryFn: async ({ signal }) => {
      const path = `/clients/${encodeURIComponent(client)}/templates/${template}/values`
      return (await request<{ items: readonly ListedValue[] }>(path, { method: 'POST', body: { question, connection }, signal })).items
    },
    enabled: connection !== undefined,
    staleTime: 5 * 60_000,
    // The system was asked for long enough.
    retry: false,
  })
export const simulatorsQuery = (enabled: boolean) =>
  queryOptions({
    queryKey: ['simulators'],
    queryFn: ({ signal }) => items<SimulatorDescriptor>('/simulators', signal),
    enabled,
    ...FOREVER,
  })
export const simulatorContentsQuery = (client: string, name: string) =>
  queryOptions({
    queryKey: ['client', client, 'simulators', name],
    queryFn: ({ signal }) => request<SimulatorContents>(`/clients/${client}/simulators/${encodeURIComponent(name)}`, { signal }),
    refetchInterval: ({ state }) => (state.data?.day?.state === 'playing' ? 1_000 : false),
  })
/** The last day of each simulated system of the client. */
export const simulatedDayQuery = (client: string) =>
  queryOptions({
    queryKey: ['client', client, 'simulated-day'],
    queryFn: ({ signal }) => items<SimulatedDayPart>(`/clients/${client}/simulated-day`, signal),
    refetchInterval: ({ state }) => (state.data?.some((part) => part.state === 'playing') ? 1_000 : false),
  })
export const simulatorRecordsQuery = (client: string, name: string, type: string) =>
  queryOptions({
    queryKey: ['client', client, 'simulators', name, type],
    queryFn: ({ signal }) =>
      items<Readonly<Record<string, unknown>>>(
        `/clients/${client}/simulators/${encodeURIComponent(name)}/records/${encodeURIComponent(type)}`,
        signal,
      ),
    refetchInterval: 3_000,
  })
export const customConnectorVersionsQuery = (id: string) =>
  queryOptions({
    queryKey: ['custom-connectors', id],
    queryFn: ({ signal }) => items<CustomConnector>(`/custom-connectors/${id}/versions`, signal),
  })
export const brandingQuery = () =>
  queryOptions({ queryKey: ['branding'], queryFn: ({ signal }) => request<Branding>('/branding', { signal }) })
export const notificationsQuery = () =>
  queryOptions({ queryKey: ['notifications'], queryFn: ({ signal }) => request<NotificationState>('/session/notifications', { signal }) })
export const notificationPreviewQuery = ({ clientIds, ...frame }: Pick<NotificationSettings, 'language' | 'timeZone' | 'clientIds'>) =>
  queryOptions({
    queryKey: ['notifications', 'preview', frame, clientIds],
    queryFn: ({ signal }) =>
      request<NotificationPreview>('/session/notifications/preview', { signal, query: { ...frame, clients: clientIds?.join(',') } }),
    placeholderData: keepPreviousData,
  })
export const chatChannelsQuery = () =>
  queryOptions({ queryKey: ['chat-channels'], queryFn: ({ signal }) => items<ChatChannel>('/chat-channels', signal) })
export const membersQuery = () => queryOptions({ queryKey: ['members'], queryFn: ({ signal }) => items<Member>('/members', signal) })
export const apiKeysQuery = () =>
  queryOptions({ queryKey: ['api-keys'], queryFn: ({ signal }) => items<ApiKeySummary>('/api-keys', signal) })
export const auditQuery = () =>
  infiniteQueryOptions({
    queryKey: ['audit'],
    initialPageParam: '',
    queryFn: ({ signal, pageParam }) => request<Page<AuditEntry>>('/audit', { signal, query: { limit: 50, cursor: pageParam } }),
    getNextPageParam: (page) => page.next,
  })

export const overviewQuery = (client: string) =>
  queryOptions({
    queryKey: ['client', client, 'overview'],
    queryFn: ({ signal }) => request<Overview>(below(client, '/overview'), { signal }),
    refetchInterval: ifShown(SLOW_MS),
  })
export const flowsQuery = (client: string) =>
  queryOptions({
    queryKey: ['client', client, 'flows'],
    queryFn: ({ signal }) => items<FlowSummary>(below(client, '/flows'), signal),
    refetchInterval: ifShown(SLOW_MS),
  })
export const flowQuery = (client: string, flow: string) =>
  queryOptions({
    queryKey: ['client', client, 'flows', flow],
    queryFn: ({ signal }) => request<FlowDetail>(below(client, `/flows/${flow}`), { signal }),
  })
/** Null when the flow has the newest version of its template, or comes from none. */
export const upgradeQuery = (client: string, flow: string) =>
  queryOptions({
    queryKey: ['client', client, 'flows', flow, 'upgrade', chosenLanguage()],
    queryFn: async ({ signal }) =>
      (
        await request<{ upgrade: TemplateUpgrade | null }>(below(client, `/flows/${flow}/upgrade`), {
          query: { language: chosenLanguage() },
          signal,
        })
      ).upgrade,
    staleTime: 0,
    gcTime: 0,
  })
export const versionsQuery = (client: string, flow: string) =>
  queryOptions({
    queryKey: ['client', client, 'flows', flow, 'versions'],
    queryFn: ({ signal }) => items<VersionSummary>(below(client, `/flows/${flow}/versions`), signal),
  })
export const versionQuery = (client: string, flow: string, version: number) =>
  queryOptions({
    queryKey: ['client', client, 'flows', flow, 'versions', version],
    queryFn: ({ signal }) => request<FlowVersion>(below(client, `/flows/${flow}/versions/${version}`), { signal }),
    staleTime: Infinity,
  })
/** Comments on all versions of a flow, oldest first. */
export const commentsQuery = (client: string, flow: string) =>
  queryOptions({
    queryKey: ['client', client, 'flows', flow, 'comments'],
    queryFn: ({ signal }) => items<VersionComment>(below(client, `/flows/${flow}/comments`), signal),
  })
export const samplesQuery = (client: string, flow: string) =>
  queryOptions({
    queryKey: ['client', client, 'flows', flow, 'samples'],
    queryFn: ({ signal }) => items<Sample>(below(client, `/flows/${flow}/samples`), signal),
  })

export const runsQuery = (client: string, filter: RunFilter = {}, limit = 50) =>
  infiniteQueryOptions({
    queryKey: ['client', client, 'runs', filter, limit],
    initialPageParam: '',
    queryFn: ({ signal, pageParam }) =>
      request<Page<RunInList>>(below(client, '/runs'), { signal, query: { limit, cursor: pageParam, ...filter } }),
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
    refetchInterval: ifShown(LIVE_MS),
  })
export const runQuery = (client: string, run: string) =>
  queryOptions({
    queryKey: ['client', client, 'run', run],
    queryFn: ({ signal }) => request<RunView>(below(client, `/runs/${run}`), { signal }),
    refetchInterval: ({ state }) => {
      if (state.data === undefined) return false
      return TERMINAL_STATUSES.includes(state.data.run.status) ? false : RUNNING_MS
    },
  })
export const exceptionsQuery = (client: string, filter: ExceptionFilter, limit = 50) =>
  infiniteQueryOptions({
    queryKey: ['client', client, 'exceptions', filter, limit],
    initialPageParam: '',
    queryFn: ({ signal, pageParam }) =>
      request<Page<ExceptionInList>>(below(client, '/exceptions'), { signal, query: { limit, cursor: pageParam, ...filter } }),
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
    refetchInterval: ifShown(LIVE_MS),
  })
export const exceptionCausesQuery = (client: string, filter: Pick<CauseFilter, 'flow' | 'environment'>) =>
  queryOptions({
    queryKey: ['client', client, 'exception-causes', filter],
    queryFn: ({ signal }) => items<ExceptionCause>(below(client, '/exception-causes'), signal, { ...filter }),
    refetchInterval: ifShown(LIVE_MS),
  })
export const bulkReplaysQuery = (client: string) =>
  queryOptions({
    queryKey: ['client', client, 'bulk-replays'],
    queryFn: ({ signal }) => items<BulkReplay>(below(client, '/bulk-replays'), signal),
    refetchInterval: ({ state }) => (state.data?.some(({ status }) => status === 'running') ? RUNNING_MS : SLOW_MS),
  })
export const bulkReplayPreviewQuery = (client: string, filter: CauseFilter, version: BulkReplay['version']) =>
  queryOptions({
    queryKey: ['client', client, 'bulk-replay-preview', filter, version],
    queryFn: ({ signal }) => request<BulkReplayPreview>(below(client, '/bulk-replays/preview'), { signal, query: { ...filter, version } }),
    placeholderData: keepPreviousData,
  })
export const exceptionQuery = (client: string, exception: string) =>
  queryOptions({
    queryKey: ['client', client, 'exception', exception],
    queryFn: ({ signal }) => request<ExceptionInList>(below(client, `/exceptions/${exception}`), { signal }),
  })

export const approvalsQuery = (client: string, filter: ApprovalFilter, limit = 50) =>
  infiniteQueryOptions({
    queryKey: ['client', client, 'approvals', filter, limit],
    initialPageParam: '',
    queryFn: ({ signal, pageParam }) =>
      request<Page<Wait>>(below(client, '/approvals'), { signal, query: { limit, cursor: pageParam, ...filter } }),
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
    refetchInterval: ifShown(LIVE_MS),
  })
export const approvalQuery = (client: string, approval: string) =>
  queryOptions({
    queryKey: ['client', client, 'approval', approval],
    queryFn: ({ signal }) => request<Wait>(below(client, `/approvals/${approval}`), { signal }),
  })

export const topicsQuery = (client: string) =>
  queryOptions({
    queryKey: ['client', client, 'topics'],
    queryFn: ({ signal }) => items<TopicSummary>(below(client, '/topics'), signal),
    refetchInterval: ifShown(SLOW_MS),
  })
export const topicEventsQuery = (client: string, environment: Environment, topic: string) =>
  queryOptions({
    queryKey: ['client', client, 'topics', environment, topic],
    queryFn: ({ signal }) =>
      request<Page<TopicEvent>>(below(client, `/topics/${topic}/events`), { signal, query: { environment, limit: 20 } }),
    refetchInterval: ifShown(LIVE_MS),
  })
export const windowsQuery = (client: string, filter: WindowFilter, limit = 50) =>
  infiniteQueryOptions({
    queryKey: ['client', client, 'windows', filter, limit],
    initialPageParam: '',
    queryFn: ({ signal, pageParam }) =>
      request<Page<CollectedWindow>>(below(client, '/windows'), { signal, query: { limit, cursor: pageParam, ...filter } }),
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
    refetchInterval: ifShown(LIVE_MS),
  })

export const windowQuery = (client: string, window: string) =>
  queryOptions({
    queryKey: ['client', client, 'window', window],
    queryFn: ({ signal }) => request<CollectedWindow>(below(client, `/windows/${window}`), { signal }),
  })

/** Its poll and files in one environment, newest first, and the folder on the server that files may be put into. */
export const feedsQuery = (client: string, flow: string, environment: Environment) =>
  queryOptions({
    queryKey: ['client', client, 'feeds', flow, environment],
    queryFn: ({ signal }) =>
      request<Page<Feed> & { readonly folder: string }>(below(client, `/flows/${flow}/feeds`), {
        signal,
        query: { environment, limit: 50 },
      }),
    refetchInterval: ifShown(LIVE_MS),
  })

export const connectionStatesQuery = (client: string) =>
  queryOptions({
    queryKey: ['client', client, 'connection-states'],
    queryFn: ({ signal }) => items<ConnectionState>(below(client, '/connection-states'), signal),
    refetchInterval: ifShown(LIVE_MS),
  })
export const flowControlQuery = (client: string, connection: string) =>
  queryOptions({
    queryKey: ['client', client, 'flow-control', connection],
    queryFn: ({ signal }) => request<FlowControlDetail>(below(client, `/connections/${connection}/flow-control`), { signal }),
  })
export const alertsQuery = (client: string) =>
  queryOptions({
    queryKey: ['client', client, 'alerts'],
    queryFn: ({ signal }) => items<Alert>(below(client, '/alerts'), signal),
    refetchInterval: ifShown(SLOW_MS),
  })
export const connectionsQuery = (client: string, environment?: Environment) =>
  queryOptions({
    queryKey: ['client', client, 'connections', environment ?? 'all'],
    queryFn: ({ signal }) => items<Connection>(below(client, '/connections'), signal, { environment }),
  })
export const lookupTablesQuery = (client: string, environment?: Environment) =>
  queryOptions({
    queryKey: ['client', client, 'lookup-tables', environment ?? 'all'],
    queryFn: ({ signal }) => items<LookupTable>(below(client, '/lookup-tables'), signal, { environment }),
  })
export const lookupInboxQuery = (client: string) =>
  queryOptions({
    queryKey: ['client', client, 'lookup-inbox'],
    queryFn: ({ signal }) => items<InboxItem>(below(client, '/lookup-inbox'), signal),
    refetchInterval: ifShown(LIVE_MS),
  })
export const lookupTableQuery = (client: string, name: string, environment: Environment) =>
  queryOptions({
    queryKey: ['client', client, 'lookup-table', environment, name],
    queryFn: ({ signal }) => request<LookupTable>(below(client, `/lookup-tables/${name}`), { signal, query: { environment } }),
  })
export const retentionQuery = (client: string) =>
  queryOptions({
    queryKey: ['client', client, 'retention'],
    queryFn: ({ signal }) => request<Retention>(below(client, '/retention'), { signal }),
  })
export const hooksQuery = (client: string, showSecret = false) =>
  queryOptions({
    queryKey: ['client', client, 'hooks', showSecret],
    queryFn: ({ signal }) => items<HookDescriptor>(below(client, '/hooks'), signal, showSecret ? { 'show-secret': 'true' } : undefined),
  })
