// The API under /api/v1 as both sides see it: request bodies as schemas (strict: unknown members are refused), answers as types.
// Errors are RFC 9457 problem documents (see problem.ts). Lists are pages: `?limit=1..200&cursor=…`, answered as { items, next? }.
//
// POST   /api/auth/sign-in/email { email, password } · POST /api/auth/sign-out      better-auth, session cookie
// GET    /session                                            -> Session (401 when signed out)
// GET    /setup -> SetupState (no sign-in) · POST /setup              -> first admin of an installation without demo (CreateAdmin)
// GET    /clients · POST /clients                            -> Client[] as { items } · Client
// GET    /connectors · /connectors/:id                       -> { items: ConnectorDescriptor[] } · ConnectorDescriptor
// GET    /custom-connectors · POST (SaveCustomConnector)     -> { items: CustomConnector[] } · CustomConnector
// POST   /custom-connectors/read (ReadDescription)           -> DescribedApi
// GET    /custom-connectors/:id/versions · POST · DELETE /custom-connectors/:id -> { items: CustomConnector[] } · CustomConnector · 204
// GET    /templates?language · /templates/:id?language       -> { items: TemplateDescriptor[] } · TemplateDescriptor
// GET    /simulators                                         -> { items: SimulatorDescriptor[] }
// GET    /schemas/flow · /openapi.json                       (no sign-in)
// POST   /session/password (ChangePassword)                  -> 204; ends the other sessions
// GET    /session/notifications · PUT (NotificationSettings) -> NotificationState · GET …/preview?language&timeZone -> NotificationPreview · POST …/test -> 204
// GET    /brand (no sign-in)                                -> Brand, with an ETag
// GET    /branding · PUT (BrandSettings) · DELETE             -> Branding · Branding · 204
// PUT    /branding/images/:image (bytes) · DELETE             -> Branding · 204
// GET    /session/notifications · PUT (NotificationSettings) -> NotificationState · GET …/preview?language&timeZone&clients -> NotificationPreview · POST …/test -> 204
// GET    /members · POST /members (CreateMember)             -> { items: Member[] } · Member
// PATCH  /members/:member (UpdateMember) · DELETE            -> Member · 204: sessions and keys end at once
// PUT    /members/:member/password (SetPassword)             -> 204
// GET    /chat-channels · POST (SaveChatChannel)             -> { items: ChatChannel[] } · ChatChannel, never with its address
// PUT    /chat-channels/:channel (SaveChatChannel) · DELETE  -> ChatChannel · 204 · POST …/test -> 204
// GET    /api-keys · POST (CreateApiKey) · DELETE /:id       -> { items: ApiKeySummary[] } · CreatedApiKey · 204
// GET    /audit                                              -> Page<AuditEntry>
//
// Everything else is below /clients/:client (id or slug); a foreign or unknown id answers 404.
// GET    …/overview                                          -> Overview
// GET    …/flows · POST …/flows (CreateFlow)                 -> { items: FlowSummary[] } · Flow
// GET    …/flows/:flow                                       -> FlowDetail
// PUT    …/flows/:flow/draft (SaveDraft)                     -> { revision, issues }; 409 stale-revision
// DELETE …/flows/:flow                                       (only when nowhere deployed)
// GET    …/flows/:flow/versions · /versions/:n               -> { items: VersionSummary[] } · FlowVersion
// POST   …/flows/:flow/versions (PublishFlow)                -> PublishedVersion; 422 flow-invalid with issues
// GET    …/flows/:flow/diff?from=draft|n&to=draft|n          -> { changes: FlowChange[] }
// POST   …/flows/:flow/restore (RestoreVersion)              -> { revision } (a version becomes the draft again)
// POST   …/flows/:flow/presence (SayPresence)                -> FlowPresence · DELETE …/presence/:seat
// GET    …/flows/:flow/comments                              -> { items: VersionComment[] } · DELETE …/comments/:comment (one's own)
// POST   …/flows/:flow/versions/:n/comments (CommentVersion) -> VersionComment
// GET    …/flows/:flow/deployments · POST (DeployFlow)       -> { items: Deployment[] } · Deployed
// DELETE …/flows/:flow/deployments/:environment              (stop: hooks and schedules become inactive)
// …/flows/:flow/samples · …/flows/:flow/impact               see samples.ts, impact.ts
// POST   …/read-pasted                                       see pasted.ts
// POST   …/flows/:flow/test-run (TestRun)                    -> TestRunResult: the draft on a sample, no side effects
// POST   …/flows/:flow/runs (StartRun)                       -> { runId } manual start
// POST   …/flows/:flow/send-sample (SendSample)              -> { sent, eventId?, runId? } through the connected simulator, as the vendor would
// GET    …/flows/:flow/feeds?environment=                    -> Page<Feed> & { folder }: its poll and files
// POST   …/flows/:flow/files?environment=&name=&again=       -> { file: Feed, duplicate } (the bytes as the body)
// POST   …/preview (Preview)                                 -> PreviewResult: mapping rows on an input
// POST   …/explain (ExplainRows)                             -> RowExplanations: what rows were read from, and what was missing
// POST   …/preview/samples (PreviewSamples)                  -> SamplesPreview: the same on many inputs at once
// GET    …/runs?flow=&environment=&status=&label=                   -> Page<Run>
// GET    …/runs/:run                                         -> RunView ; POST …/runs/:run/cancel -> Run
// GET    …/runs/:run/input                                   -> { body: string } the event's body as received
// GET    …/exceptions?status=&flow=&environment=             -> Page<ExceptionRecord>
// GET    …/exceptions/:exception                             -> ExceptionRecord
// POST   …/exceptions/:exception/replay (ReplayException)    -> { runId }
// POST   …/exceptions/:exception/confirm (ConfirmArrival)    -> { runId }
// POST   …/exceptions/:exception/discard (DiscardException)  -> ExceptionRecord
// GET    …/exception-causes?flow=&environment=&node=&code=   -> { items: ExceptionCause[] } open ones put together
// GET    …/bulk-replays/preview?version=&flow=&…             -> BulkReplayPreview: what it would do
// GET    …/bulk-replays · POST (StartBulkReplay)             -> { items: BulkReplay[] } newest first · BulkReplay
// GET    …/bulk-replays/:bulk · POST …/stop                  -> BulkReplay
// GET    …/approvals?status=&environment=                   -> Page<Wait>: what flows ask people
// GET    …/topics · PUT …/topics/:topic?environment= (SaveTopic) -> { items: TopicSummary[] } · TopicSummary
// GET    …/topics/:topic/events?environment=                 -> Page<TopicEvent>
// GET    …/windows?status=open|closed&flow=&environment=     -> Page<CollectedWindow>
// GET    …/windows/:window · …/records?after= · POST …/close -> CollectedWindow · { items: WindowRecord[] } · CollectedWindow
// GET    …/approvals/:approval · POST …/decision (DecideApproval) -> Wait; 409 when decided already
// GET    …/connections?environment= · POST (CreateConnection)-> { items: Connection[] } · Connection
// GET/PATCH/DELETE …/connections/:connection (UpdateConnection)
// POST   …/connections/:connection/test                      -> ConnectionTest
// POST   …/connections/:connection/fields (ReadSystemFields)  -> { fields? } see system-fields.ts
// GET    …/connections/:connection/query-schema               -> QuerySchema, see query-schema.ts
// POST   …/connections/:connection/sign-in                   -> { url } the browser goes there and comes back to /oauth/callback
// GET    …/connection-states                                 -> { items: ConnectionState[] }
// GET/PUT …/connections/:connection/flow-control (FlowSettings) -> FlowControlDetail ; POST …/try-now -> FlowControlDetail
// GET    …/alerts                                            -> { items: Alert[] } standing ones first
// …/lookup-tables · …/lookup-inbox                            see lookups.ts
// GET    …/simulators/:simulator                            -> SimulatorContents (demo)
// POST   …/simulators/:simulator/day (PlayDay) · DELETE     -> SimulatedDay (demo)
// POST   …/simulated-day (PlayDay) · GET · DELETE           -> { items: SimulatedDayPart[] } one day on all of the client's simulators (demo)
// GET    …/simulators/:simulator/records/:type              -> { items: vendor records, newest first }
// GET    …/hooks?show-secret=true                            -> { items: HookDescriptor[] }
// DELETE /clients/:client (DeleteClient)                     -> 204: gone at once, its rows follow
// GET/PUT …/retention (Retention)                            -> Retention: days that ended runs are kept
// POST   …/templates/:template/clone (CloneTemplate)         -> { flow: Flow, version, hooks: HookDescriptor[] }
// POST   …/templates/:template/values (ListTemplateValues)   -> { items: ListedValue[] } what the connected system lists, by name
// GET    …/flows/:flow/upgrade                               -> { upgrade: TemplateUpgrade | null } what the newest template version brings; ?language= asks its questions in it
// POST   …/flows/:flow/upgrade (UpgradeFlow)                 -> UpgradedFlow: the merge is the new draft; 409 conflict while something is undecided
import { Type, type Static, type TSchema } from 'typebox'
import { ERROR_CODES, type ErrorCode } from '../error-codes.ts'
import type { Issue } from '../errors.ts'
import { FlowDocument, MappingRow } from '../flow/document.ts'
import type { FieldReadings, SourceReading } from '../mapping/explanation.ts'
import { BalanceContracts, type BalanceContract } from '../flow/nodes/balance.ts'
import type { BalanceReport } from '../mapping/functions/balance.ts'
import type { MergeConflict } from '../flow/merge-choice.ts'
import type { Sentence } from '../sentence.ts'
import { Language } from '../language.ts'
import { PartChoices } from '../model/part-choices.ts'
import { Environment, Role, type Client, type Permission } from '../model/accounts.ts'
import type { LookupRow } from '../model/connections.ts'
import type { HookDescriptor, TemplateQuestion } from '../model/descriptors.ts'
import type { Deployment, Flow } from '../model/flows.ts'
import type { RunStatus, RunView } from '../model/runs.ts'
import type { ErrorData } from '../errors.ts'

