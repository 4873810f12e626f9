// The store as services see it. Every row of a client carries its client id, and every method names it first:
// there is no way to ask for a row without saying whose it is.
// Implementations pass `store.conformance.ts`; better-sqlite3 now, PostgreSQL behind the same ports.
import type { ErrorData } from '#shared/errors.ts'
import type { FlowViewer, VersionComment } from '#shared/model/teamwork.ts'
import type { BulkReplay, ExceptionCause, ExceptionFilter } from '#shared/model/bulk-replays.ts'
import type { Client, Environment, Membership, Partner, Role } from '#shared/model/accounts.ts'
import type { Alert, AlertKind, FlowSettings } from '#shared/model/flow-control.ts'
import type { Connection, Hook, LookupTable, NewSchedule, Schedule, SealedSecret, UnmappedKey } from '#shared/model/connections.ts'
import type { Deployment, Flow, FlowVersion, Sample } from '#shared/model/flows.ts'
import type { ExceptionRecord, ExceptionStatus, LaneStanding, Run, RunEvent, RunStatus } from '#shared/model/runs.ts'
import type { CustomConnector } from '#shared/model/custom-connectors.ts'
import type { PartVersion } from '#shared/model/mapping-parts.ts'
import type { Subscription, Topic, TopicEvent } from '#shared/model/topics.ts'
import type { CollectedWindow, WindowClosing, WindowRecord, WindowStatus } from '#shared/model/windows.ts'
import type { Wait, WaitKind, WaitStatus } from '#shared/model/waits.ts'
import type { BrandImage, BrandSettings, ImageType } from '#shared/model/branding.ts'
import type { ChatChannel, DeliveryFailure, NotificationSettings } from '#shared/model/notifications.ts'
import type { Retention } from '#shared/model/retention.ts'
import type { FlowDocument } from '#shared/flow/document.ts'
import type { Journal } from '../engine/ports.ts'
import type { FeedStore } from './feed-ports.ts'

/** Newest first. `cursor` is opaque; `next` is absent on the last page. */
export interface PageRequest {
  readonly limit: number
  readonly cursor?: string
}
export interface Page<T> {
  readonly items: readonly T[]
  readonly next?: string
}

export interface TenancyStore {
  createPartner(partner: Partner): Promise<void>
  partners(): Promise<readonly Partner[]>
  createClient(client: Client): Promise<void>
  clients(partnerId: string): Promise<readonly Client[]>
  /** By id or slug, within the partner. */
  client(partnerId: string, idOrSlug: string): Promise<Client | undefined>
  clientById(clientId: string): Promise<Client | undefined>
  /**
   * The first step of a client's deletion: from this commit on none of the methods above knows it, its short name is free, nothing of it begins, and
   * its secrets are destroyed with their key. False when it was closed before.
   */
  closeClient(clientId: string, at: Date): Promise<boolean>
  /** Ids of clients whose rows are still there. */
  closedClients(): Promise<readonly string[]>
  /**
   * Removes one page of a closed client's rows that belong to no run; true while there is more, the client itself being the last. Called when
   * `KeepingStore.removeRuns` has removed `all` of its runs.
   */
  removeClientPage(clientId: string): Promise<boolean>
  /** `touredAt` stays as it is. */
  putMembership(membership: Membership): Promise<void>
  /** When the person finished or left the tour; `null` shows it to them again. */
  setToured(partnerId: string, userId: string, at: string | null): Promise<void>
  membershipsOf(userId: string): Promise<readonly Membership[]>
  members(partnerId: string): Promise<readonly Membership[]>
  /** False when the user is no member. */
  removeMembership(partnerId: string, userId: string): Promise<boolean>
}

