// The flow document, version 1: the only truth about a flow. Logic (slots, nodes, edges) and layout stand apart,
// so that moving a box changes no logic. Secrets never stand here: a flow names connection slots.
// Published as JSON Schema at GET /api/v1/schemas/flow.
import { Type, type Static } from 'typebox'
import { PinnedParts, type PinnedPart } from '../mapping/parts/part-body.ts'
import { FlowLane } from './lane.ts'
import { FlowPolicy } from './policy.ts'
import { FlowLayout } from './layout.ts'
import { MappingRow } from './mapping-row.ts'
import { Expression, Into, Label, nodeSchema, object, READABLE_ID, ReadableId, strict, type RetryPolicy } from './node-schema.ts'
import { ApprovalNode, CallbackNode, DelayNode, WAITING_PORTS } from './nodes/waiting.ts'
import { BalanceContracts, type BalanceContract } from './nodes/balance.ts'
import { BatchNode } from './nodes/batch.ts'
import { FileConfig, PollConfig } from './nodes/feeds.ts'
import { EventTrigger, PublishNode, SubflowNode, SubflowTrigger } from './nodes/flows.ts'
import { Discovered } from './nodes/discovered.ts'
import { Reviewed } from './nodes/reviewed.ts'
import { AggregateNode, JoinNode } from './nodes/windows.ts'

export { MappingRow, type MappingRule } from './mapping-row.ts'
export { READABLE_ID } from './node-schema.ts'
export type { RetryPolicy } from './node-schema.ts'
export { BatchNode } from './nodes/batch.ts'
export { ApprovalNode, CallbackNode, DelayNode } from './nodes/waiting.ts'
export { AggregateNode, JoinNode } from './nodes/windows.ts'
export { PublishNode, SubflowNode } from './nodes/flows.ts'

const Rows = Type.Array(MappingRow, { maxItems: 2_000 })

/** Starts the flow. Exactly one in each flow. */
export const TriggerNode = nodeSchema(
  'trigger',
  Type.Union([
    /** `event` is a trigger id of the slot's connector, such as `orders-create`. `respond: when-finished` holds the answer for a respond step. */
    object({
      type: Type.Literal('webhook'),
      slot: ReadableId,
      event: ReadableId,
      respond: Type.Optional(Type.Union([Type.Literal('at-once'), Type.Literal('when-finished')])),
    }),
    object({ type: Type.Literal('manual') }),
    EventTrigger,
    SubflowTrigger,
    /**
     * Five-field cron in an IANA time zone. `catchUp`: which of the times that passed while Tillflow was down are run (default `last`).
     * `overlap`: what happens when a time comes and the run before it has not ended (default `queue`: it waits).
     */
    object({
      type: Type.Literal('schedule'),
      cron: Type.String({ minLength: 1, maxLength: 120 }),
      timeZone: Type.String({ minLength: 1, maxLength: 64 }),
      input: Type.Optional(Type.Unknown()),
      catchUp: Type.Optional(Type.Union([Type.Literal('skip'), Type.Literal('last'), Type.Literal('all')])),
      overlap: Type.Optional(Type.Union([Type.Literal('skip'), Type.Literal('queue'), Type.Literal('parallel')])),
    }),
    PollConfig,
    FileConfig,
  ]),
)
/** Builds a new record from rows; `balance` says which sums of it must agree, `reviewed` with which fields somebody last looked at it, `discovered` which fields the connected system told of. `target` says whose schema the rows were drawn from (a slot's action), so that the designer can show types and required fields. */
export const MapNode = nodeSchema(
  'map',
  object({
    rows: Rows,
    target: Type.Optional(object({ slot: ReadableId, action: ReadableId })),
    balance: Type.Optional(BalanceContracts),
    reviewed: Type.Optional(Reviewed),
    discovered: Type.Optional(Discovered),
  }),
)
/** Lets a record pass through `out` when the condition is true, else leaves through `otherwise` (or ends there, visibly skipped). */
export const FilterNode = nodeSchema('filter', object({ condition: Expression }))
/** The first case whose condition is true names the port; else `default`. */
export const SwitchNode = nodeSchema(
  'switch',
  object({ cases: Type.Array(object({ id: ReadableId, label: Label, condition: Expression }), { minItems: 1, maxItems: 50 }) }),
)
/** Sends each item through `item`; when all of them are settled the input record leaves through `done`. */
export const LoopNode = nodeSchema('loop', object({ items: Expression, itemKey: Type.Optional(Expression) }))
/**
 * Calls an action of the slot's connector. Without rows the record itself is the action's input. The answer becomes the record;
 * with `into` it is added to the record under that name instead.
 */
export const CallNode = nodeSchema(
  'call',
  object({
    slot: ReadableId,
    action: ReadableId,
    rows: Type.Optional(Rows),
    reviewed: Type.Optional(Reviewed),
    discovered: Type.Optional(Discovered),
    into: Type.Optional(Into),
  }),
)
/** Reads a lookup table of the client into a member of the record. */
export const LookupNode = nodeSchema(
  'lookup',
  object({
    table: ReadableId,
    key: Expression,
    into: Into,
    onMissing: Type.Union([Type.Literal('reject'), Type.Literal('default'), Type.Literal('blank')]),
    default: Type.Optional(Type.Unknown()),
  }),
)
/** Answers the webhook's sender, when the trigger waits for it. */
export const RespondNode = nodeSchema(
  'respond',
  object({ status: Type.Integer({ minimum: 200, maximum: 599 }), body: Type.Optional(Expression) }),
)
/** Sends the record to the exception desk with a message (JSONata that gives a string). */
export const RaiseNode = nodeSchema('raise', object({ message: Expression }))
/** JavaScript function body with `input`, `trigger` and `steps`; what it returns becomes the record. No network, no secrets. */
export const ScriptNode = nodeSchema('script', object({ source: Type.String({ minLength: 1, maxLength: 100_000 }) }))

