// The steps of a run as states of nodes on the canvas.
import type { NodeStates } from '#designer/graph/card-data.ts'
import type { StepStatus, StepView } from '#shared/model/runs.ts'

/** What a node shows when its records fared differently: the one that needs a person wins. */
const WEIGHT: Readonly<Record<StepStatus, number>> = { skipped: 0, succeeded: 1, running: 2, waiting: 3, retrying: 4, parked: 5 }

export function nodeStates(steps: readonly StepView[]): NodeStates {
  const states: Record<string, { status: StepStatus; count: number; failed: number }> = {}
  for (const step of steps) {
    const old = states[step.nodeId]
    const failed = (old?.failed ?? 0) + (step.status === 'parked' ? 1 : 0)
    const status = old && WEIGHT[old.status] > WEIGHT[step.status] ? old.status : step.status
    states[step.nodeId] = { status, count: (old?.count ?? 0) + 1, failed }
  }
  return states
}

/** Node ids in the order in which they were first reached. */
export function nodesInOrder(steps: readonly StepView[]): readonly string[] {
  return [...new Set(steps.map((step) => step.nodeId))]
}
