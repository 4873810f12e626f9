// Everything the app changes outside the flow editor, one function each. Pages use them in mutations.
import type {
  ChangePassword,
  CloneTemplate,
  ConnectionTest,
  CreateAdmin,
  CreateApiKey,
  CreateClient,
  CreateConnection,
  CreatedApiKey,
  CreateMember,
  DecideApproval,
  ConfirmArrival,
  DeleteClient,
  DiscardException,
  Member,
  PlayDay,
  ReplayException,
  SaveTopic,
  SetTour,
  StartBulkReplay,
  TopicSummary,
  TestRun,
  TestRunResult,
  UpdateConnection,
  UpdateMember,
  UpgradedFlow,
  UpgradeFlow,
} from '#shared/api/contract.ts'
import type { CreateLookupTable, MapKey, MappedKey, ReleaseKey, SaveLookupTable } from '#shared/api/lookups.ts'
import type { CaptureSample } from '#shared/api/samples.ts'
import type { FlowDocument } from '#shared/flow/document.ts'
import type { Client, Environment } from '#shared/model/accounts.ts'
import type { BulkReplay } from '#shared/model/bulk-replays.ts'
import type { Connection, LookupTable } from '#shared/model/connections.ts'
import type { CustomConnector, DescribedApi, ReadDescription, SaveCustomConnector } from '#shared/model/custom-connectors.ts'
import type { FlowControlDetail, FlowSettings } from '#shared/model/flow-control.ts'
import type { HookDescriptor, SimulatedDay, SimulatedDayPart } from '#shared/model/descriptors.ts'
import type { Flow, Sample } from '#shared/model/flows.ts'
import type { Feed } from '#shared/model/feeds.ts'
import type { ExceptionRecord, Run } from '#shared/model/runs.ts'
import type { BrandImage, Branding, BrandSettings } from '#shared/model/branding.ts'
import type { ChatChannel, NotificationSettings, NotificationState, SaveChatChannel } from '#shared/model/notifications.ts'
import type { PartChoices } from '#shared/model/part-choices.ts'
import type { Retention } from '#shared/model/retention.ts'
import type { Wait } from '#shared/model/waits.ts'
import type { CollectedWindow } from '#shared/model/windows.ts'
import { request } from './client.ts'

const below = (client: string, path: string) => `/clients/${encodeURIComponent(client)}${path}`

export const signIn = (body: { email: string; password: string }) => request<unknown>('/api/auth/sign-in/email', { method: 'POST', body })
export const signOut = () => request<unknown>('/api/auth/sign-out', { method: 'POST', body: {} })
export const setTour = (body: SetTour) => request<unknown>('/session/tour', { method: 'PUT', body })
export const createAdmin = (body: CreateAdmin) => request<unknown>('/setup', { method: 'POST', body })
export const readDescription = (body: ReadDescription) => request<DescribedApi>('/custom-connectors/read', { method: 'POST', body })
export const createCustomConnector = (body: SaveCustomConnector) => request<CustomConnector>('/custom-connectors', { method: 'POST', body })
export const saveCustomConnector = (id: string, body: SaveCustomConnector) =>
  request<CustomConnector>(`/custom-connectors/${id}/versions`, { method: 'POST', body })
export const deleteCustomConnector = (id: string) => request<unknown>(`/custom-connectors/${id}`, { method: 'DELETE' })
export const createClient = (body: CreateClient) => request<Client>('/clients', { method: 'POST', body })
export const deleteClient = (client: string, body: DeleteClient) => request<unknown>(below(client, ''), { method: 'DELETE', body })
export const saveRetention = (client: string, body: Retention) => request<Retention>(below(client, '/retention'), { method: 'PUT', body })
export const createMember = (body: CreateMember) => request<Member>('/members', { method: 'POST', body })
export const updateMember = (id: string, body: UpdateMember) => request<Member>(`/members/${id}`, { method: 'PATCH', body })
export const setMemberPassword = (id: string, password: string) =>
  request<unknown>(`/members/${id}/password`, { method: 'PUT', body: { password } })