const body = <P extends Record<string, TSchema>>(properties: P) => Type.Object(properties, { additionalProperties: false })
const Name = Type.String({ minLength: 1, maxLength: 120 })
const Slug = Type.String({ pattern: '^[a-z][a-z0-9]*(-[a-z0-9]+)*$', maxLength: 64 })

export const CreateAdmin = body({
  name: Name,
  email: Type.String({ minLength: 3, maxLength: 254 }),
  password: Type.String({ minLength: 10, maxLength: 128 }),
  partner: Name,
})
/** The client's name as it is: nobody deletes by mistake. */
export const DeleteClient = body({ name: Type.String({ maxLength: 400 }) })
export const CreateClient = body({ name: Name, slug: Slug })
export const CreateMember = body({
  name: Name,
  email: Type.String({ minLength: 3, maxLength: 254 }),
  password: Type.String({ minLength: 10, maxLength: 128 }),
  role: Role,
  clientIds: Type.Optional(Type.Union([Type.Array(Type.String()), Type.Null()])),
})
export const UpdateMember = body({
  role: Type.Optional(Role),
  clientIds: Type.Optional(Type.Union([Type.Array(Type.String()), Type.Null()])),
})
const Password = Type.String({ minLength: 10, maxLength: 128 })
export const SetPassword = body({ password: Password })
export const ChangePassword = body({ current: Type.String({ maxLength: 128 }), password: Password })
export const CreateApiKey = body({
  name: Name,
  role: Role,
  expiresInDays: Type.Optional(Type.Integer({ minimum: 1, maximum: 3_650 })),
  clientIds: Type.Optional(Type.Union([Type.Array(Type.String()), Type.Null()])),
})
/** `parts`: by name, what becomes of mapping parts that the document brings and the client has in other words; without it such a flow is refused. */
export const CreateFlow = body({ document: FlowDocument, parts: Type.Optional(PartChoices) })
export const SaveDraft = body({ document: FlowDocument, revision: Type.Integer({ minimum: 1 }) })
export const PublishFlow = body({ note: Type.String({ maxLength: 1_000 }), revision: Type.Integer({ minimum: 1 }) })
export const RestoreVersion = body({ version: Type.Integer({ minimum: 1 }), revision: Type.Integer({ minimum: 1 }) })
/** `seat`: what the window calls itself. `nodeId`: the step selected in it. */
export const SayPresence = body({ seat: Slug, nodeId: Type.Optional(Slug) })
export const CommentVersion = body({ text: Type.String({ minLength: 1, maxLength: 4_000 }) })
export const DeployFlow = body({ environment: Environment, version: Type.Integer({ minimum: 1 }), slots: Type.Record(Slug, Type.String()) })
export const CreateSample = body({ name: Name, input: Type.Unknown(), expected: Type.Optional(Type.Record(Slug, Type.Unknown())) })
/** Where a test begins when not at the trigger: a step, the record that comes to it, and what the steps before it gave. */
export const TestFrom = body({
  node: Slug,
  input: Type.Unknown(),
  steps: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
})
/**
 * `document` absent: the stored draft. Either a sample's id or an input. `environment` says whose lookup tables are read. `from` begins at a
 * step; the sample is then only what `$trigger` reads, and nothing is compared with what it expects.
 */
