// Runs, their events, and exceptions: what the engine writes and everybody reads.
import type { ErrorData } from '../errors.ts'
import type { Environment } from './accounts.ts'
import type { WaitKind } from './waits.ts'

/**
 * `queued` -> `running` -> (`waiting` -> `running`)* -> one of the terminal states, which never change again:
 * `succeeded`; `parked` (finished, but at least one record is on the exception desk); `cancelled`;
 * `quarantined` (it ended its worker three times); `skipped` (never begun, on purpose: the reason stands in its `run-finished` event).
 */
export type RunStatus = 'queued' | 'running' | 'waiting' | 'succeeded' | 'parked' | 'cancelled' | 'quarantined' | 'skipped'
export const TERMINAL_STATUSES: readonly RunStatus[] = ['succeeded', 'parked', 'cancelled', 'quarantined', 'skipped']

export type TriggerKind = 'webhook' | 'manual' | 'schedule' | 'replay' | 'poll' | 'file' | 'window' | 'event' | 'subflow'

/** One trigger event on its way through one version of one flow. */
export interface Run {
  readonly id: string
  readonly clientId: string
  readonly flowId: string
  readonly environment: Environment
  readonly version: number
  readonly trigger: TriggerKind
  /** Names the event across redeliveries and replays; part of every idempotency key. */
  readonly eventKey: string
  /** What its sender calls the record it is about, such as `#1042`; absent when the event names none. */
  readonly label?: string
  readonly status: RunStatus
  /** Lost workers so far; three quarantine the run. */
  readonly recoveries: number
  /** Not before this instant (ISO), while queued or waiting. */
  readonly dueAt: string
  /** The lane it goes in, once that is known; absent in flows that keep no order. */
  readonly lane?: string
  /** Why a queued run cannot begin yet: its lane is not known, or others of its lane come first. */
  readonly held?: 'unrouted' | 'behind'
  readonly replayOf?: ReplayOrigin
  readonly cause?: RunCause
  readonly createdAt: string
  readonly startedAt?: string
  readonly finishedAt?: string
}

/**
 * What began a run from within. `hops` counts such beginnings since the last event from outside, along the longest way, so that flows that
 * call each other in a circle are seen.
 */
export type RunCause =
  | {
      readonly kind: 'window'
      readonly windowId: string
      readonly nodeId: string
      /** The lane that all of its records came in. */
      readonly lane?: string
      readonly hops: number
    }
  /** Its delivery had not come: a sweep behind webhooks fetched the record from its vendor. */
  | { readonly kind: 'sweep'; readonly hops: number }
  | { readonly kind: 'event'; readonly topic: string; readonly runId: string; readonly hops: number }
  | { readonly kind: 'subflow'; readonly runId: string; readonly nodeId: string; readonly record: RecordPath; readonly hops: number }

/** A replay starts at one node with one record instead of at the trigger. */
export interface ReplayOrigin {
  readonly runId: string
  readonly exceptionId?: string
  readonly nodeId: string
  readonly recordPath: string
}

/**
 * Names one record within a run: `` for the trigger's record, `/loop-lines:3` for the fourth item of a loop,
 * `/loop-lines:3/loop-taxes:0` within it. With an item key: `/loop-lines:key=1234`.
 */
export type RecordPath = string

/**
 * The append-only journal of a run, ordered by `seq`. After a crash pure steps are evaluated and written again:
 * the newest event of a step and record counts.
 */
export type RunEvent = { readonly seq: number; readonly at: string } & (
  | { readonly kind: 'run-accepted'; readonly trigger: TriggerKind }
  | { readonly kind: 'run-started'; readonly version: number }
  | { readonly kind: 'run-resumed'; readonly recoveries: number }
  | { readonly kind: 'run-waiting'; readonly until: string; readonly reason: string }
  /** `runId` is the run that made a skipped one needless. */
  | { readonly kind: 'run-finished'; readonly status: RunStatus; readonly reason?: string; readonly runId?: string }
  | StepEvent
)

export type StepEvent =
  /**
   * A pure step, or a call that has its outcome. `output` is a JSON value; `ports` those the record left by.
   * `input` is left out where it is the output of the step `from` (so that a record is not stored twice), and the trigger's
   * `output` where it is the event's body: resolve-inputs.ts puts them back for a reader.
   */
  | {
      readonly kind: 'step-succeeded'
      readonly nodeId: string
      readonly record: RecordPath
      readonly input?: unknown
      readonly from?: string
      readonly output?: unknown
      readonly ports: readonly string[]
      readonly ms: number
      readonly reused?: boolean
      /** A sentence for people: who approved, that a test run waits for nothing. */
      readonly note?: string
      /** Runs that the step began. */
      readonly runIds?: readonly string[]
    }
  /** A filter without an `otherwise` edge let the record end here, a flow rule skipped it, or the step is switched off. */
  | {
      readonly kind: 'step-skipped'
      readonly nodeId: string
      readonly record: RecordPath
      readonly input: unknown
      readonly reason: string
      /** Those by which the record passed a step that is switched off. */
      readonly ports?: readonly string[]
    }
  /** A call is about to be made: committed before the first byte leaves. */
  | {
      readonly kind: 'effect-intended'
      readonly nodeId: string
      readonly record: RecordPath
      readonly input: unknown
      readonly idempotencyKey: string
      readonly attempt: number
    }
  /** The record waits at this step; `wait` names it. Where it came from stands as in `step-succeeded`. */
  | {
      readonly kind: 'step-waiting'
      readonly nodeId: string
      readonly record: RecordPath
      readonly input?: unknown
      readonly from?: string
      readonly wait: WaitRef
      readonly reason: string
    }
  /** A person said that a call of an earlier run, whose answer was lost, arrived: it is not made again. */
  | { readonly kind: 'effect-confirmed'; readonly nodeId: string; readonly record: RecordPath; readonly by: string }
  /** What a call sent and what came back, of one try. */
  | {
      readonly kind: 'call-recorded'
      readonly nodeId: string
      readonly record: RecordPath
      readonly attempt: number
      readonly exchanges: readonly RecordedExchange[]
    }
  /** How far a step is with a long list; the newest counts. */
  | ({ readonly kind: 'loop-progress' } & LoopProgress)
  | {
      readonly kind: 'step-failed'
      readonly nodeId: string
      readonly record: RecordPath
      readonly input: unknown
      readonly attempt: number
      readonly error: ErrorData
      readonly retryAt?: string
      readonly exceptionId?: string
      readonly ms: number
    }

