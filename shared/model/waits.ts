// What a record waits for: an instant, a person, another system. It stands in the journal; nothing holds a worker meanwhile.
import type { Environment } from './accounts.ts'
import type { RecordPath } from './runs.ts'

export type WaitKind = 'delay' | 'approval' | 'callback' | 'subflow'

/**
 * `open` -> one of the others, once: `done` (decided, called back), `timed-out` (for a delay: its time came), `withdrawn` (its run ended
 * in another way).
 */
export type WaitStatus = 'open' | 'done' | 'timed-out' | 'withdrawn'

/** What a person is asked. */
export interface Question {
  readonly title: string
  readonly fields: readonly { readonly label: string; readonly value?: unknown }[]
}

/** One record of one run at one step. */
export interface Wait {
  readonly id: string
  readonly clientId: string
  readonly flowId: string
  readonly environment: Environment
  readonly runId: string
  readonly nodeId: string
  readonly record: RecordPath
  readonly kind: WaitKind
  readonly status: WaitStatus
  /** ISO instant at which it ends by itself. */
  readonly until: string
  readonly question?: Question
  /** The run of the flow that was called. */
  readonly childRunId?: string
  /** What ended it: an approval's `Decision`, a callback's body. */
  readonly result?: unknown
  readonly createdAt: string
  readonly settledAt?: string
  /** Who: a user id, `key:<id>`, or nobody when its time passed. */
  readonly settledBy?: string
}

export interface Decision {
  readonly decision: 'approved' | 'declined'
  readonly by: string
  readonly note?: string
}