export const TestRun = body({
  from: Type.Optional(TestFrom),
  document: Type.Optional(FlowDocument),
  sampleId: Type.Optional(Type.String()),
  input: Type.Optional(Type.Unknown()),
  environment: Environment,
})
export const StartRun = body({ environment: Environment, input: Type.Unknown() })
export const SendSample = body({ environment: Environment, sampleId: Type.Optional(Type.String()) })
const trial = {
  rows: Type.Array(MappingRow, { maxItems: 2_000 }),
  input: Type.Unknown(),
  trigger: Type.Optional(Type.Unknown()),
  steps: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
  balance: Type.Optional(BalanceContracts),
  environment: Environment,
}
/** Rows, as in a map node, on one input. `steps`/`trigger` fill `$steps` and `$trigger`. */
export const Preview = body(trial)
/** The same, for a few of the rows: `paths` as in the cells of a preview. */
export const ExplainRows = body({ ...trial, paths: Type.Array(Type.String({ maxLength: 200 }), { minItems: 1, maxItems: 200 }) })
/** Rows on many inputs: the columns of the mapping grid. `trigger` and `steps` of a case only where the rows read them. */
export const PreviewSamples = body({
  rows: Type.Array(MappingRow, { maxItems: 2_000 }),
  cases: Type.Array(
    body({
      id: Type.String({ minLength: 1, maxLength: 120 }),
      input: Type.Unknown(),
      trigger: Type.Optional(Type.Unknown()),
      steps: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
    }),
    { maxItems: 50 },
  ),
  balance: Type.Optional(BalanceContracts),
  environment: Environment,
})
/** `version: 'original'` is the version the run was made with, `'deployed'` the one deployed now. */
export const ReplayException = body({
  version: Type.Union([Type.Literal('original'), Type.Literal('deployed')]),
  input: Type.Optional(Type.Unknown()),
  note: Type.Optional(Type.String({ maxLength: 2_000 })),
})
/** `answer` is what the other system would have answered: the step's output. Left out, it is null. */
export const ConfirmArrival = body({
  version: Type.Union([Type.Literal('original'), Type.Literal('deployed')]),
  answer: Type.Optional(Type.Unknown()),
  note: Type.Optional(Type.String({ maxLength: 2_000 })),
})
/** Which open exceptions: `flow` and `node` are ids, `code` is the error's. What is absent is not asked about. */
export const AskedFilter = {
  flow: Type.Optional(Type.String({ minLength: 1, maxLength: 64 })),
  environment: Type.Optional(Environment),
  node: Type.Optional(Type.String({ minLength: 1, maxLength: 64 })),
  code: Type.Optional(Type.Enum(Object.keys(ERROR_CODES) as ErrorCode[])),
  /** Of `lookup-missing`: the lookup table, and the key it lacks. */
  table: Type.Optional(Type.String({ minLength: 1, maxLength: 64 })),
  key: Type.Optional(Type.String({ minLength: 1, maxLength: 400 })),
}
const ReplayVersion = Type.Union([Type.Literal('original'), Type.Literal('deployed')])
export const StartBulkReplay = body({ ...AskedFilter, version: ReplayVersion, note: Type.Optional(Type.String({ maxLength: 2_000 })) })
export const DiscardException = body({ reason: Type.String({ minLength: 1, maxLength: 2_000 }) })
export const DecideApproval = body({
  decision: Type.Union([Type.Literal('approved'), Type.Literal('declined')]),
  note: Type.Optional(Type.String({ minLength: 1, maxLength: 2_000 })),
})
export const SaveTopic = body({ schema: Type.Optional(Type.Unknown()), retentionDays: Type.Integer({ minimum: 1, maximum: 400 }) })
export const CreateConnection = body({
  name: Name,
  environment: Environment,
  connector: Slug,
  config: Type.Record(Type.String(), Type.Unknown()),
  secrets: Type.Record(Type.String(), Type.String({ maxLength: 20_000 })),
})
export const UpdateConnection = body({
  name: Type.Optional(Name),
  config: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
  secrets: Type.Optional(Type.Record(Type.String(), Type.String({ maxLength: 20_000 }))),
})
/** `orders`: web orders of the day; there are as many sales in the shops. `minutes`: how long it takes; 0: as fast as it goes. */
export const PlayDay = body({
  seed: Type.Integer({ minimum: 1, maximum: 1_000_000 }),
  orders: Type.Integer({ minimum: 1, maximum: 5_000 }),
  minutes: Type.Number({ minimum: 0, maximum: 1_440 }),
})
export type PlayDay = Static<typeof PlayDay>
/** `answers` by question id (a table question: an array of { key, value }); `connections` by slot. */
/** Which question of the template, asked through which connection. */
export const ListTemplateValues = body({
  question: Slug,
  connection: Type.String({ minLength: 1, maxLength: 64 }),
})
export const CloneTemplate = body({
  name: Name,
  environment: Environment,
  answers: Type.Record(Type.String(), Type.Unknown()),
  connections: Type.Record(Slug, Type.String()),
  /** Absent: the newest. */
  version: Type.Optional(Type.String({ maxLength: 20 })),
  /** Of names and notes that the flow brings, its tables and samples too. Absent: English. */
  language: Type.Optional(Language),
})
const MergeSide = Type.Union([Type.Literal('mine'), Type.Literal('theirs')])
/** `choices` by conflict id, `take` for the others; `answers` to the questions that are new. */
export const UpgradeFlow = body({
  to: Type.String({ maxLength: 20 }),
  revision: Type.Integer({ minimum: 1 }),
  choices: Type.Optional(Type.Record(Type.String({ maxLength: 2_000 }), MergeSide)),
  take: Type.Optional(MergeSide),
  answers: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
})