export const removeMember = (id: string) => request<unknown>(`/members/${id}`, { method: 'DELETE' })
export const changePassword = (body: ChangePassword) => request<unknown>('/session/password', { method: 'POST', body })
export const saveBranding = (body: BrandSettings) => request<Branding>('/branding', { method: 'PUT', body })
export const resetBranding = () => request<unknown>('/branding', { method: 'DELETE' })
export const putBrandImage = (image: BrandImage, file: File) => request<Branding>(`/branding/images/${image}`, { method: 'PUT', file })
export const removeBrandImage = (image: BrandImage) => request<unknown>(`/branding/images/${image}`, { method: 'DELETE' })
export const saveNotifications = (body: NotificationSettings) =>
  request<NotificationState>('/session/notifications', { method: 'PUT', body })
export const sendTestMail = (body: Pick<NotificationSettings, 'language' | 'timeZone'>) =>
  request<unknown>('/session/notifications/test', { method: 'POST', body })
/** Without an id a new one. */
export const saveChatChannel = (id: string | undefined, body: SaveChatChannel) =>
  id === undefined
    ? request<ChatChannel>('/chat-channels', { method: 'POST', body })
    : request<ChatChannel>(`/chat-channels/${id}`, { method: 'PUT', body })
export const removeChatChannel = (id: string) => request<unknown>(`/chat-channels/${id}`, { method: 'DELETE' })
export const sendTestMessage = (id: string) => request<unknown>(`/chat-channels/${id}/test`, { method: 'POST' })
export const createApiKey = (body: CreateApiKey) => request<CreatedApiKey>('/api-keys', { method: 'POST', body })
export const deleteApiKey = (id: string) => request<unknown>(`/api-keys/${id}`, { method: 'DELETE' })

export const createFlow = (client: string, document: FlowDocument, parts?: PartChoices) =>
  request<Flow>(below(client, '/flows'), { method: 'POST', body: { document, ...(parts && { parts }) } })
export const deleteFlow = (client: string, flow: string) => request<unknown>(below(client, `/flows/${flow}`), { method: 'DELETE' })

export const cancelRun = (client: string, run: string) => request<Run>(below(client, `/runs/${run}/cancel`), { method: 'POST', body: {} })
/** The event's body as received. */
export const readRunInput = (client: string, run: string) => request<{ body: string }>(below(client, `/runs/${run}/input`))
export const replayException = (client: string, id: string, body: ReplayException) =>
  request<{ runId: string }>(below(client, `/exceptions/${id}/replay`), { method: 'POST', body })
export const confirmArrival = (client: string, id: string, body: ConfirmArrival) =>
  request<{ runId: string }>(below(client, `/exceptions/${id}/confirm`), { method: 'POST', body })
export const startBulkReplay = (client: string, body: StartBulkReplay) =>
  request<BulkReplay>(below(client, '/bulk-replays'), { method: 'POST', body })
export const stopBulkReplay = (client: string, id: string) =>
  request<BulkReplay>(below(client, `/bulk-replays/${id}/stop`), { method: 'POST', body: {} })
export const discardException = (client: string, id: string, body: DiscardException) =>
  request<ExceptionRecord>(below(client, `/exceptions/${id}/discard`), { method: 'POST', body })

export const decideApproval = (client: string, id: string, body: DecideApproval) =>
  request<Wait>(below(client, `/approvals/${id}/decision`), { method: 'POST', body })

export const saveTopic = (client: string, name: string, environment: Environment, body: SaveTopic) =>
  request<TopicSummary>(below(client, `/topics/${name}`), { method: 'PUT', body, query: { environment } })
export const closeWindow = (client: string, id: string) =>
  request<CollectedWindow>(below(client, `/windows/${id}/close`), { method: 'POST', body: {} })

