// What a kind of node is to the engine. A pure kind answers from its input alone and is evaluated again after a crash;
// only `call` has effects, and makes them through `step.effect`.
import type { AppError } from '#shared/errors.ts'
import type { FlowNode, MappingRow } from '#shared/flow/document.ts'
import type { WindowRecord } from '#shared/model/windows.ts'
import type { ClosedWindow, Collected, CollectRequest } from '../window-ports.ts'
import type { Question, Wait, WaitKind } from '#shared/model/waits.ts'

export interface Step<N extends FlowNode = FlowNode> {
  readonly id: string
  readonly node: N
  /** The record as JSON text. */
  readonly input: string
  /** Evaluates the node's own prepared expression; undefined when it has no result. Throws AppErrors. */
  evaluate(): Promise<string | undefined>
  /** The deployed connector and connection of a slot's action; journaled before and after. */
  effect(effect: { readonly slot: string; readonly action: string; readonly input: string }): Promise<EffectResult>
  script(source: string): Promise<string | undefined>
  /** What this step waited for, or still waits for, with this record. */
  readonly wait: Wait | undefined
  now(): Date
  /** True when the port leads somewhere. */
  hasWay(port: string): boolean
  /** The address of this step's callback: the same each time it is asked for. */
  callbackAddress(): CallbackAddress
  /** Nothing that lasts is done: nobody asked, nothing collected, nothing sent. */
  readonly isTest: boolean
  /** Tells the flows that listen to the topic; answers the runs that begin. Throws `event-refused`, `flow-circle`. */
  publish(topic: string, body: string): Promise<readonly string[]>
  /** Calls a flow with JSON text; answers what is waited for. Throws `not-deployed`, `subflow-refused`, `flow-circle`. */
  callFlow(flowId: string, input: string, until: Date): Promise<Wait>
  /** Adds the record to a window of this step. */
  collect(record: Pick<CollectRequest, 'key' | 'json' | 'value' | 'input' | 'late' | 'closes' | 'rule'>): Promise<Collected>
  /** The window of this step whose run this is. */
  readonly closedWindow: ClosedWindow | undefined
  /** What was in it when it closed, in order, page by page. */
  windowRecords(window: ClosedWindow): AsyncIterable<WindowRecord>
  /** Answers the sender who waits for this run. */
  respond(response: { readonly status: number; readonly body: string | undefined }): void
}

/** `reused`: an earlier run of the event made the call, and this one did not. */
export type EffectResult =
  | { readonly done: true; readonly output: string; readonly reused: boolean }
  | { readonly done: false; readonly outcome: StepOutcome }

/** What a step asks to wait for. */
export interface WaitRequest {
  readonly kind: WaitKind
  readonly question?: Question
  readonly tokenHash?: string
}

/** A record that leaves by a port beside the one that waits, under a name of its own. */
export interface Leaving {
  readonly port: string
  readonly json: string
}

export interface CallbackAddress {
  readonly url: string
  readonly tokenHash: string
}

export type StepOutcome =
  /** The record, perhaps changed, leaves by these ports. `changed: false` means its text is the input's. */
  | {
      readonly kind: 'pass'
      readonly ports: readonly string[]
      readonly json: string
      readonly changed: boolean
      readonly inputStored?: boolean
      readonly reused?: boolean
      /** A sentence for people about how it went. */
      readonly note?: string
      /** Runs that the step began. */
      readonly runIds?: readonly string[]
      /** Leaves by another port with another text before. */
      readonly before?: Leaving
    }
  /**
   * The record waits; `begins` is there the first time. Meanwhile a record may leave by another port.
   */
  | {
      readonly kind: 'waits'
      readonly until: Date
      readonly reason: string
      readonly begins?: WaitRequest
      /** It stands in the journal already. */
      readonly begun?: Wait
      readonly before?: Leaving
    }
  /** The record's way ends here, as it should. */
  | { readonly kind: 'ends'; readonly output: unknown; readonly note: string }
  | { readonly kind: 'skips'; readonly reason: string }
  /** The record cannot go on here, but what leaves beside it does. */
  | { readonly kind: 'fails'; readonly error: AppError; readonly before?: Leaving }
  /** Each item leaves by `port`; when all are settled the input leaves by `done`. */
  | { readonly kind: 'items'; readonly port: string; readonly items: readonly { readonly key: string; readonly json: string }[] }
  /** Tried and failed in passing; the record is tried again at `retryAt`. Already journaled. */
  | { readonly kind: 'later'; readonly retryAt: Date; readonly reason: string }

export interface NodeType<N extends FlowNode> {
  readonly kind: N['kind']
  /** Mapping rows that the node's expression is made of. */
  rows?(node: N): readonly MappingRow[] | undefined
  /** The one expression a node without rows needs, made once per version. */
  expression?(node: N): string | undefined
  run(step: Step<N>): Promise<StepOutcome>
}