export type CreateAdmin = Static<typeof CreateAdmin>
export type DeleteClient = Static<typeof DeleteClient>
export type CreateClient = Static<typeof CreateClient>
export type CreateMember = Static<typeof CreateMember>
export type UpdateMember = Static<typeof UpdateMember>
export type SetPassword = Static<typeof SetPassword>
export type ChangePassword = Static<typeof ChangePassword>
export type CreateApiKey = Static<typeof CreateApiKey>
export type SayPresence = Static<typeof SayPresence>
export type DeployFlow = Static<typeof DeployFlow>
export type CreateSample = Static<typeof CreateSample>
export type StartRun = Static<typeof StartRun>
export type SendSample = Static<typeof SendSample>
export type ReplayException = Static<typeof ReplayException>
export type ConfirmArrival = Static<typeof ConfirmArrival>
export type StartBulkReplay = Static<typeof StartBulkReplay>
export type AskedFilter = Omit<StartBulkReplay, 'version' | 'note'>
export type DiscardException = Static<typeof DiscardException>
export type DecideApproval = Static<typeof DecideApproval>
export interface SaveTopic {
  schema?: unknown
  retentionDays: number
}
export type CreateConnection = Static<typeof CreateConnection>
export type UpdateConnection = Static<typeof UpdateConnection>
export type CloneTemplate = Static<typeof CloneTemplate>
export type UpgradeFlow = Static<typeof UpgradeFlow>
export interface TestRun {
  document?: FlowDocument
  sampleId?: string
  input?: unknown
  environment: Environment
  from?: { node: string; input?: unknown; steps?: Record<string, unknown> }
}
export interface Preview {
  rows: MappingRow[]
  input: unknown
  trigger?: unknown
  steps?: Record<string, unknown>
  /** Contracts of the mapping, checked on the record that the rows build. */
  balance?: BalanceContract[]
  environment: Environment
}
export interface ExplainRows extends Preview {
  paths: string[]
}
export interface PreviewCase {
  /** Names it in the answer. */
  id: string
  input: unknown
  trigger?: unknown
  steps?: Record<string, unknown>
}
export interface PreviewSamples {
  rows: MappingRow[]
  cases: PreviewCase[]
  balance?: BalanceContract[]
  environment: Environment
}