export interface ApiKeyRow {
  readonly id: string
  readonly partnerId: string
  readonly role: Role
  readonly clientIds: readonly string[] | null
  readonly name: string
  /** SHA-256 of the key; the key itself is shown once and never stored. */
  readonly hash: string
  readonly createdAt: string
  /** The actor who made it; of a key made with a key, the maker of that one. Absent on keys of before. */
  readonly createdBy?: string
  readonly expiresAt?: string
}
export interface ApiKeyStore {
  create(key: ApiKeyRow): Promise<void>
  byHash(hash: string): Promise<ApiKeyRow | undefined>
  list(partnerId: string): Promise<readonly ApiKeyRow[]>
  remove(partnerId: string, id: string): Promise<boolean>
  /** All keys that this actor made; answers how many there were. */
  removeMadeBy(partnerId: string, createdBy: string): Promise<number>
}

export interface FlowStore {
  create(flow: Flow): Promise<void>
  list(clientId: string): Promise<readonly Flow[]>
  get(clientId: string, flowId: string): Promise<Flow | undefined>
  /**
   * Stores the draft when `revision` is still the stored one, and answers the new revision; `undefined` when it is stale.
   * `templateVersion`: the version of its template that the draft now goes back to; without, it stays.
   */
  saveDraft(
    clientId: string,
    flowId: string,
    draft: FlowDocument,
    revision: number,
    by: string,
    at: Date,
    templateVersion?: string,
  ): Promise<number | undefined>
  remove(clientId: string, flowId: string): Promise<boolean>
  /** Numbers the version itself: latest + 1. It remembers the template's version that the flow goes back to. */
  publish(clientId: string, flowId: string, document: FlowDocument, note: string, by: string, at: Date): Promise<FlowVersion>
  versions(clientId: string, flowId: string): Promise<readonly FlowVersion[]>
  version(clientId: string, flowId: string, version: number): Promise<FlowVersion | undefined>
  /** Makes this the active deployment of its flow and environment. */
  deploy(deployment: Deployment): Promise<void>
  /** The flow has no active deployment in this environment any more; false when it had none. The row stays, inactive. */
  undeploy(clientId: string, flowId: string, environment: Environment): Promise<boolean>
  deployments(clientId: string, flowId?: string): Promise<readonly Deployment[]>
  activeDeployment(clientId: string, flowId: string, environment: Environment): Promise<Deployment | undefined>
  putSample(sample: Sample): Promise<void>
  samples(clientId: string, flowId: string): Promise<readonly Sample[]>
  removeSample(clientId: string, flowId: string, sampleId: string): Promise<boolean>
}

export interface TeamworkStore {
  /** Notes that a window is there, and forgets those of the flow that were last seen before `since`. */
  see(viewer: FlowViewer, since: Date): Promise<void>
  /** By name. */
  viewers(clientId: string, flowId: string, since: Date): Promise<readonly FlowViewer[]>
  leave(viewer: Pick<FlowViewer, 'clientId' | 'flowId' | 'seat' | 'userId'>): Promise<void>
  comment(comment: VersionComment): Promise<void>
  /** Of all versions, oldest first. */
  comments(clientId: string, flowId: string): Promise<readonly VersionComment[]>
  /** False when there is none, or somebody else wrote it. */
  removeComment(clientId: string, flowId: string, id: string, by: string): Promise<boolean>
}

export interface ConnectionStore {
  create(connection: Connection, secrets: readonly SealedSecret[]): Promise<void>
  list(clientId: string, environment?: Environment): Promise<readonly Connection[]>
  get(clientId: string, connectionId: string): Promise<Connection | undefined>
  /** Replaces settings; secrets named in `secrets` are replaced, the others kept. */
  update(connection: Connection, secrets: readonly SealedSecret[]): Promise<void>
  secrets(clientId: string, connectionId: string): Promise<readonly SealedSecret[]>
  remove(clientId: string, connectionId: string): Promise<boolean>
  /** The client's data key, wrapped with the installation's key. */
  dataKey(clientId: string): Promise<Uint8Array | undefined>
  putDataKey(clientId: string, wrapped: Uint8Array): Promise<void>
}

