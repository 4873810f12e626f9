// The kinds of node the engine knows.
import type { FlowNode, NodeKind } from '#shared/flow/document.ts'
import { batchType } from './batch.ts'
import { callType } from './call.ts'
import { lookupType, mapType, scriptType, triggerType } from './data.ts'
import { publishType, subflowType } from './flows.ts'
import { filterType, loopType, raiseType, respondType, switchType } from './logic.ts'
import type { NodeType } from './node-type.ts'
import { approvalType, callbackType, delayType } from './waiting.ts'
import { aggregateType, joinType } from './windows.ts'

const NODE_TYPES = {
  trigger: triggerType,
  map: mapType,
  filter: filterType,
  switch: switchType,
  loop: loopType,
  batch: batchType,
  call: callType,
  lookup: lookupType,
  respond: respondType,
  raise: raiseType,
  script: scriptType,
  delay: delayType,
  approval: approvalType,
  callback: callbackType,
  aggregate: aggregateType,
  join: joinType,
  subflow: subflowType,
  publish: publishType,
} as const satisfies { [K in NodeKind]: NodeType<Extract<FlowNode, { kind: K }>> }

/** The type of a node; each kind's own node type is checked above, so the widening here is safe. */
export function nodeType(kind: NodeKind): NodeType<FlowNode> {
  return NODE_TYPES[kind] as unknown as NodeType<FlowNode>
}