export interface Session {
  readonly user: { readonly id: string; readonly name: string; readonly email: string }
  readonly partner: { readonly id: string; readonly name: string }
  readonly role: Role
  readonly permissions: readonly Permission[]
  readonly clients: readonly Client[]
  /** The demo installation: simulators run, the demo sign-in works. */
  readonly demo: boolean
  /** The person has finished or left the tour of the app; true for API keys. */
  readonly toured: boolean
}

/** PUT /session/tour */
export const SetTour = Type.Object({ toured: Type.Boolean() }, { additionalProperties: false })
export type SetTour = Static<typeof SetTour>

export interface Page<T> {
  readonly items: readonly T[]
  /** Give it as `cursor` for the next page; absent on the last. */
  readonly next?: string
}

/** Readable without signing in. `demo` stands there only in demo mode on a loopback host: what the sign-in page offers to fill in. */
export interface SetupState {
  readonly needsAdmin: boolean
  readonly demo?: { readonly email: string; readonly password: string }
}

export interface Member {
  readonly userId: string
  readonly name: string
  readonly email: string
  readonly role: Role
  /** `null` means all clients of the partner. */
  readonly clientIds: readonly string[] | null
}

export interface ApiKeySummary {
  readonly id: string
  readonly name: string
  readonly role: Role
  /** The key's first characters, to tell keys apart. */
  readonly start?: string
  /** `null` means all clients of the partner. */
  readonly clientIds?: readonly string[] | null
  readonly createdAt: string
  readonly expiresAt?: string
  readonly lastUsedAt?: string
}
/** The only time the whole key is told. */
export interface CreatedApiKey extends ApiKeySummary {
  readonly key: string
}