/** One request of a call, without secrets. Long bodies are cut. */
export interface RecordedExchange {
  readonly at: string
  readonly ms: number
  readonly method: string
  readonly url: string
  /** Those that say something; credentials are masked. */
  readonly headers: Readonly<Record<string, string>>
  readonly sent?: string
  /** Absent where no answer came. */
  readonly status?: number
  readonly received?: string
  /** Why no answer came. */
  readonly failure?: string
  /** A body was longer than what is kept. */
  readonly cut?: true
  /** It carried credentials: its bodies are not kept. */
  readonly confidential?: true
}

/** A list of a loop or batch step that is settled page by page. */
export interface LoopProgress {
  readonly nodeId: string
  readonly record: RecordPath
  /** Items before this one are settled, but for those that wait. */
  readonly next: number
  /** Items before `next` that are tried again later. */
  readonly waiting: readonly number[]
  readonly total: number
  /** Records of the list that stand on the exception desk. */
  readonly parked: number
}

/** A RunEvent before it is stored. */
export type NewRunEvent = RunEvent extends infer E ? (E extends RunEvent ? Omit<E, 'seq' | 'at'> : never) : never

/** What a step waits for. `id` finds it among the approvals. */
export interface WaitRef {
  readonly id: string
  readonly kind: WaitKind
  readonly until: string
  /** The run of the flow that was called. */
  readonly runId?: string
}

export type StepStatus = 'waiting' | 'running' | 'succeeded' | 'skipped' | 'retrying' | 'parked'

/** What happened at one node for one record. */
export interface StepView {
  /** Of a long list: items settled, of how many, and records parked. */
  readonly progress?: { readonly settled: number; readonly total: number; readonly parked: number }
  readonly nodeId: string
  readonly record: RecordPath
  readonly status: StepStatus
  readonly startedAt: string
  readonly finishedAt?: string
  readonly ms?: number
  readonly attempts: number
  readonly input?: unknown
  readonly output?: unknown
  readonly ports?: readonly string[]
  readonly error?: ErrorData
  readonly retryAt?: string
  readonly exceptionId?: string
  readonly idempotencyKey?: string
  readonly reused?: boolean
  /** Of a call: what each try sent and what came back. */
  readonly calls?: readonly { readonly attempt: number; readonly exchanges: readonly RecordedExchange[] }[]
  /** While it waits. */
  readonly wait?: WaitRef
  readonly note?: string
  /** Who said that the call arrived. */
  readonly confirmedBy?: string
  /** Runs that the step began. */
  readonly runIds?: readonly string[]
}

/** A run as the run page and the API show it: the fold of its events. */
export interface RunView {
  readonly run: Run
  readonly steps: readonly StepView[]
  readonly events: readonly RunEvent[]
  /** While it stands in a lane. */
  readonly standing?: LaneStanding
}

export type ExceptionStatus = 'open' | 'replayed' | 'discarded'

/** A record that could not go on, parked for a person, with everything needed to go on. */
export interface ExceptionRecord {
  readonly id: string
  readonly clientId: string
  readonly flowId: string
  readonly environment: Environment
  readonly version: number
  readonly runId: string
  readonly nodeId: string
  readonly record: RecordPath
  readonly eventKey: string
  readonly error: ErrorData
  /** The record as it arrived at the node. */
  readonly input: unknown
  readonly status: ExceptionStatus
  readonly replayRunId?: string
  readonly resolvedBy?: string
  readonly resolvedAt?: string
  readonly note?: string
  readonly createdAt: string
}

/** Where an open run stands in its lane. */
export interface LaneStanding {
  readonly lane: string
  /** Places before this one. */
  readonly ahead: number
  /** Runs that wait behind it. */
  readonly behind: number
  /** The run at the head, when it is another one: this one waits for it to end, or for its parked record to be resolved. */
  readonly waitsFor?: { readonly runId: string; readonly status: RunStatus }
}

/** In lists, with where it stands while it stands in a lane. */
export type RunInList = Run & { readonly standing?: LaneStanding }
export type ExceptionInList = ExceptionRecord & { readonly standing?: LaneStanding }