/** What a change of a connection's shared state sees. Both parts are JSON; absent before the first change. */
export interface SharedState {
  /** Survives a restart. */
  readonly kept?: unknown
  /** Means something only while the processes that wrote it live. */
  readonly live?: unknown
}
/** A call that waits: who it is, and when it was told to come back. */
export interface StoredReservation {
  readonly runId: string
  readonly dueAt: Date
  /** Its tokens are taken already. */
  readonly paid: boolean
}
export interface SharedChange<T> {
  readonly answer: T
  readonly state: SharedState
  /** It must be on disk before the answer; otherwise a crash may forget it. */
  readonly durable: boolean
  /** Put, or taken away by `null`; absent: as it is. */
  readonly reservation?: StoredReservation | null
  /** At most one alert of a kind stands for a subject: raising it again only changes its message. */
  readonly alerts?: readonly { readonly kind: AlertKind; readonly message: string | null }[]
  /** Waiting runs are due at once, a little apart, and their reservations are gone: all of them, or those without tokens. */
  readonly wake?: { readonly which: 'all' | 'unpaid'; readonly apartMs: number }
}
/** What the workers share about each connection: limits used, breaker, who waits (runtime/flow-control). */
export interface FlowControlStore {
  settings(clientId: string, connectionId: string): Promise<FlowSettings>
  saveSettings(clientId: string, connectionId: string, settings: FlowSettings): Promise<void>
  /**
   * Applies `change`, which is pure and synchronous, alone: no other worker changes the connection's state in between. `now` is the
   * store's clock, the same for all workers. `key` names the call whose reservation is seen and changed.
   */
  change<T>(
    clientId: string,
    connectionId: string,
    key: string | undefined,
    change: (state: SharedState, reservation: StoredReservation | undefined, now: Date) => SharedChange<T>,
  ): Promise<T>
  /** As it stands, without keeping anybody from changing it. `waits`: a run that is not over was told to come back. */
  look(clientId: string, connectionId: string): Promise<{ readonly state: SharedState; readonly waits: boolean }>
  /** When the call was told to come back; undefined: it may be made now. */
  reservedUntil(clientId: string, connectionId: string, key: string): Promise<Date | undefined>
  /** Of connections that made calls. `waiting` counts runs. */
  states(clientId: string): Promise<readonly { readonly connectionId: string; readonly state: SharedState; readonly waiting: number }[]>
  /** Those that stand, then those that were cleared, newest first. */
  alerts(clientId: string, limit: number): Promise<readonly Alert[]>
}

/** OAuth tokens of connections, sealed, and the lock of whoever renews them. */
export interface TokenStore {
  read(clientId: string, connectionId: string): Promise<Uint8Array | undefined>
  /** True for one owner until it puts, unlocks, or `leaseMs` are over. */
  lock(clientId: string, connectionId: string, owner: string, leaseMs: number): Promise<boolean>
  /** Replaces the tokens and gives the lock back; false, and nothing stored, when `owner` does not have it any more. */
  put(clientId: string, connectionId: string, owner: string, sealed: Uint8Array): Promise<boolean>
  unlock(clientId: string, connectionId: string, owner: string): Promise<void>
}

export type LookupContent = Pick<LookupTable, 'rows' | 'whenMissing'>

export interface LookupStore {
  list(clientId: string, environment: Environment): Promise<readonly LookupTable[]>
  get(clientId: string, environment: Environment, name: string): Promise<LookupTable | undefined>
  create(table: LookupTable): Promise<void>
  /** As it was at a revision: the newest, or an earlier one that was replaced at most 90 days before the last save. */
  contentAt(clientId: string, environment: Environment, name: string, revision: number): Promise<LookupContent | undefined>
  /** The new revision, or `undefined` when `revision` is stale. */
  save(
    clientId: string,
    environment: Environment,
    name: string,
    content: LookupContent,
    revision: number,
    at: Date,
  ): Promise<number | undefined>
}

/** Where a flow's events come in. */
export type Inbox = Pick<Hook, 'clientId' | 'flowId' | 'environment'>

export interface StoredEvent {
  readonly eventKey: string
  readonly runId: string
  readonly receivedAt: Date
}

