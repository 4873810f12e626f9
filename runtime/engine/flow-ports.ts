// What the engine needs so that flows call and tell each other.
import type { Environment } from '#shared/model/accounts.ts'
import type { Wait } from '#shared/model/waits.ts'
import type { Lease } from './window-ports.ts'

export interface PublishRequest {
  readonly lease: Lease
  readonly environment: Environment
  readonly topic: string
  /** Names the event across attempts, resumes and replays: a second one with it delivers nothing. */
  readonly eventKey: string
  /** JSON text. */
  readonly body: string
  readonly hops: number
  readonly at: Date
}

export interface CallRequest {
  readonly lease: Lease
  readonly environment: Environment
  /** The flow that is called, and whether its deployed version keeps an order. */
  readonly flowId: string
  readonly ordered: boolean
  /** Names the call across attempts, resumes and replays. */
  readonly callKey: string
  /** JSON text. */
  readonly input: string
  /** The wait of the calling step. */
  readonly wait: Wait
  readonly hops: number
  readonly at: Date
}

/** What a called flow gave: `done` with its answer, or the reason why there will be none. */
export type CallResult = { readonly ok: true; readonly output: unknown } | { readonly ok: false; readonly reason: string }

export interface FlowCalls {
  /** One commit: the event, and a run for each subscriber. Answers the runs; undefined when the lease is over. */
  publish(request: PublishRequest): Promise<readonly string[] | undefined>
  /**
   * One commit: the wait, and the run of the called flow. A call that was made before is joined: its run is waited for, or its answer is there
   * at once; one that failed for good is made anew. Throws `not-deployed`. Undefined when the lease is over.
   */
  callFlow(request: CallRequest): Promise<Wait | undefined>
}
