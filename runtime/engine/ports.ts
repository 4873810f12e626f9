// What the engine needs from outside: a journal, the flows, the tables, the sandbox and somebody who makes calls.
// It knows neither the store nor HTTP.
import type { Places } from '#shared/run/room.ts'
import type { FlowDocument } from '#shared/flow/document.ts'
import type { Environment } from '#shared/model/accounts.ts'
import type { ErrorData } from '#shared/errors.ts'
import type {
  RecordedExchange,
  ExceptionRecord,
  LoopProgress,
  RunCause,
  NewRunEvent,
  Run,
  RunStatus,
  ReplayOrigin,
  TriggerKind,
} from '#shared/model/runs.ts'
import type { Wait } from '#shared/model/waits.ts'
import type { Safety } from '#connectors/kit/contract.ts'
import type { FlowCalls } from './flow-ports.ts'
import type { Windows } from './window-ports.ts'
import type { SandboxTable } from '../sandbox/port.ts'

/** An event at the door: stored with its run in one commit, before anybody is told that it was accepted. */
export interface NewEvent {
  readonly clientId: string
  readonly flowId: string
  readonly environment: Environment
  readonly version: number
  readonly trigger: TriggerKind
  /** The sender's id of the event; a second event with the same key for the same flow and environment is a duplicate. */
  readonly eventKey: string
  /** The bytes as they came. */
  readonly body: Uint8Array
  readonly receivedAt: Date
  /** Of a run that begins within. */
  readonly cause?: RunCause
  /** What the sender calls the record; people find the run by it. */
  readonly label?: string
  /** Why it is not run: stored for people to see, its run ends as `skipped` at once. */
  readonly skip?: string
  /** The flow keeps an order: the run is held until a router has found its lane. */
  readonly ordered?: boolean
  /** A worker of this process has a place for it: the run is leased in the same commit. Not for skipped and ordered events. */
  readonly begin?: { readonly owner: string; readonly leaseMs: number }
}

/** A page of a feed: a poll's answer, or the next records of a file. */
export interface NewPage {
  readonly clientId: string
  readonly feedId: string
  /** Of the reader's lease. */
  readonly fence: number
  readonly events: readonly NewEvent[]
  /** Where the next page begins. */
  readonly cursor: string
  /** How many records each event has: the feed counts those of events that are new. */
  readonly records: readonly number[]
  /** Records that could not be read. */
  readonly rejected: number
  readonly at: Date
  /** The lease is renewed by this. */
  readonly leaseMs: number
}

export interface Accepted {
  readonly runId: string
  /** True when this event was accepted before; `runId` is then the first one's. */
  readonly duplicate: boolean
  /** The run as it was leased by `begin`, with fence 1. */
  readonly begun?: Run
}

/** A replay: a new run for an old event that starts at one node with one record. */
export interface NewReplay {
  readonly original: Run
  readonly origin: ReplayOrigin
  readonly version: number
  /** JSON text of the record at `origin.nodeId`. */
  readonly startInput: string
  /** JSON text of the outputs of earlier steps, by node id. */
  readonly startSteps: string
  readonly requestedBy: string
  readonly at: Date
  /**
   * The version keeps an order. The replay takes the place of the run it replays in that one's lane, also when it was vacated; where that
   * run has no lane, a router finds the replay's own. `holds`: it keeps the place while its own records are parked.
   */
  readonly ordered?: { readonly holds: boolean }
  /** Closes this open exception in the same commit, or throws `conflict` and stores nothing. */
  readonly resolves?: { readonly exceptionId: string; readonly note?: string; readonly bulkId?: string }
  /** An outcome that nobody but a person knows, stored with the run: the call arrived. */
  readonly confirmed?: Effect
}

/** A leased run. `fence` grows with every lease: a write with an older one is refused. */
export interface ClaimedRun {
  readonly run: Run
  readonly fence: number
  /** The event's body as text. */
  readonly body: string
  readonly startInput?: string
  readonly startSteps?: string
  /** Revisions of the lookup tables it has read, by name. */
  readonly tables?: Readonly<Record<string, number>>
}

/** Runs of one flow and environment whose lanes are not known yet, in the order of their events. */
export interface UnroutedFlow {
  readonly clientId: string
  readonly flowId: string
  readonly environment: Environment
  readonly runs: readonly {
    readonly run: Run
    /** The event's body as text. */
    readonly body: string
    /** What a replay starts with instead. */
    readonly startInput?: string
  }[]
}