export interface HookStore {
  /** Of the events whose keys go on with an ISO instant behind `prefix`: that of the latest instant. */
  latestEvent(inbox: Inbox, prefix: string): Promise<StoredEvent | undefined>
  put(hook: Hook): Promise<void>
  list(clientId: string): Promise<readonly Hook[]>
  byToken(token: string): Promise<Hook | undefined>
  byFlow(clientId: string, flowId: string, environment: Environment): Promise<readonly Hook[]>
  /** Where the stored one is active with the same cron and zone, its next time and those that wait stay: a deployment makes no new ones. */
  putSchedule(schedule: NewSchedule): Promise<void>
  schedules(clientId: string): Promise<readonly Schedule[]>
  /** Active ones whose time has come, or with times that wait. */
  dueSchedules(now: Date): Promise<readonly Schedule[]>
  /** Stores the state of `to` only where it still is that of `from`: of several schedulers one wins. */
  advanceSchedule(from: Schedule, to: Pick<Schedule, 'nextAt' | 'waiting' | 'lastRunId' | 'skippedTicks'>): Promise<boolean>
}

export interface RunQuery extends PageRequest {
  /** Runs of the record that is called so; `1042` also finds `#1042`. */
  readonly label?: string
  readonly flowId?: string
  readonly environment?: Environment
  readonly status?: RunStatus
}
export interface ExceptionQuery extends PageRequest {
  readonly flowId?: string
  readonly environment?: Environment
  readonly status?: ExceptionStatus
  readonly nodeId?: string
  readonly code?: string
}

/** A bulk replay with where it stands: behind this exception, in the order of their age. */
export interface RunningBulkReplay extends BulkReplay {
  readonly cursor?: { readonly createdAt: string; readonly id: string }
}
export interface BulkReplayStore {
  /** Of the open exceptions that fit, the most frequent first. */
  causes(clientId: string, filter: ExceptionFilter, limit: number): Promise<readonly ExceptionCause[]>
  create(bulk: BulkReplay): Promise<void>
  get(clientId: string, bulkId: string): Promise<BulkReplay | undefined>
  /** Newest first. */
  list(clientId: string, limit: number): Promise<readonly BulkReplay[]>
  /** Of all clients, oldest first. */
  running(): Promise<readonly RunningBulkReplay[]>
  /** The next open exceptions it is meant for, oldest first: parked before it began, and none whose outcome is uncertain. */
  next(bulk: RunningBulkReplay, limit: number): Promise<readonly ExceptionRecord[]>
  /** It is behind this exception now, and so many more could not be replayed. False when it does not run any more. */
  advance(
    bulk: Pick<BulkReplay, 'clientId' | 'id'>,
    progress: {
      readonly cursor: { readonly createdAt: string; readonly id: string }
      readonly refused: number
      readonly lastRefusal?: ErrorData
    },
  ): Promise<boolean>
  /** False when it had ended already. */
  finish(
    bulk: Pick<BulkReplay, 'clientId' | 'id'>,
    end: { readonly status: 'done' | 'stopped'; readonly at: Date; readonly by?: string },
  ): Promise<boolean>
}

export interface RunStore {
  list(clientId: string, query: RunQuery): Promise<Page<Run>>
  get(clientId: string, runId: string): Promise<Run | undefined>
  events(clientId: string, runId: string): Promise<readonly RunEvent[]>
  /** The body of the run's event, as text. */
  body(clientId: string, runId: string): Promise<string | undefined>
  exceptions(clientId: string, query: ExceptionQuery): Promise<Page<ExceptionRecord>>
  /** Keys that lookup tables lack and for which records wait, the most awaited first; at most `limit`. */
  unmappedKeys(clientId: string, environment: Environment | undefined, limit: number): Promise<readonly UnmappedKey[]>
  exception(clientId: string, exceptionId: string): Promise<ExceptionRecord | undefined>
  /** Of the client, or of one flow. */
  openExceptionCount(clientId: string, flowId?: string): Promise<number>
  /** Where these runs stand in their lanes, by run id; those that stand in none are left out. */
  laneStandings(clientId: string, runIds: readonly string[]): Promise<ReadonlyMap<string, LaneStanding>>
  /** Changes an open exception; false when it is not open any more, so that two people do not replay it twice. */
  resolveException(
    clientId: string,
    exceptionId: string,
    change: {
      readonly status: Exclude<ExceptionStatus, 'open'>
      readonly by: string
      readonly at: Date
      readonly replayRunId?: string
      readonly note?: string
      readonly bulkId?: string
    },
  ): Promise<boolean>
  counts(clientId: string, since: Date): Promise<Readonly<Partial<Record<RunStatus, number>>>>
}

