// Checks of a well-shaped flow: its graph, its steps, and what it names outside itself. Runs in the designer after every edit.
import type { Issue } from '../errors.ts'
import type { ConnectorDescriptor } from '../model/descriptors.ts'
import { checkConnectors } from './check-connectors.ts'
import { checkFlows, type FlowLinks } from './check-flows.ts'
import { checkGraph } from './check-graph.ts'
import { checkLane } from './check-lane.ts'
import { checkParts } from './check-parts.ts'
import { checkSteps } from './check-steps.ts'
import { checkSwitches } from './check-switches.ts'
import type { FlowDocument } from './document.ts'
import { pointerKeys } from './pointer.ts'

/** What is known about the world around the flow. What is absent is not checked. */
export interface CheckContext {
  readonly connectors?: readonly ConnectorDescriptor[]
  /** Names of the client's lookup tables. */
  readonly tables?: readonly string[]
  /** The client's flows, this one perhaps among them. */
  readonly flows?: readonly FlowLinks[]
  /** Names of the client's mapping parts. */
  readonly parts?: readonly string[]
  /** This flow's id, where it has one. */
  readonly self?: string
}

/** Errors forbid publishing, warnings do not. Each `path` is a JSON pointer into the document; errors first. */
export function checkFlow(flow: FlowDocument, context: CheckContext = {}): Issue[] {
  const issues = [
    ...checkGraph(flow),
    ...checkLane(flow, context.tables),
    ...checkSwitches(flow),
    ...[
      ...checkSteps(flow, context.tables),
      ...checkConnectors(flow, context.connectors),
      ...checkParts(flow, context.parts),
      ...(context.flows ? checkFlows(flow, context.flows, context.self) : []),
    ].filter((issue) => !isOfDisabled(flow, issue)),
  ]
  return issues.toSorted((a, b) => Number(a.severity === 'warning') - Number(b.severity === 'warning'))
}

/** What is wrong within a step that is switched off does no harm. */
function isOfDisabled(flow: FlowDocument, { path }: Issue): boolean {
  const [top, id] = pointerKeys(path)
  return top === 'nodes' && id !== undefined && Object.hasOwn(flow.nodes, id) && flow.nodes[id]?.disabled === true
}

/** True when nothing forbids publishing. */
export function isPublishable(issues: readonly Issue[]): boolean {
  return issues.every(({ severity }) => severity === 'warning')
}