/** What a router found out about one run. */
export type Route = { readonly runId: string } &
  /** The version keeps no order after all. */
  (
    | { readonly kind: 'free' }
    | {
        readonly kind: 'lane'
        readonly lane: string
        /** Keeps its place while records of it are parked. */
        readonly holds: boolean
        /** Older runs of the lane that have not begun are skipped. */
        readonly coalesces: boolean
        /** Compared as text; a run with an older one than the lane has seen is skipped. */
        readonly version?: string
        /** Skipped where another flow of the channel brought the same content of this lane so short a time ago, and nobody another one since. */
        readonly echo?: EchoMark
      }
    /** The lane cannot be known: the run is parked, and the others go on. */
    | { readonly kind: 'park'; readonly exception: ExceptionRecord; readonly events: readonly NewRunEvent[] }
  )

/** See `FlowLane.echo`. */
export interface EchoMark {
  readonly channel: string
  /** A hash. */
  readonly content: string
  readonly withinMs: number
}

/** One effect of one record, across runs that share its idempotency key. */
export interface Effect {
  readonly idempotencyKey: string
  readonly clientId: string
  readonly runId: string
  readonly nodeId: string
  readonly record: string
  readonly safety: Safety
  /** `intended`: a call was begun and its outcome is not stored. */
  readonly status: 'intended' | 'succeeded' | 'failed'
  readonly attempts: number
  /** JSON text of the answer, when succeeded. */
  readonly output?: string
  readonly error?: ErrorData
  /** ISO instant before which it is not tried again. */
  readonly retryAt?: string
}

/** A wait that begins. `tokenHash` is the SHA-256 of the secret part of a callback's address. */
export type NewWait = Wait & { readonly tokenHash?: string }

/** What a run that ends has to say to the step that called its flow. `answered`: by a respond step, and not merely its last record. */
export interface FlowAnswer {
  /** JSON text. */
  readonly output: string
  readonly answered: boolean
}

/** Everything that changes together in one commit. */
export interface JournalEntry {
  readonly runId: string
  readonly clientId: string
  readonly fence: number
  readonly events: readonly NewRunEvent[]
  readonly effects?: readonly Effect[]
  readonly exceptions?: readonly ExceptionRecord[]
  /** One for each run, node and record: a second one changes nothing. */
  readonly waits?: readonly NewWait[]
  /** All revisions of lookup tables that the run has read, when one was added. */
  readonly tables?: Readonly<Record<string, number>>
  /**
   * Ends or pauses the lease. `waiting` needs `dueAt`; a run of which a wait was settled during this lease is due at once. A run that
   * ends withdraws its open waits.
   */
  readonly transition?: { readonly status: Exclude<RunStatus, 'queued' | 'running'>; readonly dueAt?: Date; readonly answer?: FlowAnswer }
  readonly at: Date
}

/** Lengthens leases; see `Journal.renew`. */
export interface LeaseRenewal {
  renew(options: { readonly owner: string; readonly runIds: readonly string[]; readonly until: Date }): Promise<void>
  close(): Promise<void>
}

/** How a thread of its own gets at the leases: a module that exports `openRenewal(options): LeaseRenewal`. */
export interface LeaseRenewalSource {
  /** Address for `import()`. */
  readonly module: string
  /** What `openRenewal` needs, such as the database's address; it is copied to the thread. */
  readonly options: unknown
}