/**
 * Payloads over 64 KB stand beside the rows that name them (see blobs.ts) and are read back by whoever reads the row. Deleting runs leaves
 * their blobs behind; retention sweeps them afterwards.
 */
export interface BlobStore {
  /**
   * Looks through at most `limit` blobs, in one short write, and removes those that no run needs any more. `next` is where to go on;
   * absent at the end. A round over all of them: sweep until there is no `next`.
   */
  sweep(batch: { readonly after?: BlobPlace; readonly limit: number }): Promise<{ readonly removed: number; readonly next?: BlobPlace }>
}
export interface BlobPlace {
  readonly clientId: string
  readonly hash: string
}

export interface TopicStore {
  list(clientId: string): Promise<readonly Topic[]>
  get(clientId: string, environment: Environment, name: string): Promise<Topic | undefined>
  put(topic: Topic): Promise<void>
  events(clientId: string, environment: Environment, topic: string, page: PageRequest): Promise<Page<TopicEvent>>
  /** Removes events of all clients that their topic keeps no longer. Answers how many. */
  sweep(now: Date): Promise<number>
  /** One for each flow and environment: it takes the place of an earlier one. */
  subscribe(subscription: Subscription): Promise<void>
  unsubscribe(clientId: string, flowId: string, environment: Environment): Promise<void>
  subscriptions(clientId: string): Promise<readonly Subscription[]>
}

export interface WindowQuery extends PageRequest {
  readonly status: WindowStatus
  readonly flowId?: string
  readonly environment?: Environment
}
export interface WindowStore {
  list(clientId: string, query: WindowQuery): Promise<Page<CollectedWindow>>
  get(clientId: string, windowId: string): Promise<CollectedWindow | undefined>
  /** Records with a higher `seq` than `after`, in order. */
  records(clientId: string, windowId: string, page: { readonly after: number; readonly limit: number }): Promise<readonly WindowRecord[]>
  /** Open windows of all clients whose time has come, oldest first. */
  due(now: Date, limit: number): Promise<readonly CollectedWindow[]>
  /** Closes it and begins its run in one commit; undefined when it is not open any more, or was opened again since. */
  close(
    clientId: string,
    windowId: string,
    closing: {
      readonly by: WindowClosing
      readonly opening: number
      readonly version: number
      readonly ordered: boolean
      readonly at: Date
    },
  ): Promise<string | undefined>
}

export interface WaitQuery extends PageRequest {
  readonly kind: WaitKind
  readonly environment?: Environment
  readonly status?: WaitStatus
}
export interface WaitStore {
  list(clientId: string, query: WaitQuery): Promise<Page<Wait>>
  get(clientId: string, waitId: string): Promise<Wait | undefined>
  /**
   * Ends an open wait and makes its run due in the same commit; false when it is not open any more or its time has passed, so that
   * two people do not decide twice, nor a person against the clock.
   */
  settle(clientId: string, waitId: string, settled: { readonly result: unknown; readonly by: string; readonly at: Date }): Promise<boolean>
  /** Whose address this is, by the hash of its token, open or not. */
  byTokenHash(hash: string): Promise<Wait | undefined>
  openCount(clientId: string, kind: WaitKind): Promise<number>
}