export const createConnection = (client: string, body: CreateConnection) =>
  request<Connection>(below(client, '/connections'), { method: 'POST', body })
export const updateConnection = (client: string, id: string, body: UpdateConnection) =>
  request<Connection>(below(client, `/connections/${id}`), { method: 'PATCH', body })
export const deleteConnection = (client: string, id: string) => request<unknown>(below(client, `/connections/${id}`), { method: 'DELETE' })
export const testConnection = (client: string, id: string) =>
  request<ConnectionTest>(below(client, `/connections/${id}/test`), { method: 'POST', body: {} })
/** Where the browser goes to sign in at the other system. */
export const beginSignIn = (client: string, id: string) =>
  request<{ url: string }>(below(client, `/connections/${id}/sign-in`), { method: 'POST', body: {} })
export const saveFlowControl = (client: string, id: string, body: FlowSettings) =>
  request<FlowControlDetail>(below(client, `/connections/${id}/flow-control`), { method: 'PUT', body })
export const tryConnectionNow = (client: string, id: string) =>
  request<FlowControlDetail>(below(client, `/connections/${id}/try-now`), { method: 'POST', body: {} })

export const playDay = (client: string, simulator: string, body: PlayDay) =>
  request<SimulatedDay>(below(client, `/simulators/${simulator}/day`), { method: 'POST', body })
export const stopDay = (client: string, simulator: string) =>
  request<SimulatedDay>(below(client, `/simulators/${simulator}/day`), { method: 'DELETE' })
export const playDayEverywhere = (client: string, body: PlayDay) =>
  request<{ items: readonly SimulatedDayPart[] }>(below(client, '/simulated-day'), { method: 'POST', body })
export const stopDayEverywhere = (client: string) =>
  request<{ items: readonly SimulatedDayPart[] }>(below(client, '/simulated-day'), { method: 'DELETE' })
export const createLookupTable = (client: string, body: CreateLookupTable) =>
  request<LookupTable>(below(client, '/lookup-tables'), { method: 'POST', body })
/** The row goes into the table, and the records that waited for it go on. */
export const mapKey = (client: string, body: MapKey) => request<MappedKey>(below(client, '/lookup-inbox/map'), { method: 'POST', body })
export const releaseKey = (client: string, body: ReleaseKey) =>
  request<MappedKey>(below(client, '/lookup-inbox/release'), { method: 'POST', body })
export const captureSample = (client: string, flow: string, body: CaptureSample) =>
  request<Sample>(below(client, `/flows/${flow}/samples/capture`), { method: 'POST', body })
export const saveLookupTable = (client: string, name: string, environment: Environment, body: SaveLookupTable) =>
  request<LookupTable>(below(client, `/lookup-tables/${name}`), { method: 'PUT', body, query: { environment } })

export const cloneTemplate = (client: string, template: string, body: CloneTemplate) =>
  request<{ flow: Flow; version: number; hooks: readonly HookDescriptor[] }>(below(client, `/templates/${template}/clone`), {
    method: 'POST',
    body,
  })

export const upgradeFlow = (client: string, flow: string, body: UpgradeFlow) =>
  request<UpgradedFlow>(below(client, `/flows/${flow}/upgrade`), { method: 'POST', body })
/** Runs a document, or the stored draft, on a sample; nothing is called and nothing is stored. */
/** The same file a second time is a duplicate, unless `again` is set. */
export const sendFile = (client: string, flow: string, to: { environment: Environment; again: boolean }, file: File) =>
  request<{ file: Feed; duplicate: boolean }>(below(client, `/flows/${flow}/files`), {
    method: 'POST',
    file,
    query: { ...to, name: file.name },
  })

export const testRun = (client: string, flow: string, body: TestRun, signal?: AbortSignal) =>
  request<TestRunResult>(below(client, `/flows/${encodeURIComponent(flow)}/test-run`), { method: 'POST', body, ...(signal && { signal }) })