export interface AuditEntry {
  readonly id: string
  readonly clientId?: string
  /** An e-mail address, `key:<name>`, `installation` (the command line), or `system`. */
  readonly actor: string
  /** Such as `flow.publish`. */
  readonly action: string
  /** What it was done to: an id or a name. */
  readonly target: string
  /** What the target is called today, when it still is there; of a record on the exception desk, what its sender calls it. */
  readonly targetName?: string
  /** The flow that an exception, a run or a job is of. */
  readonly targetFlow?: { readonly id: string; readonly name: string }
  /** It is still there to be opened. */
  readonly targetKept?: true
  readonly details?: Readonly<Record<string, unknown>>
  readonly at: string
}

export interface FlowSummary {
  readonly id: string
  readonly name: string
  readonly description?: string
  readonly latestVersion: number
  readonly revision: number
  /** True when the draft differs from the latest version. */
  readonly draftChanged: boolean
  readonly template?: { readonly id: string; readonly version: string }
  readonly connectors: readonly string[]
  readonly deployments: readonly { readonly environment: Environment; readonly version: number }[]
  readonly lastRun?: { readonly id: string; readonly status: RunStatus; readonly createdAt: string }
  readonly openExceptions: number
  readonly updatedAt: string
}

export interface FlowDetail {
  readonly flow: Flow
  readonly issues: readonly Issue[]
  readonly draftChanged: boolean
  readonly deployments: readonly Deployment[]
}

export interface VersionSummary {
  readonly version: number
  readonly note: string
  readonly createdAt: string
  readonly createdBy: string
  readonly deployedIn: readonly Environment[]
}

export interface PublishedVersion extends VersionSummary {
  /** Steps that could not be checked in their systems: not connected yet, or not to be reached. The version is published all the same. */
  readonly unchecked: readonly Issue[]
}

export interface Deployed {
  readonly deployment: Deployment
  readonly hooks: readonly HookDescriptor[]
  /** Steps that could not be checked in their systems, which did not answer. The version is deployed all the same. */
  readonly unchecked: readonly Issue[]
}

/** One difference between two documents, as a sentence for people and as data. */
/** Who else has a flow open, and how far its draft has come. */
export interface FlowPresence {
  readonly viewers: readonly {
    readonly seat: string
    readonly name: string
    /** Another window of the one who asks. */
    readonly isYou: boolean
    readonly nodeId?: string
  }[]
  readonly revision: number
  readonly updatedBy: string
  readonly updatedAt: string
}