export interface RemovalRequest {
  readonly retention: Retention
  readonly now: Date
  /** `next` of the batch before. */
  readonly after?: string
  /** Every run, whatever its state and age: its client is being deleted. */
  readonly all?: boolean
}
export interface Removed {
  readonly runs: number
  /** Where to go on; absent when all of the client's runs were looked at. */
  readonly next?: string
}
export interface StoreSizes {
  readonly databaseBytes: number
  /** The log beside an embedded database. */
  readonly logBytes?: number
  /** Somebody reads an old state and keeps the log from being copied back: a backup, or a forgotten reader. */
  readonly logHeld?: boolean
  readonly diskFreeBytes?: number
}

/** Housekeeping. Each call is one small transaction; whoever calls leaves others their turn in between. */
export interface KeepingStore {
  /** Undefined: the defaults. */
  retention(clientId: string): Promise<Retention | undefined>
  putRetention(clientId: string, retention: Retention): Promise<void>
  /**
   * Removes one batch of ended runs whose time is over, each with its events and exceptions; with an event's last run its effects and its
   * body. The event's key is remembered for `DEDUPE_DAYS` from its arrival. A run with an open exception stays.
   */
  removeRuns(clientId: string, request: RemovalRequest): Promise<Removed>
  /** Gives some unused space back to the disk; true while there is more. */
  reclaim(): Promise<boolean>
  sizes(): Promise<StoreSizes>
  /** When this store was restored from a backup, if it was: what ran after that backup is not known here. */
  restoredAt(): Promise<Date | undefined>
  markRestored(at: Date): Promise<void>
}

export interface AuditEntry {
  readonly id: string
  readonly partnerId: string
  readonly clientId?: string
  readonly actor: string
  /** Such as `flow.publish`. */
  readonly action: string
  readonly target: string
  readonly at: string
  readonly details?: Readonly<Record<string, unknown>>
}
export interface AuditStore {
  append(entry: AuditEntry): Promise<void>
  list(partnerId: string, page: PageRequest): Promise<Page<AuditEntry>>
}

export interface CustomConnectorStore {
  /** The newest version of each, of all partners. */
  newest(): Promise<readonly CustomConnector[]>
  /** Newest first; empty where the partner has none of this id. */
  versions(partnerId: string, id: string): Promise<readonly CustomConnector[]>
  /** False, and nothing is written, when this version exists: somebody else was first. */
  add(connector: CustomConnector): Promise<boolean>
  remove(partnerId: string, id: string): Promise<boolean>
  /** Changes whenever one is added or removed. */
  revision(): Promise<string>
}

export interface MappingPartStore {
  /** The newest version of each of the partner's parts, and of its clients' copies, by name. */
  newest(partnerId: string): Promise<readonly PartVersion[]>
  /** Newest first. `clientId` is '' for the partner's own. */
  versions(partnerId: string, clientId: string, name: string): Promise<readonly PartVersion[]>
  /** False, and nothing is written, when this version exists: somebody else was first. */
  add(part: PartVersion): Promise<boolean>
  /** With all its versions. */
  remove(partnerId: string, clientId: string, name: string): Promise<boolean>
}

/** What somebody is to be told, and how far they were. */
export interface NotificationRow {
  readonly partnerId: string
  readonly userId: string
  readonly settings: NotificationSettings
  /** Until this instant they were told of what happened; what is newer is news. */
  readonly toldUntil: string
  /** `YYYY-MM-DD` in their time zone: no digest is sent for this day any more. */
  readonly digestDay: string
  readonly sentAt?: string
  readonly failure?: DeliveryFailure
}
export interface NotificationStore {
  get(partnerId: string, userId: string): Promise<NotificationRow | undefined>
  /** Puts the settings, with where the telling begins; `sentAt` and `failure` stay. Throws `not-found` for somebody who is no member. */
  save(row: Pick<NotificationRow, 'partnerId' | 'userId' | 'settings' | 'toldUntil' | 'digestDay'>): Promise<void>
  /** Of all partners. */
  all(): Promise<readonly NotificationRow[]>
  /** After an attempt: where the telling stands now, and how it went. Settings that were changed meanwhile stay. */
  mark(row: Pick<NotificationRow, 'partnerId' | 'userId' | 'toldUntil' | 'digestDay' | 'sentAt' | 'failure'>): Promise<void>
}