export const FlowNode = Type.Union([
  TriggerNode,
  MapNode,
  FilterNode,
  SwitchNode,
  LoopNode,
  BatchNode,
  CallNode,
  LookupNode,
  RespondNode,
  RaiseNode,
  ScriptNode,
  DelayNode,
  ApprovalNode,
  CallbackNode,
  AggregateNode,
  JoinNode,
  SubflowNode,
  PublishNode,
])
export type TriggerNode = Static<typeof TriggerNode>
interface NodeBase {
  label: string
  note?: string
  retry?: RetryPolicy
  disabled?: true
  onError?: 'path'
}
export type MapNode = NodeBase & {
  kind: 'map'
  config: {
    rows: MappingRow[]
    target?: { slot: string; action: string }
    balance?: BalanceContract[]
    reviewed?: Reviewed
    discovered?: Discovered
  }
}
export type FilterNode = Static<typeof FilterNode>
export type SwitchNode = Static<typeof SwitchNode>
export type LoopNode = Static<typeof LoopNode>
export type CallNode = NodeBase & {
  kind: 'call'
  config: { slot: string; action: string; rows?: MappingRow[]; reviewed?: Reviewed; discovered?: Discovered; into?: string }
}
export type LookupNode = Static<typeof LookupNode>
export type RespondNode = Static<typeof RespondNode>
export type RaiseNode = Static<typeof RaiseNode>
export type ScriptNode = Static<typeof ScriptNode>
export type FlowNode =
  | TriggerNode
  | MapNode
  | FilterNode
  | SwitchNode
  | LoopNode
  | BatchNode
  | CallNode
  | LookupNode
  | RespondNode
  | RaiseNode
  | ScriptNode
  | DelayNode
  | ApprovalNode
  | CallbackNode
  | AggregateNode
  | JoinNode
  | SubflowNode
  | PublishNode
export type NodeKind = FlowNode['kind']
export const NODE_KINDS: readonly NodeKind[] = [
  'trigger',
  'map',
  'filter',
  'switch',
  'loop',
  'batch',
  'call',
  'lookup',
  'respond',
  'raise',
  'script',
  'delay',
  'approval',
  'callback',
  'aggregate',
  'join',
  'subflow',
  'publish',
]

/** A connection from a port of one node to the input of another. */
export const FlowEdge = object({ from: ReadableId, port: ReadableId, to: ReadableId })
export type FlowEdge = Static<typeof FlowEdge>

/** What a flow needs at deployment: a connection of this connector. */
export const FlowSlot = object({ connector: ReadableId, label: Label })
export type FlowSlot = Static<typeof FlowSlot>

export const FLOW_FORMAT_VERSION = 1

export const FlowDocument = object(
  {
    formatVersion: Type.Literal(FLOW_FORMAT_VERSION),
    name: Label,
    description: Type.Optional(Type.String({ maxLength: 4_000 })),
    lane: Type.Optional(FlowLane),
    policy: Type.Optional(FlowPolicy),
    slots: Type.Record(Type.String({ pattern: READABLE_ID }), FlowSlot, strict),
    nodes: Type.Record(Type.String({ pattern: READABLE_ID }), FlowNode, { ...strict, maxProperties: 2_000 }),
    edges: Type.Array(FlowEdge, { maxItems: 5_000 }),
    layout: FlowLayout,
    parts: Type.Optional(PinnedParts),
  },
  { $id: 'https://tillflow.dev/schemas/flow/1', title: 'Tillflow flow, format version 1' },
)
export interface FlowDocument {
  formatVersion: 1
  name: string
  description?: string
  lane?: FlowLane
  policy?: FlowPolicy
  slots: Record<string, FlowSlot>
  nodes: Record<string, FlowNode>
  edges: FlowEdge[]
  layout: FlowLayout
  /** The mapping parts that its rows use, as they were when it was published or exported. A draft has none: it uses the newest. */
  parts?: Record<string, PinnedPart>
}

/** Leaves a step whose `onError` is `path` when it cannot handle a record. */
export const ERROR_PORT = 'error'

/** Whether records that the step cannot handle may leave it by a way of their own. */
export function mayFail(node: FlowNode): boolean {
  return node.kind !== 'trigger' && node.kind !== 'raise'
}

/** The ports a record can leave a node by, in the order they are drawn. `respond`, `raise` end a path. */
export function outputPorts(node: FlowNode): readonly string[] {
  const ports = ownPorts(node)
  return node.onError === 'path' && mayFail(node) ? [...ports, ERROR_PORT] : ports
}

function ownPorts(node: FlowNode): readonly string[] {
  switch (node.kind) {
    case 'filter':
      return ['out', 'otherwise']
    case 'switch':
      return [...node.config.cases.map((c) => c.id), 'default']
    case 'loop':
      return ['item', 'done']
    case 'batch':
      return ['batch', 'done']
    case 'raise':
      return []
    case 'approval':
    case 'callback':
    case 'join':
      return WAITING_PORTS[node.kind]
    default:
      return ['out']
  }
}

/** The port by which a record passes a step that is switched off, unchanged; none where its way ends there. */
export function passingPort(node: FlowNode): string | undefined {
  switch (node.kind) {
    case 'switch':
      return 'default'
    case 'loop':
    case 'batch':
      return 'done'
    case 'callback':
      return 'received'
    default:
      return ownPorts(node)[0]
  }
}
