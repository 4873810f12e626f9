// What a kind of node is to the engine. A pure kind answers from its input alone and is evaluated again after a crash;
// only `call` has effects, and makes them through `step.effect`.
import type { FlowNode, MappingRow } from '#shared/flow/document.ts'

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
  /** Answers the sender who waits for this run. */
  respond(response: { readonly status: number; readonly body: string | undefined }): void
}

export type EffectResult = { readonly done: true; readonly output: string } | { readonly done: false; readonly outcome: StepOutcome }

export type StepOutcome =
  /** The record, perhaps changed, leaves by these ports. `changed: false` means its text is the input's. */
  | {
      readonly kind: 'pass'
      readonly ports: readonly string[]
      readonly json: string
      readonly changed: boolean
      readonly inputStored?: boolean
      readonly reused?: boolean
    }
  /** Each item leaves by `item`; when all are settled the input leaves by `done`. */
  | { readonly kind: 'items'; readonly items: readonly { readonly key: string; readonly json: string }[] }
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