/** A partner's brand, without the bytes of its images. */
export interface BrandingRow {
  readonly settings: BrandSettings
  readonly images: readonly { readonly image: BrandImage; readonly hash: string; readonly type: ImageType; readonly size: number }[]
  readonly updatedAt: string
}
export interface StoredImage {
  readonly type: ImageType
  readonly bytes: Uint8Array
}
export interface BrandingStore {
  get(partnerId: string): Promise<BrandingRow | undefined>
  save(partnerId: string, settings: BrandSettings, at: Date): Promise<void>
  /** In place of the one there was. */
  putImage(partnerId: string, image: StoredImage & { readonly image: BrandImage; readonly hash: string }, at: Date): Promise<void>
  /** False when there was none. */
  removeImage(partnerId: string, image: BrandImage): Promise<boolean>
  /** Settings and images; false when there were none. */
  remove(partnerId: string): Promise<boolean>
  /** Of any partner. */
  image(hash: string): Promise<StoredImage | undefined>
}
/** A channel of a chat program that is told, with its sealed address. */
export interface ChatChannelRow extends Omit<ChatChannel, 'sentAt' | 'failure'>, Omit<NotificationRow, 'userId' | 'settings'> {
  readonly address: Uint8Array
}
export interface ChatChannelStore {
  get(partnerId: string, id: string): Promise<ChatChannelRow | undefined>
  /** The oldest first. */
  list(partnerId: string): Promise<readonly ChatChannelRow[]>
  create(row: ChatChannelRow): Promise<void>
  /** Puts what a person may change, with where the telling begins; `sentAt` and `failure` stay. False when it is not there. */
  save(
    row: Pick<ChatChannelRow, 'partnerId' | 'id' | 'name' | 'program' | 'host' | 'address' | 'settings' | 'toldUntil' | 'digestDay'>,
  ): Promise<boolean>
  /** False when it was not there. */
  remove(partnerId: string, id: string): Promise<boolean>
  /** Of all partners. */
  all(): Promise<readonly ChatChannelRow[]>
  /** As with people. */
  mark(row: Pick<ChatChannelRow, 'partnerId' | 'id' | 'toldUntil' | 'digestDay' | 'sentAt' | 'failure'>): Promise<void>
}

export interface Store {
  readonly branding: BrandingStore
  readonly notifications: NotificationStore
  readonly chatChannels: ChatChannelStore
  readonly mappingParts: MappingPartStore
  readonly customConnectors: CustomConnectorStore
  readonly tenancy: TenancyStore
  readonly apiKeys: ApiKeyStore
  readonly flows: FlowStore
  readonly connections: ConnectionStore
  readonly flowControl: FlowControlStore
  readonly tokens: TokenStore
  readonly lookups: LookupStore
  readonly hooks: HookStore
  readonly runs: RunStore
  readonly bulkReplays: BulkReplayStore
  readonly teamwork: TeamworkStore
  readonly waits: WaitStore
  readonly windows: WindowStore
  readonly topics: TopicStore
  readonly audit: AuditStore
  readonly journal: Journal
  readonly blobs: BlobStore
  readonly feeds: FeedStore
  readonly keeping: KeepingStore
  /** True before the first partner exists. */
  isEmpty(): Promise<boolean>
  /**
   * Does `work` while no other process does the same task. Where one does: waits for its turn, or leaves it and answers undefined. For what
   * would be wasted or wrong twice; a process that dies gives its turn up.
   */
  alone<T>(task: string, otherwise: 'wait' | 'skip', work: () => Promise<T>): Promise<T | undefined>
  /** Proves that a commit reaches the disk; throws `store-failed`. */
  check(): Promise<void>
  close(): Promise<void>
}
