// What the engine needs for windows: to add a record, and to read a closed one.
import type { LatePolicy } from '#shared/flow/nodes/windows.ts'
import type { Environment } from '#shared/model/accounts.ts'
import type { WindowClosing, WindowRecord } from '#shared/model/windows.ts'

/** Names a lease; what is asked under one that is over is not done. */
export interface Lease {
  readonly clientId: string
  readonly runId: string
  readonly fence: number
}

export interface CollectRequest {
  readonly lease: Lease
  readonly flowId: string
  readonly environment: Environment
  readonly version: number
  readonly nodeId: string
  readonly key: string
  /** Names the record across attempts, resumes and replays: a second one with it adds nothing. */
  readonly sourceKey: string
  /** JSON text of what is kept. */
  readonly json: string
  /** Decimal text that is added to the window's value. */
  readonly value?: string
  /** The input of a join. */
  readonly input?: string
  readonly late: LatePolicy
  /** When a window that opens with this record closes by itself. */
  readonly closes?: { readonly at: Date; readonly by: 'schedule' | 'time' }
  readonly rule: CloseRule
  /** The flow keeps an order: the run that the window becomes takes a place in a lane. */
  readonly ordered: boolean
  /** See `RunCause`. */
  readonly hops: number
  readonly at: Date
}

/** What closes a window with a record. */
export interface CloseRule {
  readonly count?: number
  /** This record closes it. */
  readonly closesNow?: boolean
  /** How many records it will have, as this record tells. */
  readonly expected?: number
  /** It is complete when each of these inputs has come. */
  readonly inputs?: readonly string[]
}

export type Collected =
  | {
      readonly kind: 'collected'
      readonly windowId: string
      readonly number: number
      readonly count: number
      /** The run that begins, when this record closed the window. */
      readonly closedInto?: string
    }
  /** Nothing was added: the window of this key is closed. */
  | { readonly kind: 'late'; readonly windowId: string; readonly closedAt: string }

/** The body of the event that a closed window is, and so of its run. */
export interface ClosedWindow {
  readonly window: string
  readonly key: string
  readonly number: number
  readonly opening: number
  readonly count: number
  readonly value?: string
  readonly openedAt: string
  readonly closedAt: string
  readonly closedBy: WindowClosing
}

export interface Windows {
  /** One commit: the record, and where it closes the window, the new run. Undefined when the lease is over. */
  collect(request: CollectRequest): Promise<Collected | undefined>
  /** Records with a higher `seq` than `after`, in order. */
  windowRecords(
    clientId: string,
    windowId: string,
    page: { readonly after: number; readonly limit: number },
  ): Promise<readonly WindowRecord[]>
}