export interface Journal extends Windows, FlowCalls {
  /** Commits the inbox row and the run together (fsync) or throws; never answers before the commit. */
  accept(event: NewEvent): Promise<Accepted>
  /**
   * Commits a page's events with their runs and the feed's new cursor together, so that no crash can lose or repeat a page. Undefined, and
   * nothing is written, when the reader's lease is over. Events that were accepted before start nothing.
   */
  acceptPage(page: NewPage): Promise<readonly Accepted[] | undefined>
  replay(replay: NewReplay): Promise<Run>
  /**
   * Leases due runs, oldest first, in turns of clients and their flows. A run of a lane is leased only at the head of the lane: no earlier
   * run of it is open, and none holds it with a parked record.
   */
  claim(options: {
    readonly owner: string
    readonly limit: number
    readonly now: Date
    readonly leaseMs: number
    /** Without it nobody's share is limited. */
    readonly places?: Places
  }): Promise<readonly ClaimedRun[]>
  /**
   * False when the lease is over, and the worker stops: somebody else has the run now and nothing was written, or the run was cancelled
   * and what had been done was written, but no intent. A commit that ends the run by itself wins over a cancellation.
   */
  commit(entry: JournalEntry): Promise<boolean>
  /** Only what the owner still has: a lease that is lost stays lost. Called where there is no `renewal`. */
  renew: LeaseRenewal['renew']
  readonly renewal?: LeaseRenewalSource
  /** Other processes may work on it: at a start, too, only leases that ran out are taken back. */
  readonly isShared?: boolean
  /**
   * Takes back leases that ran out, or, at a start, all of them, and counts a lost worker for each run. `exceptOwner` keeps its own, but for
   * those it does not have in `held`: a claim that was stored and reported as failed would otherwise be nobody's. Answers how many.
   */
  recover(options: { readonly now: Date; readonly exceptOwner?: string; readonly held?: readonly string[] }): Promise<number>
  /** Effects of the run, and of earlier runs of the same event (client, environment, flow, event key). */
  effectsOf(run: Run): Promise<readonly Effect[]>
  /** One of these effects. */
  effectOf(run: Run, idempotencyKey: string): Promise<Effect | undefined>
  /** How far the run is with its long lists: the newest word on each. */
  loopsOf(run: Run): Promise<readonly LoopProgress[]>
  /** Nodes and records of this run that stand on the exception desk: a resumed run leaves them there. */
  parkedIn(run: Run): Promise<readonly { readonly nodeId: string; readonly record: string }[]>
  /** Up to `limit` of the oldest unrouted runs of each flow and environment, of up to `flows` of them in turn. */
  unrouted(options: { readonly limit: number; readonly flows: number }): Promise<readonly UnroutedFlow[]>
  /**
   * Puts runs of one flow into their lanes, in the order given; what is routed or ended meanwhile stays as it is, so that two routers at
   * once do no harm. Answers the runs that ended by it: skipped or parked.
   */
  route(routing: {
    readonly clientId: string
    readonly flowId: string
    readonly environment: Environment
    readonly routes: readonly Route[]
    readonly at: Date
  }): Promise<readonly string[]>
  /** The run's waits; those whose time has passed are ended first, so that from here on nobody else can end them. */
  waitsOf(run: Run, now: Date): Promise<readonly Wait[]>
  /** The soonest instant at which a queued or waiting run is due. */
  nextDue(): Promise<Date | undefined>
  /** Queued or waiting runs end at once; a running one ends at its next commit. False when it was terminal already. */
  cancel(clientId: string, runId: string, at: Date): Promise<boolean>
}

export interface DeployedFlow {
  readonly document: FlowDocument
  readonly version: number
  /** Connection id of each slot in this environment. */
  readonly slots: Readonly<Record<string, string>>
}

export interface FlowSource {
  /** A published version with the connections of the environment's active deployment; no slots when there is none. Throws `not-found`. */
  load(clientId: string, flowId: string, environment: Environment, version: number): Promise<DeployedFlow>
  /** The version that is deployed there now. */
  deployed(clientId: string, flowId: string, environment: Environment): Promise<FlowDocument | undefined>
}

export interface TopicSource {
  /** The JSON Schema that events of a topic have to fit, where there is one. */
  schema(clientId: string, environment: Environment, topic: string): Promise<unknown>
}

export interface LoadedTable extends SandboxTable {
  readonly revision: number
}

export interface TableSource {
  /** The table as it is now, or as it was at a revision. Throws `lookup-table-missing`. */
  load(clientId: string, environment: Environment, name: string, revision?: number): Promise<LoadedTable>
}

export interface ActionCall {
  readonly clientId: string
  readonly runId: string
  readonly connectionId: string
  readonly action: string
  /** JSON text. */
  readonly input: string
  readonly idempotencyKey: string
  readonly attempt: number
  readonly outcomeUnknown: boolean
  readonly signal: AbortSignal
  /** Told at the end, before the call answers or throws, which requests it made; not called where the installation keeps none. */
  readonly recorded?: (exchanges: readonly RecordedExchange[]) => void
}

export interface Caller {
  /** The safety the action declares; `effect: 'read'` counts as `upsert`. Throws `action-unknown`. */
  safetyOf(connector: string, action: string): Safety
  /** Validates the input, makes the call, answers JSON text. Throws AppErrors only. */
  call(call: ActionCall): Promise<string>
  /**
   * When a call that was told to come back (`retry-after`) may be made now; undefined: at once. It may have become sooner than it was
   * told. Absent: what it was told holds.
   */
  waitsUntil?(call: Pick<ActionCall, 'clientId' | 'connectionId' | 'idempotencyKey'>): Promise<Date | undefined>
}