export interface FlowChange {
  readonly kind: 'added' | 'removed' | 'changed' | 'moved'
  readonly subject: 'flow' | 'slot' | 'node' | 'edge' | 'mapping-row' | 'layout'
  readonly nodeId?: string
  readonly path: string
  readonly sentence: string
  /** What `sentence` is made of, for who reads another language. */
  readonly said?: Sentence
  readonly before?: unknown
  readonly after?: unknown
}

/** What the newest version of its template would change in a cloned flow. */
export interface TemplateUpgrade {
  readonly template: { readonly id: string; readonly name: string }
  readonly from: string
  readonly to: string
  /** Of the draft that was merged. */
  readonly revision: number
  /** The template as it was cloned and as it is now: with the draft, all that `mergeFlows` needs. */
  readonly base: FlowDocument
  readonly theirs: FlowDocument
  /** What becomes of the draft, as long as mine is kept in every conflict. */
  readonly changes: readonly FlowChange[]
  readonly conflicts: readonly MergeConflict[]
  /** Asked by the newer version only. */
  readonly questions: readonly TemplateQuestion[]
  /** Rows that the client's lookup tables get. */
  readonly tables: readonly { readonly name: string; readonly label: string; readonly added: readonly LookupRow[] }[]
}
export interface UpgradedFlow {
  readonly revision: number
  readonly from: string
  readonly to: string
  readonly changes: readonly FlowChange[]
  readonly conflicts: readonly MergeConflict[]
  readonly issues: readonly Issue[]
}

export interface TestRunResult {
  readonly view: RunView
  /** Calls that were not made: what would have been sent. Their output is the action's example. */
  readonly calls: readonly { readonly nodeId: string; readonly record: string; readonly action: string; readonly input: unknown }[]
  readonly comparison?: readonly {
    readonly nodeId: string
    readonly matches: boolean
    readonly expected: unknown
    readonly actual: unknown
  }[]
}

/** One cell of the mapping grid. `path` is the row's place: `3`, or `3.rows.1` inside an `each` row (then one cell per item). */
export interface PreviewCell {
  readonly path: string
  readonly value?: unknown
  readonly values?: readonly { readonly value?: unknown; readonly error?: ErrorData }[]
  readonly error?: ErrorData
  readonly missing?: boolean
}
/** What a balance contract says of a record; `failed` when its amounts could not be had. */
export type BalanceResult = BalanceReport | { readonly label: string; readonly state: 'failed'; readonly error: ErrorData }
export interface PreviewResult {
  readonly cells: readonly PreviewCell[]
  /** With what contracts wrote into their residual fields. */
  readonly output?: unknown
  /** One for each contract asked about, where the rows built a record. */
  readonly balances?: readonly BalanceResult[]
  readonly error?: ErrorData
}
export interface SamplesPreview {
  /** One for each case, in its order. */
  readonly cases: readonly (PreviewResult & { readonly id: string })[]
}

/** Why a row gives what it gives. `path` is the row's place, as in a preview's cells; fields are named below the row's target, empty for its value itself. */
export interface RowExplanation {
  readonly path: string
  readonly target: string
  readonly fields: readonly FieldReadings[]
  /** Of a row inside `each` rows: how the lists around it were read, which decide how many items there are. */
  readonly list?: readonly SourceReading[]
  /** Why nothing is known although there is no error: the expression is interpreted. */
  readonly reason?: string
  readonly error?: ErrorData
}
/** The rows asked for that exist, in their order. */
export interface RowExplanations {
  readonly rows: readonly RowExplanation[]
}

export interface ConnectionTest {
  readonly ok: boolean
  readonly message: string
  readonly fix?: string
  readonly checkedAt: string
}

export interface TopicSummary {
  readonly name: string
  readonly environment: Environment
  /** JSON Schema that events have to fit. */
  readonly schema?: unknown
  readonly retentionDays: number
  /** Ids of the flows that it starts. */
  readonly listeners: readonly string[]
}

export interface Overview {
  readonly openExceptions: number
  readonly openApprovals: number
  readonly flows: number
  readonly runsLastDay: Readonly<Partial<Record<RunStatus, number>>>
  readonly connectionsFailing: number
}
